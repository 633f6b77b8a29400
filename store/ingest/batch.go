package ingest

import (
	"strings"
	"time"

	"immrecon/store/model"
)

// A Batch is a record writer that keeps a stretch of an access log until it is written
// to an Import, so that several logs can be read at a time while one is written. It
// keeps requests, the only records of a log. What many requests have in common it
// keeps once.
type Batch struct {
	model.RecordWriter // nil: there are no other records in a log

	requests []loggedRequest
	text     []byte // ids and keys of the requests, one after the other
	traits   []traits
	known    map[traits]int // where in traits
	last     int            // in traits: many requests are alike the one before
	rejects  []rejectedText
	skipped  int64
	seen     seenHours

	breaksOff bool
}

// loggedRequest is what a request has of its own.
type loggedRequest struct {
	line, at int64
	traits   int // in Batch.traits
	passage
}

// passage is where in a text the packed id of a request is, with its object key
// behind it.
type passage struct {
	from    int
	id, key int // lengths in bytes
}

func (p passage) idIn(text []byte) []byte  { return text[p.from : p.from+p.id] }
func (p passage) keyIn(text []byte) []byte { return text[p.from+p.id : p.from+p.id+p.key] }

// traits are what many requests of a log have in common.
type traits struct {
	bucket, region, extension, errorCode string

	status     int
	operations string // joined by line ends, which no name holds
}

type rejectedText struct {
	line         int64
	reason, text string
}

// Len is the number of lines that are kept or rejected, those skipped aside.
func (b *Batch) Len() int { return len(b.requests) + len(b.rejects) }

// Reset empties the batch, to be used again.
func (b *Batch) Reset() {
	clear(b.known)
	*b = Batch{requests: b.requests[:0], text: b.text[:0], traits: b.traits[:0], known: b.known}
}

// Skip implements model.RecordWriter.
func (b *Batch) Skip(int64) { b.skipped++ }

// Reject implements model.RecordWriter.
func (b *Batch) Reject(line int64, reason, text string) {
	b.rejects = append(b.rejects, rejectedText{line, reason, text})
}

// KeepRequest implements model.RecordWriter.
func (b *Batch) KeepRequest(line int64, r *model.Request) {
	at := passage{from: len(b.text), key: len(r.Key)}
	b.text = model.AppendRequestID(b.text, r.ID)
	at.id = len(b.text) - at.from
	b.text = append(b.text, r.Key...)
	b.requests = append(b.requests, loggedRequest{line, r.At, b.traitsOf(r), at})
}

func (b *Batch) traitsOf(r *model.Request) int {
	operations := r.Operations[0]
	if len(r.Operations) > 1 {
		operations = strings.Join(r.Operations, "\n")
	}
	of := traits{r.Bucket, r.Region, extension(r.Key), r.ErrorCode, r.Status, operations}
	if len(b.traits) > 0 && b.traits[b.last] == of {
		return b.last
	}
	at, found := b.known[of]
	if !found {
		if b.known == nil {
			b.known = map[traits]int{}
		}
		at = len(b.traits)
		b.known[of] = at
		b.traits = append(b.traits, of)
	}
	b.last = at
	return at
}

// SawBucket implements model.RecordWriter.
func (b *Batch) SawBucket(bucket string, received time.Time) { b.seen.saw(bucket, received) }

// BreaksOff implements model.RecordWriter.
func (b *Batch) BreaksOff() { b.breaksOff = true }

// Write does to the import what was done to the batch.
func (i *Import) Write(b *Batch) {
	t := &i.source.Tally
	t.Read += b.skipped + int64(len(b.requests))
	t.Skipped += b.skipped
	t.Kept += int64(len(b.requests))
	i.requests.add(i, b)
	switch {
	case i.requests.usage.enough():
		i.flush()
	case i.requests.writes.enough():
		i.do(func() error { return i.requests.writes.flush(i) })
	}
	for _, r := range b.rejects {
		i.Reject(r.line, r.reason, r.text)
	}
	i.source.BreaksOff = i.source.BreaksOff || b.breaksOff
	for _, h := range b.seen.hours {
		i.requests.saw(i.source.ID, i.writer.symbols.bucket(h.bucket, ""), h.hour, h.lines)
	}
}

// seenHours counts log lines by bucket and hour received.
type seenHours struct {
	hours []seenHour // in the order they were first seen
	at    map[seenHour]int
	last  int // in hours: most lines are of the same as the line before
}

type seenHour struct {
	bucket      string
	hour, lines int64
}

func (s *seenHours) saw(bucket string, received time.Time) {
	at := received.Unix()
	if s.at == nil || !s.hours[s.last].holds(bucket, at) {
		s.turnTo(seenHour{bucket: bucket, hour: model.HourOf(at)})
	}
	s.hours[s.last].lines++
}

// holds reports whether a line of the bucket and instant counts here.
func (h *seenHour) holds(bucket string, at int64) bool {
	return h.hour <= at && at < h.hour+model.Hour && h.bucket == bucket
}

// turnTo makes the given hour, with no lines, the last.
func (s *seenHours) turnTo(h seenHour) {
	if s.at == nil {
		s.at = map[seenHour]int{}
	}
	at, found := s.at[h]
	if !found {
		at = len(s.hours)
		s.at[h] = at
		s.hours = append(s.hours, h)
	}
	s.last = at
}
