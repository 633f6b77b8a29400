package slslog

import (
	"strings"

	"immrecon/import/process"
)

// operations are those of a request that may be charged for. They are read as from a
// bucket's own log, whose request line the record has in two fields.
func operations(r record, requests *process.Reader) []string {
	object := field(r, "object")
	line := field(r, "http_method") + " " + asSent(field(r, "request_uri"), object)
	return requests.Append(nil, &process.Request{Line: []byte(line), Bucket: []byte(field(r, "bucket")), Operation: []byte(field(r, "operation")), Object: []byte(object)})
}

// asSent is the request target as it was sent, which is how a bucket's own log
// has it. The documentation calls request_uri encoded and asks for decoding it
// once. Where its first slash is encoded, all of it was, on top of what the client
// sent; where the slash is not, but the question mark is, all else was, unless the
// key of the object has that question mark.
func asSent(uri, object string) string {
	upper := strings.ToUpper(uri)
	if strings.HasPrefix(upper, "%2F") {
		return process.Unescape(uri)
	}
	if strings.Contains(uri, "?") || !strings.Contains(upper, "%3F") {
		return uri
	}
	decoded := process.Unescape(uri)
	if key := process.Key(object); strings.Contains(key, "?") && strings.Contains(decoded, "/"+key) {
		return uri
	}
	return decoded
}
