package osslog

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	line := goldenLines(t)[3]
	for name, c := range map[string]struct {
		head string
		want bool
	}{
		"one line":             {line, true},
		"many lines":           {strings.Repeat(line+"\r\n", 9), true},
		"byte order mark":      {"\uFEFF" + line, true},
		"blank lines first":    {"\n\n  " + line + "\n", true},
		"last line cut":        {line + "\n" + line[:40], true},
		"first line damaged":   {"amaged\" 12\n" + line + "\n" + line, true},
		"line cut in referer":  {line[:strings.Index(line, "curl")], true},
		"empty":                {"", false},
		"blank":                {"\n \n", false},
		"JSON":                 {`{"request_uri":"/a.jpg","line":` + line + "}", false},
		"JSON lines":           {strings.Repeat("{\"a\":1}\n", 9), false},
		"CSV":                  {"time,project,operation\n2026-03-04T08:00:00+08:00,photos,DetectImageFaces\n", false},
		"CSV with a log line":  {"file,text\n1,\"" + line + "\"\n", false},
		"CSV of log lines":     {"line\n" + strings.Repeat("\""+line+"\"\n", 9), false},
		"web server":           {`127.0.0.1 - - [04/Mar/2026:08:00:00 +0800] "GET / HTTP/1.1" 200 2326 "-" "curl/8.1"`, false},
		"web server, short":    {`127.0.0.1 - - [04/Mar/2026:08:00:00 +0800] "GET / HTTP/1.1" 200 2326`, false},
		"mostly something":     {line + "\na\nb\nc\nd\n", false},
		"gzip":                 {"\x1f\x8b\x08\x00\x00\x00\x00\x00", false},
		"no such day":          {strings.Replace(line, "04/Mar", "44/Mar", 1), false},
		"an older generation":  {goldenLines(t)[0], true},
		"quotes in user agent": {goldenLines(t)[45], true},
	} {
		if got := Detect([]byte(c.head)); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
