package store

import (
	"slices"
	"time"
)

// A Batch is an Intake that holds a stretch of an access log until an Import
// takes it, so that several logs can be read at a time while one is written. It
// takes what a log tells, requests, and no other kind of record.
type Batch struct {
	Intake // nil: there are no other records in a log

	requests []loggedRequest
	rejects  []rejectedText
	skipped  int64
	seen     seenHours
}

type loggedRequest struct {
	line int64
	Request
}

type rejectedText struct {
	line         int64
	reason, text string
}

// Len is the number of lines that are held, those skipped aside.
func (b *Batch) Len() int { return len(b.requests) + len(b.rejects) }

// Skip implements Intake.
func (b *Batch) Skip(int64) { b.skipped++ }

// Reject implements Intake.
func (b *Batch) Reject(line int64, reason, text string) {
	b.rejects = append(b.rejects, rejectedText{line, reason, text})
}

// KeepRequest implements Intake.
func (b *Batch) KeepRequest(line int64, r *Request) {
	b.requests = append(b.requests, loggedRequest{line, *r})
	kept := &b.requests[len(b.requests)-1]
	kept.Operations = slices.Clone(r.Operations)
}

// SawBucket implements Intake.
func (b *Batch) SawBucket(bucket string, received time.Time) { b.seen.saw(bucket, received) }

// Take does to the import what was done to the batch.
func (i *Import) Take(b *Batch) {
	i.source.Tally.Read += b.skipped
	i.source.Tally.Skipped += b.skipped
	for n := range b.requests {
		i.KeepRequest(b.requests[n].line, &b.requests[n].Request)
	}
	for _, r := range b.rejects {
		i.Reject(r.line, r.reason, r.text)
	}
	for _, h := range b.seen.hours {
		i.requests.seen[bucketHour{i.db.words.bucket(h.bucket, ""), h.hour}] += h.lines
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
	hour := hourOf(received.Unix())
	if s.at == nil || s.hours[s.last].hour != hour || s.hours[s.last].bucket != bucket {
		s.turnTo(seenHour{bucket: bucket, hour: hour})
	}
	s.hours[s.last].lines++
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
