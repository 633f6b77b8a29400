package osslog

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"immrecon/import/process"
	"immrecon/import/secret"

	"immrecon/store/model"
)

var byteOrderMark = []byte("\uFEFF")

// Read reads an access log to its end and gives every line to the intake: kept,
// skipped (empty lines too) or rejected. The error is only for trouble with r;
// it says at which line the log broke off. The text of a rejected line is masked
// and cut as secret.Mask does it.
//
// Lines are read where they lie: an r that implements io.WriterTo hands its
// blocks over without copying them.
func Read(r io.Reader, to model.RecordWriter) error {
	lines := lineCutter{take: newReader(to).take}
	if _, err := io.Copy(&lines, r); err != nil {
		return fmt.Errorf("the access log breaks off at line %d: %w", lines.lines+1, err)
	}
	lines.end()
	return nil
}

// reader turns lines into records. It is for one log, and not for two
// goroutines at once.
type reader struct {
	to      model.RecordWriter
	fields  fields
	skimmer skimmer
	request model.Request // used again for every line

	buckets, regions, writes names // of their fields
	processing               processing
}

func newReader(to model.RecordWriter) *reader {
	return &reader{
		to:         to,
		buckets:    names{of: value},
		regions:    names{of: func(host []byte) string { return regionOf(value(host)) }},
		writes:     names{of: func(operation []byte) string { return process.ObjectWrite(string(operation)) }},
		processing: processing{},
	}
}

// take makes exactly one call to the intake for the line, SawBucket aside.
func (r *reader) take(number int64, line []byte) {
	if len(line) > MaxLine {
		r.reject(number, line, fmt.Sprintf("longer than %d bytes: no access log line is", MaxLine))
		return
	}
	line = trimmed(line)
	if len(line) == 0 {
		r.to.Skip(number)
		return
	}
	received, ok := r.skimmer.skim(line, &r.fields)
	if !ok {
		var why string
		if received, why = r.split(line); why != "" {
			r.reject(number, line, why)
			return
		}
	}
	r.judge(number, line, received)
}

// split reads a line carefully, and says why it cannot be read.
func (r *reader) split(line []byte) (received time.Time, why string) {
	if why = r.fields.split(line); why != "" {
		return time.Time{}, why
	}
	received, ok := r.skimmer.clock.read(r.fields[fieldTime])
	if !ok {
		why = misfit(fieldTime)
	}
	return received, why
}

// trimmed is a line without the blanks around it; nearly none has any.
func trimmed(line []byte) []byte {
	if len(line) > 0 && line[0] > ' ' && line[len(line)-1] > ' ' {
		return line
	}
	return bytes.Trim(line, " \t\r")
}

// judge decides about a line that has been read.
func (r *reader) judge(number int64, line []byte, received time.Time) {
	bucket := r.buckets.get(r.fields[fieldBucket])
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
