package ingest

import (
	"fmt"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/writes"
)

// Stored is what the requests that are stored come to, of all sources in one pass.
type Stored struct {
	Hours  map[writes.Sum]int64 // what oss_hour must have
	Faults []string             // of the rows and pages themselves, each a sentence

	sets     map[int64]*audit.Set // by source
	names    *writes.Names
	prefixes writes.Prefixes
	bucketOf map[int64]int64 // by prefix
	outcomes map[storedOutcome][]byte
	row      []byte
}

// storedOutcome is what operations have in common as numbers.
type storedOutcome struct {
	bucket int64
	writes.Outcome
}

// ReadStored reads every request there is, those that are rows and those that are
// packed.
func ReadStored(r db.Reader) (*Stored, error) {
	s := &Stored{Hours: map[writes.Sum]int64{}, sets: map[int64]*audit.Set{}, bucketOf: map[int64]int64{}, outcomes: map[storedOutcome][]byte{}}
	var err error
	if s.names, err = writes.ReadNames(r); err != nil {
		return nil, err
	}
	if s.prefixes, err = writes.ReadPrefixes(r); err != nil {
		return nil, err
	}
	var prefix, bucket int64
	err = r.Query("SELECT id, bucket_id FROM bucket_prefix", nil, func() { s.bucketOf[prefix] = bucket }, &prefix, &bucket)
	if err != nil {
		return nil, fmt.Errorf("read prefixes: %w", err)
	}
	if err := s.readRows(r); err != nil {
		return nil, err
	}
	s.readPages(r)
	return s, nil
}

// requestsOf is what the requests of a source are sealed to.
func (s *Stored) requestsOf(source int64) string {
	if set := s.sets[source]; set != nil {
		return set.Sum()
	}
	return new(audit.Set).Sum()
}

func (s *Stored) readRows(r db.Reader) error {
	var at writes.Sum
	var row sealedRequest
	var errorID, misplaced int64
	err := r.Query(`SELECT source_id, request_id, ordinal, line, at, prefix_id, operation_id, extension_id, status, error_id, object_key
		FROM oss_usage`, nil, func() {
		at.Hour = model.HourOf(row.at)
		bucket := s.bucketOf[at.Prefix]
		s.Hours[at]++
		s.add(at.Source, row, storedOutcome{bucket, writes.Outcome{Operation: at.Operation, Extension: at.Extension, Status: at.Status, Error: errorID}})
		if s.prefixes.Of(bucket, row.key) != at.Prefix {
			misplaced++
		}
	}, &at.Source, &row.id, &row.ordinal, &row.line, &row.at, &at.Prefix, &at.Operation, &at.Extension, &at.Status, &errorID, &row.key)
	if misplaced > 0 {
		s.fault("%d requests are under another prefix of their bucket than the longest that their key begins with", misplaced)
	}
	if err != nil {
		return fmt.Errorf("read requests: %w", err)
	}
	return nil
}

// readPages reads the packed writes. A page that cannot be read is a fault: all others
// are looked at.
func (s *Stored) readPages(r db.Reader) {
	type hour struct{ source, bucket, hour int64 }
	parts := map[hour]int64{}
	err := writes.Read(r, "true", nil, func(p *writes.Page) {
		if of := (hour{p.Source, p.Bucket, p.Hour}); p.Part != parts[of] {
			s.fault("page %d of the writes of source %d stands where page %d must be", p.Part, p.Source, parts[of])
		} else {
			parts[of]++
		}
		for _, w := range p.Writes {
			s.Hours[writes.Sum{Source: p.Source, Hour: p.Hour, Prefix: s.prefixes.Of(p.Bucket, w.Key),
				Operation: w.Operation, Extension: w.Extension, Status: w.Status}]++
			s.add(p.Source, sealedRequest{id: w.ID, key: w.Key, line: w.Line, at: w.At}, storedOutcome{p.Bucket, w.Outcome})
		}
	})
	if err != nil {
		s.fault("%v", err)
	}
}

// add puts an operation into the set of its source.
func (s *Stored) add(source int64, r sealedRequest, o storedOutcome) {
	outcome, known := s.outcomes[o]
	if !known {
		outcome = sealedOutcome(s.named("bucket", s.names.Buckets, o.bucket), s.named("symbol", s.names.Symbols, o.Operation),
			s.named("symbol", s.names.Symbols, o.Extension), s.named("symbol", s.names.Symbols, o.Error), o.Status)
		s.outcomes[o] = outcome
	}
	set := s.sets[source]
	if set == nil {
		set = &audit.Set{}
		s.sets[source] = set
	}
	s.row = r.appendTo(s.row[:0], outcome)
	set.Add(s.row)
}

// named is the name behind a number.
func (s *Stored) named(what string, names map[int64]string, id int64) string {
	name, known := names[id]
	if !known {
		s.fault("requests name %s %d, which is not there", what, id)
	}
	return name
}

func (s *Stored) fault(format string, facts ...any) {
	s.Faults = append(s.Faults, fmt.Sprintf(format, facts...))
}
