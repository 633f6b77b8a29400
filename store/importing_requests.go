package store

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"immrecon/store/model"
)

// requestLoad turns OSS requests into rows of oss_usage and sums them by the
// hour while they pass.
type requestLoad struct {
	told   Batch // by the import itself, and not taken yet
	usage  *usage
	loader loader // of usage
	facts  map[factsKey]*usageFacts
	sums   map[int64]*logSums // by source
}

// hourKey is the key of oss_hour.
type hourKey struct {
	source, hour, place, operation, extension int64
	status                                    int
}

func (k hourKey) compare(o hourKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), cmp.Compare(k.hour, o.hour), cmp.Compare(k.place, o.place),
		cmp.Compare(k.operation, o.operation), cmp.Compare(k.extension, o.extension), cmp.Compare(k.status, o.status))
}

// factsKey is all that usageFacts tell.
type factsKey struct {
	hourKey // without the hour
	errorID int64
}

func newRequestLoad(rows *usage) *requestLoad {
	l := &requestLoad{usage: rows, facts: map[factsKey]*usageFacts{}, sums: map[int64]*logSums{}}
	l.loader = loader{table: "oss_usage", columns: usageColumns, batch: rows}
	return l
}

// KeepRequest implements model.RecordWriter.
func (i *Import) KeepRequest(line int64, r *model.Request) {
	i.requests.told.KeepRequest(line, r)
	if i.requests.told.Len() >= batchRows {
		i.takeTold()
	}
}

// takeTold takes the requests that the import was told itself. They are out of
// the way before they are taken, for taking many loads what waits, and that
// comes here again.
func (i *Import) takeTold() {
	if i.requests.told.Len() == 0 {
		return
	}
	told := i.requests.told
	i.requests.told = Batch{}
	i.Take(&told)
	told.Reset()
	i.requests.told = told
}

// SawBucket implements model.RecordWriter.
func (i *Import) SawBucket(bucket string, received time.Time) {
	i.requests.saw(i.source.ID, i.db.words.bucket(bucket, ""), model.HourOf(received.Unix()), 1)
}

func (l *requestLoad) saw(source, bucket, hour, lines int64) {
	l.sumsOf(source).seen[bucketHour{bucket, hour}] += lines
}

// take makes rows of the requests of a batch.
func (l *requestLoad) take(i *Import, b *Batch) {
	owners := make([]*owner, len(b.traits))
	for n := range b.requests {
		r := &b.requests[n]
		if owners[r.traits] == nil {
			owners[r.traits] = l.ownerOf(i, b.traits[r.traits])
		}
		facts := owners[r.traits].factsOf(l, i, r.keyIn(b.text))
		for ordinal, f := range facts {
			l.usage.add(usageRow{line: r.line, at: r.at, ordinal: ordinal, facts: f, passage: r.passage}, b.text)
			f.count(model.HourOf(r.at))
		}
	}
}

// owner is what requests with the same traits come to in one source.
type owner struct {
	traits
	prefixes []string                 // bound prefixes of the bucket: these make several places of it
	places   map[string][]*usageFacts // by prefix, one an operation
}

func (l *requestLoad) ownerOf(i *Import, t traits) *owner {
	return &owner{traits: t, prefixes: i.db.words.prefixes[t.bucket], places: map[string][]*usageFacts{}}
}

// factsOf are those of the operations of a request for the object of a key.
func (o *owner) factsOf(l *requestLoad, i *Import, key []byte) []*usageFacts {
	prefix := ""
	if len(o.prefixes) > 0 {
		prefix = longestPrefix(o.prefixes, key)
	}
	facts, found := o.places[prefix]
	if !found {
		place := i.db.words.place(o.bucket, o.region, prefix)
		extension, errorID := i.db.words.word(o.extension), i.db.words.word(o.errorCode)
		for operation := range strings.SplitSeq(o.operations, "\n") {
			sum := hourKey{source: i.source.ID, place: place, operation: i.db.words.word(operation), extension: extension, status: o.status}
			facts = append(facts, l.factsFor(factsKey{sum, errorID}))
		}
		o.places[prefix] = facts
	}
	return facts
}

func (l *requestLoad) factsFor(k factsKey) *usageFacts {
	facts, found := l.facts[k]
	if !found {
		facts = &usageFacts{source: k.source, place: k.place, operation: k.operation, extension: k.extension,
			status: int64(k.status), errorID: k.errorID, sum: k.hourKey, into: l.sumsOf(k.source)}
		l.facts[k] = facts
	}
	return facts
}

func (l *requestLoad) flush(i *Import) error {
	l.usage.sort()
	inserted, err := l.loader.insert(i.ctx, i.tx)
	if err != nil {
		return err
	}
	if inserted < int64(l.usage.rows()) {
		if err := l.takeOutDuplicates(i); err != nil {
			return err
		}
	}
	l.usage.clear()
	return nil
}

// takeOutDuplicates finds the rows of the batch whose request was there
// already, notes their lines, and takes them out of the hourly sums.
func (l *requestLoad) takeOutDuplicates(i *Import) error {
	known := fmt.Sprintf(`FROM %s f JOIN oss_usage u ON u.request_id = f.c0 AND u.ordinal = f.c1
		WHERE NOT (u.source_id = f.c2 AND u.line = f.c3)`, l.loader.name())
	if _, err := l.loader.run(i.ctx, i.tx, `INSERT INTO duplicate_line (source_id, line, request_id)
		SELECT f.c2, f.c3, hex(f.c0) `+known+` AND f.c1 = 0 ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	var at, ordinal int64
	var key hourKey
	return l.loader.query(i.ctx, i.tx, "SELECT f.c1, f.c2, f.c4, f.c5, f.c6, f.c7, f.c8 "+known, nil, func() {
		key.hour = model.HourOf(at)
		l.sumsOf(key.source).hours[key]--
		if ordinal == 0 {
			i.sourceOf(key.source).Tally.MoveDuplicates(1)
		}
	}, &ordinal, &key.source, &at, &key.place, &key.operation, &key.extension, &key.status)
}

// finish writes the hourly sums and the hours seen.
func (l *requestLoad) finish(i *Import) error {
	for _, f := range l.facts {
		f.settle()
	}
	var hours hourRows
	seen := newFeed("log_hour", "source_id", "bucket_id", "hour", "lines", "own")
	for _, s := range i.sources {
		sums := l.sumsOf(s.ID)
		hours = sums.appendTo(hours)
		own := ownHours(sums.seen, *s)
		for k, n := range sums.seen {
			mine := own[k]
			seen.add(s.ID, k.bucket, k.hour, n, truth(&mine))
		}
	}
	summed := loader{table: "oss_hour", columns: hourColumns, batch: hours}
	if err := summed.insertAll(i.ctx, i.tx); err != nil {
		return err
	}
	return i.load(seen)
}
