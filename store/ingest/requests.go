package ingest

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/writes"
)

// requestLoader turns OSS requests into rows of oss_usage and sums them by the
// hour while they pass.
type requestLoader struct {
	pending Batch // of the requests kept one by one, not written yet
	usage   *usage
	writes  *writeLoader
	facts   map[factsKey]*usageFacts
	sums    map[int64]*logSums            // by source
	own     map[int64]map[bucketHour]bool // by source, the hours that it is the log of
	row     []byte                        // that is being sealed
}

// hourKey is the key of oss_hour.
type hourKey struct {
	source, hour, prefix, operation, extension int64
	status                                     int
}

func (k hourKey) compare(o hourKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), cmp.Compare(k.hour, o.hour), cmp.Compare(k.prefix, o.prefix),
		cmp.Compare(k.operation, o.operation), cmp.Compare(k.extension, o.extension), cmp.Compare(k.status, o.status))
}

// factsKey is all that usageFacts hold.
type factsKey struct {
	hourKey // without the hour
	errorID int64
}

func newRequestLoader(rows *usage) *requestLoader {
	return &requestLoader{usage: rows, writes: newWriteLoader(), facts: map[factsKey]*usageFacts{}, sums: map[int64]*logSums{},
		own: map[int64]map[bucketHour]bool{}}
}

// KeepRequest implements model.RecordWriter.
func (i *Import) KeepRequest(line int64, r *model.Request) {
	i.requests.pending.KeepRequest(line, r)
	if i.requests.pending.Len() >= pendingRequests {
		i.writePending()
	}
}

// pendingRequests is how many requests that are kept one by one make a batch.
const pendingRequests = 8192

// writePending writes the requests that were kept one by one. They are set aside
// first, for a large write flushes, and flushing calls writePending again.
func (i *Import) writePending() {
	if i.requests.pending.Len() == 0 {
		return
	}
	pending := i.requests.pending
	i.requests.pending = Batch{}
	i.Write(&pending)
	pending.Reset()
	i.requests.pending = pending
}

// SawBucket implements model.RecordWriter.
func (i *Import) SawBucket(bucket string, received time.Time) {
	i.requests.saw(i.source.ID, i.writer.symbols.bucket(bucket, ""), model.HourOf(received.Unix()), 1)
}

// BreaksOff implements model.RecordWriter.
func (i *Import) BreaksOff() { i.source.BreaksOff = true }

func (l *requestLoader) saw(source, bucket, hour, lines int64) {
	l.sumsOf(source).seen[bucketHour{bucket, hour}] += lines
}

// add makes rows of the requests of a batch.
func (l *requestLoader) add(i *Import, b *Batch) {
	owners := make([]*owner, len(b.traits))
	for n := range b.requests {
		r := &b.requests[n]
		if owners[r.traits] == nil {
			owners[r.traits] = l.ownerOf(i, b.traits[r.traits])
		}
		facts := owners[r.traits].factsOf(l, i, r.keyIn(b.text))
		if owners[r.traits].writes {
			l.writes.add(usageRow{line: r.line, at: r.at, facts: facts[0], passage: r.passage}, b.text)
			facts[0].count(model.HourOf(r.at))
			l.seal(sealedRequest{id: r.idIn(b.text), key: r.keyIn(b.text), line: r.line, at: r.at}, facts[0])
			continue
		}
		for ordinal, f := range facts {
			l.usage.add(usageRow{line: r.line, at: r.at, ordinal: ordinal, facts: f, passage: r.passage}, b.text)
			f.count(model.HourOf(r.at))
			l.seal(sealedRequest{id: r.idIn(b.text), key: r.keyIn(b.text), line: r.line, at: r.at, ordinal: int64(ordinal)}, f)
		}
	}
}

// seal puts an operation among what is sealed of its log.
func (l *requestLoader) seal(r sealedRequest, f *usageFacts) {
	l.row = r.appendTo(l.row[:0], f.sealed)
	f.into.requests.Add(l.row)
}

// owner is what requests with the same traits come to in one source.
type owner struct {
	traits
	writes bool                     // the requests did nothing but write an object
	bound  []string                 // prefixes of the bucket that bindings name
	facts  map[string][]*usageFacts // by prefix, one an operation
}

func (l *requestLoader) ownerOf(i *Import, t traits) *owner {
	return &owner{traits: t, writes: slices.Contains(model.ObjectWrites, t.operations), bound: i.writer.symbols.bound[t.bucket], facts: map[string][]*usageFacts{}}
}

