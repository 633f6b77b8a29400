package osslog

import (
	"bytes"
	"fmt"
	"io"

	"immrecon/import/secret"
	"immrecon/store"
)

var byteOrderMark = []byte("\uFEFF")

// Read reads an access log to its end and gives every line to the intake: kept,
// skipped (empty lines too) or rejected. The error is only for trouble with r;
// it says at which line the log broke off. The text of a rejected line is masked
// and cut as secret.Mask does it.
func Read(r io.Reader, to store.Intake) error {
	lines := newLineReader(r)
	reader := newReader(to)
	for number := int64(1); ; number++ {
		line, err := lines.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the access log breaks off at line %d: %w", number, err)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, byteOrderMark)
		}
		reader.take(number, line)
	}
}

// reader turns lines into records. It is for one log, and not for two
// goroutines at once.
type reader struct {
	to      store.Intake
	fields  fields
	request store.Request     // used again for every line
	buckets map[string]string // so that a bucket's name is allocated once
}

func newReader(to store.Intake) *reader {
	return &reader{to: to, buckets: map[string]string{}}
}

// take makes exactly one call to the intake for the line, SawBucket aside.
func (r *reader) take(number int64, line []byte) {
	if len(line) > MaxLine {
		r.reject(number, line, fmt.Sprintf("longer than %d bytes: no access log line is", MaxLine))
		return
	}
	line = bytes.Trim(line, " \t\r")
	if len(line) == 0 {
		r.to.Skip(number)
		return
	}
	if why := r.fields.split(line); why != "" {
		r.reject(number, line, why)
		return
	}
	received, ok := parseTime(r.fields[fieldTime])
	if !ok {
		r.reject(number, line, misfit(fieldTime))
		return
	}
	bucket := r.bucket()
	if bucket != "" {
		r.to.SawBucket(bucket, received)
	}
	if !r.asks() {
		r.to.Skip(number)
		return
	}
	if string(r.fields[fieldRequestID]) == missing {
		r.reject(number, line, "field 12 (RequestID) is missing: whether the request was counted before cannot be told")
		return
	}
	r.describe(bucket, received)
	r.to.KeepRequest(number, &r.request)
}

func (r *reader) reject(number int64, line []byte, reason string) {
	r.to.Reject(number, reason, secret.Mask(string(line)))
}

// bucket is the name of the line's bucket, "" for none.
func (r *reader) bucket() string {
	name := r.fields[fieldBucket]
	known, found := r.buckets[string(name)]
	if !found {
		known = value(name)
		r.buckets[string(name)] = known
	}
	return known
}
