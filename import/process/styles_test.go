package process

import (
	"strings"
	"testing"

	"immrecon/store/model"
)

// By a delimiter that keys have too, only a known name of the bucket is a style, behind
// a key, with the delimiter as it stands.
func TestStyles(t *testing.T) {
	r := Reader{Styles: NewStyles([]model.SoughtStyle{
		{Bucket: "acme", Delimiter: "-", Name: "small"}, {Bucket: "acme", Delimiter: "-", Name: "very-small"}, {Bucket: "acme", Delimiter: "@@", Name: "small"},
		{Bucket: "tree", Delimiter: "/", Name: "small"}, {Bucket: "tree", Delimiter: "_", Name: "großes_bild"},
	})}
	for _, c := range []struct{ bucket, line, want string }{
		{"acme", "GET /a.jpg-small HTTP/1.1", "style-small"},
		{"acme", "get /in/a-b.jpg-small", "style-small"},
		{"acme", "GET /a.jpg-very-small HTTP/1.1", "style-very-small"},
		{"acme", "GET /a.jpg-small?versionId=1 HTTP/1.1", "style-small"},
		{"acme", "GET http://acme.oss-cn-beijing.aliyuncs.com/a.jpg-small", "style-small"},
		{"acme", "GET /a.jpg-sm%61ll", "style-small"},
		{"acme", "GET /a.jpg@@small", "style@@small"},
		{"acme", "GET /a.jpg!small", "style!small"},
		{"acme", "GET /a.jpg-small?x-oss-process=style/small", "style/small"},
		{"acme", "GET /a.jpg-small?x-oss-process=style/large", "style/large style-small"},
		{"acme", "GET /a.jpg%2Dsmall", ""},
		{"acme", "GET /a.jpg-large", ""},
		{"acme", "GET /a.jpg-small.jpg", ""},
		{"acme", "GET /a-small/b.jpg", ""},
		{"acme", "GET /a.jpg@small", ""},
		{"acme", "GET /-small", ""},
		{"acme", "GET /a.jpg?x=-small", ""},
		{"acme", "PUT /a.jpg-small", ""},
		{"acme", "HEAD /a.jpg-small", ""},
		{"other", "GET /a.jpg-small", ""},
		{"", "GET /a.jpg-small", ""},
		{"tree", "GET /a.jpg/small", "style/small"},
		{"tree", "GET /a.jpg/small?x-oss-process=style/small", "style/small"},
		{"tree", "GET /small", ""},
		{"tree", "GET //small", ""},
		{"tree", "GET http://tree.oss-cn-beijing.aliyuncs.com/small", ""},
		{"tree", "GET /a.jpg%2Fsmall", ""},
		{"tree", "GET /a.jpg_gro%C3%9Fes_bild", "style_großes_bild"},
	} {
		got := strings.Join(r.Append(nil, &Request{Line: []byte(c.line), Bucket: []byte(c.bucket), Operation: []byte("GetObject")}), " ")
		if got != c.want {
			t.Errorf("%s of %q is %q, want %q", c.line, c.bucket, got, c.want)
		}
	}
}
