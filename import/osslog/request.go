package osslog

import (
	"strconv"
	"time"

	"immrecon/import/process"

	"immrecon/store/model"
)

// readOperations finds what the request asked for that may be charged, whatever came
// of it. It leaves the operations in r.request and reports whether there are any.
func (r *reader) readOperations() bool {
	asked := process.Request{Line: r.fields[fieldRequest], Bucket: r.fields[fieldBucket],
		Operation: given(r.fields[fieldOperation]), Object: given(r.fields[fieldObject])}
	r.request.Operations = r.processing.Append(r.request.Operations[:0], &asked)
	return len(r.request.Operations) > 0
}

// given is a field, nil where it is missing.
func given(field []byte) []byte {
	if string(field) == missing {
		return nil
	}
	return field
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

// integer is the value of a count or status field, 0 where it is missing. Their
// shapes make sure that it fits.
func integer(field []byte) int64 {
	n, err := strconv.ParseInt(string(field), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
