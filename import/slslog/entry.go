package slslog

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"immrecon/import/process"

	"immrecon/store/model"
)

// accessLog is the topic of access log records. Other topics of the same log
// store, such as the hourly metering, say nothing of a request. A copy of the records
// may have a topic of one's own.
const accessLog = "oss_access_log"

// topicFamily begins every topic of the service's own.
const topicFamily = "oss_"

// An entry is what a record says of a request.
type entry struct {
	received time.Time
	request  model.Request // Bucket "" if of another topic, Operations nil if there is nothing to audit
}

// parse reads a record. The log service notes when a request ended, so that is
// its completion as it stands, and it was received as much earlier as the
// response took. (Older documentation calls the same field the time of receipt;
// the newer is followed. The two differ by the response time.)
func parse(r record, requests *process.Reader) entry {
	if topic := field(r, "__topic__"); topic != "" && topic != accessLog && (strings.HasPrefix(topic, topicFamily) || !isRequest(r)) {
		return entry{}
	}
	ended := readEnd(r)
	e := entry{received: ended.Add(-readResponseTime(r))}
	if reason := process.WrongTime(e.received); reason != "" {
		r.Fail("time", "%s", reason)
	}
	e.request.Bucket = field(r, "bucket")
	if namedField(r, "request_uri") == "" {
		r.Fail("request_uri", "is missing: without it nobody can tell what was asked for")
	}
	e.request.Operations = operations(r, requests)
	if e.request.Operations != nil {
		readRequest(&e.request, r, ended)
	}
	return e
}

// readRequest reads what only a request to be kept must have.
func readRequest(q *model.Request, r record, ended time.Time) {
	q.ID = requiredField(r, "request_id")
	q.At = ended.Unix()
	q.Bucket = requiredField(r, "bucket")
	q.Region = regionOf(r)
	q.Key = process.Key(field(r, "object"))
	q.Status = readStatus(r)
	q.ErrorCode = field(r, "error_code")
	q.Channel = model.KindSLSLog
}

// regionOf is the region in the name of the host, else that of the bucket's location,
// else the one that the log audit service adds.
func regionOf(r record) string {
	return cmp.Or(process.Region(field(r, "host")), process.LocationRegion(field(r, "bucket_location")), field(r, "region"))
}

// readEnd prefers the field __time__, in Unix seconds, to time, which the log
// service writes without a zone: the provider's own examples are in the billing
// zone.
func readEnd(r record) time.Time {
	if text := field(r, "__time__"); text != "" {
		unix, err := strconv.ParseInt(text, 10, 64)
		if err != nil || unix <= 0 || unix > 1<<33 {
			r.Fail("__time__", "%q is not in Unix seconds", text)
		}
		return time.Unix(unix, 0)
	}
	text := requiredField(r, "time")
	ended, err := time.ParseInLocation("02/Jan/2006:15:04:05", text, model.BillingZone)
	if err != nil {
		r.Fail("time", "%q is not like 27/Feb/2018:13:58:45", text)
	}
	return ended
}

// readResponseTime reads how long the response took, in whole milliseconds; no time
// at all where the record does not say.
func readResponseTime(r record) time.Duration {
	text := field(r, "response_time")
	if text == "" {
		return 0
	}
	millis, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		r.Fail("response_time", "%q is not in milliseconds", text)
	}
	return time.Duration(millis) * time.Millisecond
}

func readStatus(r record) int {
	text := requiredField(r, "http_status")
	status, err := strconv.Atoi(text)
	if err != nil || status < 100 || status > 599 {
		r.Fail("http_status", "%q is no HTTP status", text)
	}
	return status
}
