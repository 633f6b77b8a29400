package osslog

import (
	"bytes"
	"strconv"
	"time"

	"immrecon/import/process"

	"immrecon/store/model"
)

// readOperations finds what the request asked for that may be charged: the writing
// of an object, whatever came of it, and processing by IMM. It leaves the
// operations in r.request and reports whether there are any.
func (r *reader) readOperations() bool {
	operations := r.request.Operations[:0]
	if write := r.writes.textOf(r.fields[fieldOperation]); write != "" {
		operations = append(operations, write)
	}
	asked := r.fields[fieldRequest]
	if bytes.HasPrefix(asked, []byte("DELETE ")) || bytes.HasPrefix(asked, []byte("POST ")) {
		if removal := process.SegmentDelete(value(r.fields[fieldOperation]), value(r.fields[fieldObject])); removal != "" {
			operations = append(operations, removal)
		}
	}
	if bytes.IndexByte(asked, '?') >= 0 {
		if method, target := cutRequest(asked); process.MayProcess(target) {
			operations = append(operations, r.processing.operations(method, target)...)
		}
	}
	if bytes.IndexByte(asked, process.Delimiter) >= 0 {
		if method, target := cutRequest(asked); string(method) == "GET" {
			if style := process.DelimitedStyle(target); style != "" {
				operations = append(operations, style)
			}
		}
	}
	r.request.Operations = operations
	return len(operations) > 0
}

// processingCache has the operations of queries that were seen before. Programs ask
// for the same few things again and again.
type processingCache map[string][]string

// longestQuery is the longest that is remembered, in bytes: long ones carry a
// signature, which never comes again.
const longestQuery = 128

// operations returns what process.Operations does.
func (c processingCache) operations(method, target []byte) []string {
	query := target[bytes.IndexByte(target, '?')+1:]
	if string(method) != "GET" || len(query) > longestQuery {
		return process.Operations(string(method), string(target))
	}
	operations, known := c[string(query)]
	if !known {
		operations = process.Operations(string(method), string(target))
		if len(c) >= mostTexts {
			clear(c)
		}
		c[string(query)] = operations
	}
	return operations
}

// readRequest fills in the rest of r.request.
func (r *reader) readRequest(bucket string, received time.Time) {
	request := &r.request
	request.ID = value(r.fields[fieldRequestID])
	request.At = received.Unix() + integer(r.fields[fieldRequestTime])/1000 // milliseconds, floored
	request.Bucket = bucket
	request.Region = r.regions.textOf(r.fields[fieldHost])
	request.Key = process.Key(value(r.fields[fieldObject]))
	request.Status = int(integer(r.fields[fieldStatus]))
	request.ErrorCode = value(r.fields[fieldErrorCode])
	request.Channel = model.KindOSSLog
}

// cutRequest returns method and target of a request line such as
// "GET /a.jpg HTTP/1.1". Both are nil where there is no such line.
func cutRequest(line []byte) (method, target []byte) {
	method, target, ok := bytes.Cut(line, []byte(" "))
	if !ok {
		return nil, nil
	}
	if end := bytes.LastIndexByte(target, ' '); end >= 0 && bytes.HasPrefix(target[end+1:], []byte("HTTP/")) {
		target = target[:end]
	}
	return method, target
}

// integer is the value of a count or status field, 0 where it is missing. Their
// shapes make sure that it fits.
func integer(field []byte) int64 {
	n, err := strconv.ParseInt(string(field), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
