package demo

import (
	"net/url"
	"strings"
	"time"
)

// expression is an x-oss-process expression with what it is charged under;
// nothing if OSS does the work itself.
type expression struct {
	text    string
	charges []charge
}

// style is a named expression of a bucket.
type style struct{ name, content string }

// process asks OSS for a processed object. A request is charged at its
// completion, so one in forty is made to cross into the next hour.
func (w *world) process(p project, hour time.Time, key string, e expression) {
	received, took := w.within(hour, 0, 3590), w.between(20, 2500)
	last := !hour.Add(time.Hour).Before(w.end())
	if w.oneIn(40) && !last {
		received, took = hour.Add(3599*time.Second), w.between(1000, 2500)
	}
	r := request{
		bucket: p.bucket, received: received, took: took,
		method: "GET", key: key, query: w.sent(e), operation: "GetObject",
	}
	if strings.HasPrefix(e.text, "image/") {
		r.operation = "ProcessImage"
	}
	r.status, r.errorCode = w.answer()
	w.request(r)
	w.bookCall(p, r.completed(), e.charges, r.status)
}

// answer is the status of a processing request with its error code.
func (w *world) answer() (status int, code string) {
	switch n := w.IntN(100); {
	case n < 5:
		return 304, ""
	case n < 7:
		return 404, "NoSuchKey"
	case n < 8:
		return 400, "InvalidArgument"
	case n < 9:
		return 403, "AccessDenied"
	case n < 11:
		return 500, "InternalError"
	case n < 12:
		return 503, "ServiceUnavailable"
	}
	return 200, ""
}

// sent writes the query in one of the ways clients do: raw or encoded, and
// where IMM is at work, which nobody may use anonymously, sometimes with a
// signature before or behind.
func (w *world) sent(e expression) string {
	text := e.text
	if w.oneIn(3) {
		text = url.QueryEscape(text)
	}
	query := "x-oss-process=" + text
	if e.charges == nil {
		return query
	}
	const signature = "OSSAccessKeyId=LTAI5tExampleShop&Expires=1900000000&Signature=Zm9v%2FYmFy%3D"
	switch w.IntN(4) {
	case 0:
		return signature + "&" + query
	case 1:
		return query + "&" + signature
	}
	return query
}
