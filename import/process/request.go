package process

import (
	"bytes"
	"slices"
	"strings"
)

// A Request is what a log says of a request to OSS, with nothing decoded. Fields
// that say nothing are empty.
type Request struct {
	Line      []byte // "GET /a.jpg?x-oss-process=image/faces HTTP/1.1"; the protocol may be missing
	Bucket    []byte
	Operation []byte // OSS's own name of it
	Object    []byte // key
}

// A Reader lists what the requests of a log ask for. It remembers what it has seen,
// as programs ask for the same few things again and again, and is not for two
// goroutines at once.
type Reader struct {
	Styles Styles

	effects map[string]effect   // by OSS's name of an operation
	queries map[string][]string // operations by query of a GET
}

// An effect is what an operation of OSS does to objects that may matter for a charge.
type effect struct {
	write   string // its usual spelling, if it writes one
	deletes bool
}

const (
	// longestQuery is the longest that is remembered, in bytes: long ones carry a
	// signature, which never comes again.
	longestQuery = 128
	// mostTexts bounds how many are: whoever sends requests can make them up.
	mostTexts = 1 << 12
)

// Append appends the operations of a request that may be charged for: the writing of
// an object, whatever came of it, the deleting of segments, what processing was
// asked for, and the style at the end of its path. It does not allocate for a
// request without any.
func (r *Reader) Append(operations []string, q *Request) []string {
	does := r.effectOf(q.Operation)
	if does.write != "" {
		operations = append(operations, does.write)
	}
	if does.deletes {
		if removal := SegmentDelete(string(q.Operation), string(q.Object)); removal != "" {
			operations = append(operations, removal)
		}
	}
	queried, delimited := bytes.IndexByte(q.Line, '?') >= 0, bytes.IndexByte(q.Line, Delimiter) >= 0
	if !queried && !delimited && len(r.Styles) == 0 {
		return operations
	}
	method, target := splitLine(q.Line)
	if queried && MayProcess(target) {
		operations = append(operations, r.operations(method, target)...)
	}
	if (delimited || len(r.Styles) > 0) && isMethod(string(method), "GET") {
		operations = r.appendStyle(operations, q.Bucket, target)
	}
	return operations
}

// appendStyle appends the style at the end of a path, as "style-NAME" for the
// delimiter "-". A request that asks for one style by its query as well is answered
// once.
func (r *Reader) appendStyle(operations []string, bucket, target []byte) []string {
	delimiter, name := string(Delimiter), delimitedStyle(target)
	if name == "" {
		delimiter, name = r.Styles.find(bucket, target)
	}
	if name == "" || slices.Contains(operations, "style/"+name) {
		return operations
	}
	return append(operations, "style"+delimiter+name)
}

// effectOf says what an operation does. Each is looked at once.
func (r *Reader) effectOf(operation []byte) effect {
	does, known := r.effects[string(operation)]
	if !known {
		name := string(operation)
		does = effect{ObjectWrite(name), SegmentDelete(name, "any.ts") != ""}
		if r.effects == nil || len(r.effects) >= mostTexts {
			r.effects = map[string]effect{}
		}
		r.effects[name] = does
	}
	return does
}

// operations returns what Operations does.
func (r *Reader) operations(method, target []byte) []string {
	query := target[bytes.IndexByte(target, '?')+1:]
	if string(method) != "GET" || len(query) > longestQuery {
		return Operations(string(method), string(target))
	}
	operations, known := r.queries[string(query)]
	if !known {
		operations = Operations(string(method), string(target))
		if r.queries == nil || len(r.queries) >= mostTexts {
			r.queries = map[string][]string{}
		}
		r.queries[string(query)] = operations
	}
	return operations
}

// splitLine returns method and target of a request line; the method is empty where
// the line has none. A target may hold blanks, and only what begins like a protocol
// is one.
func splitLine(line []byte) (method, target []byte) {
	target = bytes.TrimSpace(line)
	if first, rest, found := bytes.Cut(target, []byte(" ")); found && isWord(first) {
		method, target = first, bytes.TrimSpace(rest)
	}
	if end := bytes.LastIndexByte(target, ' '); end >= 0 && isProtocol(target[end+1:]) {
		target = bytes.TrimSpace(target[:end])
	}
	return method, target
}

// isWord reports whether text is of letters alone, as methods are.
func isWord(text []byte) bool {
	for _, c := range text {
		if c |= 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return len(text) > 0
}

// isProtocol reports whether text is a version of HTTP: "HTTP/1.1", "HTTP/2".
func isProtocol(text []byte) bool {
	const name = "HTTP/"
	return len(text) >= len(name) && strings.EqualFold(string(text[:len(name)]), name)
}
