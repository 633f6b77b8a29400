package slslog

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"immrecon/import/answer"
	"immrecon/import/loosejson"
	"immrecon/import/readertest"

	"immrecon/store/model"
)

func TestGolden(t *testing.T) {
	readertest.Check(t, Detect, Read, "s3cret", "LTAI5tSynthetic0001")
}

func read(t *testing.T, in string) readertest.Collected {
	t.Helper()
	var got readertest.Collected
	if err := Read(strings.NewReader(in), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// TestFormsAgree checks that the same records read the same, however they are
// strung together.
func TestFormsAgree(t *testing.T) {
	const a = `{"__time__":"1772326801","request_uri":"/a?x-oss-process=image/faces","http_method":"GET","object":"a","bucket":"b","operation":"GetObject","http_status":"200","request_id":"1"}`
	b := strings.ReplaceAll(a, "/faces", "/labels")
	want := read(t, a+"\n"+b+"\n")
	if want.Tally.Kept != 2 {
		t.Fatalf("%+v, want two requests kept", want.Tally)
	}
	for name, in := range map[string]string{
		"array":             "[" + a + "," + b + "]",
		"one after another": a + b,
		"blank first":       "\ufeff \n[\n" + a + ",\n" + b + "\n]\n",
		"an answer":         `{"meta":{"progress":"Complete","count":2},"data":[` + a + "," + b + "]}",
		"pages of answers":  `{"meta":{"count":1},"data":[` + a + `]}` + "\n" + `{"meta":{"count":1},"data":[` + b + `]}`,
		"CSV": "__time__,request_uri,http_method,object,bucket,operation,http_status,request_id\n" +
			"1772326801,/a?x-oss-process=image/faces,GET,a,b,GetObject,200,1\n" +
			"1772326801,/a?x-oss-process=image/labels,GET,a,b,GetObject,200,1\n",
	} {
		if got := read(t, in); !reflect.DeepEqual(got.Requests, want.Requests) || !reflect.DeepEqual(got.Hours, want.Hours) {
			t.Errorf("%s reads as %+v, want %+v", name, got.Requests, want.Requests)
		}
	}
}

func TestOnWire(t *testing.T) {
	for in, want := range map[string]string{
		"/a.jpg":                             "/a.jpg",
		"/a%20b.jpg":                         "/a%20b.jpg",
		"/a?x-oss-process=image%2Ffaces":     "/a?x-oss-process=image%2Ffaces",
		"/a%3Fb?x-oss-process=image/faces":   "/a%3Fb?x-oss-process=image/faces",
		"/a%3Fx-oss-process%3Dimage%252Fx":   "/a?x-oss-process=image%2Fx",
		"/a%2520b%3fx-oss-process=image%2fx": "/a%20b?x-oss-process=image/x",
		"":                                   "",
		"%2Fa%3Fx-oss-process%3Dimage%2Ffaces%20HTTP%2F1.1": "/a?x-oss-process=image/faces HTTP/1.1",
	} {
		if got := asSent(in, "another"); got != want {
			t.Errorf("asSent(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadNoTable(t *testing.T) {
	for _, in := range []string{"", "a,b\n1,2\n"} {
		if err := Read(strings.NewReader(in), &readertest.Collected{}); err == nil {
			t.Errorf("%q is read as an access log", in)
		}
	}
}

func TestDetect(t *testing.T) {
	cases := []struct {
		name, head string
		want       bool
	}{
		{"a record by its topic", `{"__topic__":"oss_access_log","bucket":"b"}`, true},
		{"metering of the same store", `[{"__topic__":"oss_metering_log","bucket":"b"},`, false},
		{"a record by its fields", `{"bucket":"b","operation":"o","request_id":"1","request_uri":"/","http_status":200}`, true},
		{"hyphens", `{"bucket":"b","operation":"o","request-id":"1","request-uri":"/","http-status":200}`, true},
		{"CSV", "time,bucket,operation,request_id,request-uri,http_status\n", true},
		{"CSV of a call log", "time,project,operation,request_id,http_status\n", false},
		{"a call", `{"time":"2026-03-01T08:00:00Z","project":"p","operation":"o","request_id":"1","http_status":"200"}`, false},
		{"an event", `{"__topic__":"actiontrail_event","event":{"eventName":"A"}}`, false},
		{"an access log line", `1.2.3.4 - - [03/Jan/2026:14:59:49 +0800] "GET /a HTTP/1.1" 200`, false},
		{"nothing", "", false},
	}
	for _, c := range cases {
		if got := Detect([]byte(c.head)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// FuzzRead checks what holds of every request that is kept, and that each JSON
// record is counted once.
func FuzzRead(f *testing.F) {
	for _, in := range readertest.Inputs(f) {
		f.Add(in[:bytes.IndexByte(in, '\n')])
		f.Add(in)
	}
	f.Add([]byte("\f{")) // a form feed is no blank of JSON
	f.Add([]byte("bucket,operation,request_id,request_uri,http_status,__time__\nacme,PutObject,A1,\"/a\n.jpg\",200,1772326801\n\n\"acme,x\n,,,,,\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := readertest.Hold(t, Read, in)
		for _, r := range got.Requests {
			if r.At <= 0 || r.ID == "" || r.Bucket == "" || len(r.Operations) == 0 || r.Status < 100 || r.Channel != model.KindSLSLog {
				t.Errorf("a request without what every request has: %+v", r)
			}
		}
		if !bytes.HasPrefix(bytes.TrimLeft(in, " \t\r\n"), []byte("{")) {
			return
		}
		var records int64
		for item, err := range loosejson.Items(bytes.NewReader(in)) {
			if err != nil {
				t.Fatal(err)
			}
			inside, err := answer.Records(item, records)
			if err != nil {
				return
			}
			records += int64(len(inside))
		}
		if err != nil || got.Tally.Read != records {
			t.Errorf("%d records, %d were counted, error %v", records, got.Tally.Read, err)
		}
	})
}
