package process

import (
	"bytes"
	"slices"
	"strings"
)

// parameters are the query parameters that carry a processing expression. OSS
// compares their names exactly, so case counts.
var parameters = []string{"x-oss-process", "x-oss-async-process"}

// Operations lists the operations that a request asks for, in the order they
// are written. It is nil when the request asks for no processing or only for
// what OSS does by itself.
//
// The target is the path and query as logged, still percent-encoded. The query
// is split before anything is decoded, because a signature may hold an encoded
// "&" or "=". Only the query is looked at: what a referer or a Base64 argument
// mentions did not happen.
//
// A parameter without a value is a job only on a POST, whose body then has the
// expression; its operation is the parameter's own name. When a parameter is
// given twice the first one counts: the provider does not say which it uses,
// and one request is answered once. OPTIONS is a browser asking for permission
// and never processes anything.
func Operations(method, target string) []string {
	if strings.EqualFold(method, "OPTIONS") {
		return nil
	}
	_, query, _ := strings.Cut(target, "?")
	var (
		operations []string
		seen       []string
	)
	for parameter := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(parameter, "=")
		name = Unescape(name)
		if !slices.Contains(parameters, name) || slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		switch {
		case value != "":
			operations = append(operations, Expand(Unescape(value))...)
		case isMethod(method, "POST"):
			operations = append(operations, name)
		}
	}
	return operations
}

// isMethod reports whether the method of a request is, or where it is not known may
// be, another.
func isMethod(method, other string) bool { return method == "" || strings.EqualFold(method, other) }

// MayProcess reports without allocating whether Operations could find anything
// in the target. False is certain; true means that Operations must decide.
func MayProcess(target []byte) bool {
	mark := bytes.IndexByte(target, '?')
	if mark < 0 {
		return false
	}
	for query := target[mark+1:]; len(query) > 0; {
		var parameter []byte
		parameter, query, _ = bytes.Cut(query, []byte("&"))
		name, _, _ := bytes.Cut(parameter, []byte("="))
		if slices.Contains(parameters, string(name)) || bytes.IndexByte(name, '%') >= 0 {
			return true
		}
	}
	return false
}