// factsOf are those of the operations of a request for the object of a key.
func (o *owner) factsOf(l *requestLoader, i *Import, key []byte) []*usageFacts {
	prefix := ""
	if len(o.bound) > 0 {
		prefix = longestPrefix(o.bound, key)
	}
	facts, found := o.facts[prefix]
	if !found {
		id := i.writer.symbols.prefix(o.bucket, o.region, prefix)
		extension, errorID := i.writer.symbols.name(o.extension), i.writer.symbols.name(o.errorCode)
		for operation := range strings.SplitSeq(o.operations, "\n") {
			sum := hourKey{source: i.source.ID, prefix: id, operation: i.writer.symbols.name(operation), extension: extension, status: o.status}
			f := l.factsFor(factsKey{sum, errorID}, i.writer.symbols.bucket(o.bucket, o.region))
			if f.sealed == nil {
				f.sealed = sealedOutcome(o.bucket, operation, o.extension, o.errorCode, int64(o.status))
			}
			facts = append(facts, f)
		}
		o.facts[prefix] = facts
	}
	return facts
}

func (l *requestLoader) factsFor(k factsKey, bucket int64) *usageFacts {
	facts, found := l.facts[k]
	if !found {
		facts = &usageFacts{source: k.source, prefix: k.prefix, operation: k.operation, extension: k.extension,
			status: int64(k.status), errorID: k.errorID, bucket: bucket,
			outcome: writes.Outcome{Operation: k.operation, Extension: k.extension, Status: int64(k.status), Error: k.errorID}, sum: k.hourKey, into: l.sumsOf(k.source)}
		l.facts[k] = facts
	}
	return facts
}

func (l *requestLoader) flush(i *Import) error {
	if err := l.writes.flush(i); err != nil {
		return err
	}
	l.usage.sort()
	inserted, err := i.tx.Load("oss_usage", usageColumns, l.usage)
	if err != nil {
		return err
	}
	if inserted < int64(l.usage.Len()) {
		if err := l.removeDuplicates(i); err != nil {
			return err
		}
	}
	l.usage.clear()
	return nil
}

// removeDuplicates finds the rows whose request was there already, notes their
// lines, and subtracts them from the hourly sums.
func (l *requestLoader) removeDuplicates(i *Import) error {
	staged, err := i.tx.Stage("oss_usage", usageColumns, l.usage)
	if err != nil {
		return err
	}
	lines := db.NewBuffer("duplicate_line", "source_id", "line", "request_id")
	names := i.writer.symbols
	var r sealedRequest
	var key hourKey
	var errorID int64
	err = i.tx.Query(fmt.Sprintf(`SELECT f.request_id, f.ordinal, f.source_id, f.line, f.at, f.prefix_id, f.operation_id, f.extension_id, f.status, f.error_id, f.object_key
		FROM %s f JOIN oss_usage u ON u.request_id = f.request_id AND u.ordinal = f.ordinal
		WHERE NOT (u.source_id = f.source_id AND u.line = f.line)`, staged), nil, func() {
		key.hour = model.HourOf(r.at)
		sums := l.sumsOf(key.source)
		sums.hours[key]--
		l.row = r.appendTo(l.row[:0], sealedOutcome(names.bucketOf[key.prefix], names.nameOf[key.operation], names.nameOf[key.extension],
			names.nameOf[errorID], int64(key.status)))
		sums.requests.Remove(l.row)
		if r.ordinal == 0 {
			i.sourceOf(key.source).Tally.MoveDuplicates(1)
			lines.Add(key.source, r.line, digitsOf(r.id))
		}
	}, &r.id, &r.ordinal, &key.source, &r.line, &r.at, &key.prefix, &key.operation, &key.extension, &key.status, &errorID, &r.key)
	if err != nil {
		return err
	}
	_, err = lines.Load(i.tx)
	return err
}

// digitsOf are the hex digits of a packed request id, by which duplicate_line
// knows a request.
func digitsOf(packed []byte) string { return strings.ToUpper(hex.EncodeToString(packed)) }

// finish writes the hourly sums and the hours seen.
func (l *requestLoader) finish(i *Import) error {
	for _, f := range l.facts {
		f.settle()
	}
	var hours hourRows
	seen := db.NewBuffer("log_hour", "source_id", "bucket_id", "hour", "lines", "own")
	for _, s := range i.sources {
		sums := l.sumsOf(s.ID)
		hours = sums.appendTo(hours)
		own := ownHours(sums.seen, *s)
		l.own[s.ID] = own
		for k, n := range sums.seen {
			mine := own[k]
			seen.Add(s.ID, k.bucket, k.hour, n, truth(&mine))
		}
	}
	if err := i.tx.LoadAll("oss_hour", hourColumns, hours); err != nil {
		return err
	}
	return i.load(seen)
}
