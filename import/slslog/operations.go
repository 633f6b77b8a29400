package slslog

import (
	"strings"

	"immrecon/import/process"
)

// operations are those of a request that may be charged for: the writing of an
// object, then what processing was asked for. Names and order are those of
// osslog, so that a request read from both logs is seen to be the same.
func operations(r record) []string {
	method, target := field(r, "http_method"), asSent(requestTarget(field(r, "request_uri")))
	asked := process.Operations(method, target)
	if style := process.DelimitedStyle([]byte(target)); style != "" && method == "GET" {
		asked = append(asked, style)
	}
	if removal := process.SegmentDelete(field(r, "operation"), field(r, "object")); removal != "" {
		asked = append(asked, removal)
	}
	if write := process.ObjectWrite(field(r, "operation")); write != "" {
		asked = append([]string{write}, asked...)
	}
	return asked
}

// requestTarget is a target without the protocol that some records have behind it,
// as a request line does.
func requestTarget(uri string) string {
	if at := strings.LastIndexByte(uri, ' '); at >= 0 && strings.HasPrefix(uri[at+1:], "HTTP/") {
		return uri[:at]
	}
	return uri
}

// asSent is the request target as it was sent, which is how a bucket's own log
// has it. The documentation calls request_uri encoded and asks for decoding it
// once; a question mark that stands in it as such shows that nothing was
// encoded on top of what the client sent.
func asSent(uri string) string {
	if strings.Contains(uri, "?") || !strings.Contains(strings.ToUpper(uri), "%3F") {
		return uri
	}
	return process.Unescape(uri)
}
