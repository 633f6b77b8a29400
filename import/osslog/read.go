package osslog

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"immrecon/import/process"

	"immrecon/store/model"
)

var byteOrderMark = []byte("\uFEFF")

// Read reads an access log to its end: every line is kept, skipped (empty lines
// too) or rejected. The only error is that of reading r; it says at which line the
// log breaks off.
//
// Lines are read where they lie: an r that implements io.WriterTo writes its
// blocks without copying them.
func Read(r io.Reader, to model.RecordWriter) error { return ReadStyled(r, nil, to) }

// ReadStyled is Read for buckets whose requests may ask for styles.
func ReadStyled(r io.Reader, styles process.Styles, to model.RecordWriter) error {
	parser := newReader(to)
	parser.processing.Styles = styles
	lines := lineSplitter{read: parser.readLine}
	if _, err := io.Copy(&lines, r); err != nil {
		return fmt.Errorf("the access log breaks off at line %d: %w", lines.lines+1, err)
	}
	if lines.end() {
		to.BreaksOff()
	}
	return nil
}

// reader turns lines into records. It is for one log, and not for two
// goroutines at once.
type reader struct {
	to      model.RecordWriter
	fields  fields
	fast    fastParser
	request model.Request // used again for every line

	buckets, regions textCache // of their fields
	processing       process.Reader
}

func newReader(to model.RecordWriter) *reader {
	return &reader{
		to:      to,
		buckets: textCache{convert: value},
		regions: textCache{convert: func(host []byte) string { return process.Region(value(host)) }},
	}
}

// readLine makes exactly one call on the record writer for the line, SawBucket
// aside.
func (r *reader) readLine(number int64, line []byte) {
	if len(line) >= MaxLine {
		r.reject(number, line, fmt.Sprintf("has %d bytes or more: no access log line is so long", MaxLine))
		return
	}
	line = trimmed(line)
	if len(line) == 0 {
		r.to.Skip(number)
		return
	}
	received, ok := r.fast.split(line, &r.fields)
	if !ok {
		var reason string
		if received, reason = r.splitCarefully(line); reason != "" {
			r.reject(number, line, reason)
			return
		}
	}
	r.writeLine(number, line, received)
}

// splitCarefully splits a line that is not regular, or says why it cannot be read.
func (r *reader) splitCarefully(line []byte) (received time.Time, reason string) {
	if reason = r.fields.splitCarefully(line); reason != "" {
		return time.Time{}, reason
	}
	received, ok := r.fast.times.parse(r.fields[fieldTime])
	if !ok {
		reason = mismatch(fieldTime)
	}
	return received, reason
}

// trimmed is a line without the blanks around it; nearly none has any.
func trimmed(line []byte) []byte {
	if len(line) > 0 && line[0] > ' ' && line[len(line)-1] > ' ' {
		return line
	}
	return bytes.Trim(line, " \t\r")
}

// writeLine keeps, skips or rejects a line that has been split.
func (r *reader) writeLine(number int64, line []byte, received time.Time) {
	if reason := process.WrongTime(received); reason != "" {
		r.reject(number, line, fmt.Sprintf("field %d (%s): %s", fieldTime+1, layout[fieldTime].name, reason))
		return
	}
	bucket := r.buckets.textOf(r.fields[fieldBucket])
	if bucket != "" {
		r.to.SawBucket(bucket, received)
	}
	if !r.readOperations() {
		r.to.Skip(number)
		return
	}
	if string(r.fields[fieldRequestID]) == missing {
		r.reject(number, line, "field 12 (RequestID) is missing: whether the request was counted before cannot be told")
		return
	}
	r.readRequest(bucket, received)
	r.to.KeepRequest(number, &r.request)
}

func (r *reader) reject(number int64, line []byte, reason string) {
	r.to.Reject(number, reason, string(line))
}
