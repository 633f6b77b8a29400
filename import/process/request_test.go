package process

import (
	"strings"
	"testing"

	"immrecon/store/model"
)

// A request line is read whatever its capitals, blanks and protocol, and whether it
// has a method and a protocol at all.
func TestSplitLine(t *testing.T) {
	for line, want := range map[string][2]string{
		"GET /a.jpg HTTP/1.1":     {"GET", "/a.jpg"},
		"get /a.jpg http/2":       {"get", "/a.jpg"},
		"GET  /a.jpg  HTTP/1.0 ":  {"GET", "/a.jpg"},
		"GET /a b.jpg HTTP/1.1":   {"GET", "/a b.jpg"},
		"GET /a b.jpg":            {"GET", "/a b.jpg"},
		"GET /a.jpg":              {"GET", "/a.jpg"},
		" /a.jpg HTTP/1.1":        {"", "/a.jpg"},
		" /a.jpg":                 {"", "/a.jpg"},
		"/a HTTP/1.jpg":           {"", "/a"},
		"GET http://b/a.jpg":      {"GET", "http://b/a.jpg"},
		"GET GET /a.jpg HTTP/1.1": {"GET", "GET /a.jpg"},
		"GET":                     {"", "GET"},
		"-":                       {"", "-"},
		"":                        {"", ""},
	} {
		if method, target := splitLine([]byte(line)); string(method) != want[0] || string(target) != want[1] {
			t.Errorf("%q is %q and %q, want %q", line, method, target, want)
		}
	}
}

func TestReader(t *testing.T) {
	var r Reader
	for range 2 { // the second time from memory
		for _, c := range []struct{ line, operation, object, want string }{
			{"GET /a.jpg HTTP/1.1", "GetObject", "a.jpg", ""},
			{"GET /a.jpg?x-oss-process=image/faces HTTP/1.1", "GetObject", "a.jpg", "image/faces"},
			{"POST /a.jpg?x-oss-process HTTP/1.1", "PostProcessTask", "a.jpg", "x-oss-process"},
			{"/a.jpg?x-oss-async-process", "PostProcessTask", "a.jpg", "x-oss-async-process"},
			{"GET /a.jpg?x-oss-process HTTP/1.1", "GetObject", "a.jpg", ""},
			{"PUT /a.jpg!small HTTP/1.1", "PutObject", "a.jpg!small", "PutObject"},
			{"GET /a.jpg!small HTTP/1.1", "GetObject", "a.jpg", "style!small"},
			{"/a.jpg!small", "GetObject", "a.jpg", "style!small"},
			{"GET /a.jpg!small?x-oss-process=style/small", "GetObject", "a.jpg", "style/small"},
			{"GET /a.jpg!small?x-oss-process=style/large", "GetObject", "a.jpg", "style/large style!small"},
			{"DELETE /a.ts HTTP/1.1", "DeleteObject", "a.ts", model.SegmentDelete},
			{"DELETE /a.jpg HTTP/1.1", "DeleteObject", "a.jpg", ""},
			{"POST /?delete HTTP/1.1", "DeleteObjects", "", model.SegmentDelete},
			{"", "", "", ""},
		} {
			got := r.Append(nil, &Request{Line: []byte(c.line), Operation: []byte(c.operation), Object: []byte(c.object)})
			if strings.Join(got, " ") != c.want {
				t.Errorf("%q, %s, is %q, want %q", c.line, c.operation, got, c.want)
			}
		}
	}
}

// Nearly all requests ask for nothing, and cost nothing.
func TestReaderDoesNotAllocate(t *testing.T) {
	var r Reader
	plain := Request{Line: []byte("GET /a.jpg?versionId=CAEQ HTTP/1.1"), Operation: []byte("GetObject"), Object: []byte("a.jpg")}
	r.Append(nil, &plain)
	if n := testing.AllocsPerRun(100, func() { r.Append(nil, &plain) }); n != 0 {
		t.Errorf("a plain request allocates %v times", n)
	}
}

func FuzzReader(f *testing.F) {
	for _, c := range requests {
		f.Add(c.method+" "+c.target+" HTTP/1.1", "GetObject", "a.jpg")
	}
	f.Add("GET /a.jpg!small HTTP/2", "DeleteObject", "a.ts")
	f.Fuzz(func(t *testing.T, line, operation, object string) {
		r := Reader{Styles: NewStyles([]model.SoughtStyle{{Bucket: "b", Delimiter: "-", Name: "small"}})}
		q := Request{Line: []byte(line), Bucket: []byte("b"), Operation: []byte(operation), Object: []byte(object)}
		first := strings.Join(r.Append(nil, &q), "\n")
		if again := strings.Join(r.Append(nil, &q), "\n"); again != first {
			t.Fatalf("%q reads as %q, and again as %q", line, first, again)
		}
		method, target := splitLine(q.Line)
		if asked := strings.Join(Operations(string(method), string(target)), "\n"); !strings.Contains(first, asked) {
			t.Fatalf("%q asks for %q, but reads as %q", line, asked, first)
		}
	})
}
