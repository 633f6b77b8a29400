package slslog

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/import/osslog"
	"immrecon/import/readertest"

	"immrecon/store/model"
)

// A request as a client sends it, and what it asks for.
type request struct{ method, target, operation, key, want string }

var requests = []request{
	{"GET", "/a.jpg?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces"},
	{"get", "/a.jpg?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image%2Fresize%2Cw_1%2Fcrop%2Cg_face", "ProcessImage", "a.jpg", "image/crop,g_face"},
	{"GET", "/a%20%2525.jpg?Signature=x%3D&x-oss-process=style/small", "GetObject", "a%20%2525.jpg", "style/small"},
	{"GET", "/a%FF.jpg?x-oss-process=image/faces", "GetObject", "a%FF.jpg", "image/faces"},
	{"GET", "/a+b.jpg?x-oss-process=image/labels&x=a+b", "GetObject", "a+b.jpg", "image/labels"},
	{"GET", "/a%3Fx-oss-process=image/faces", "GetObject", "a%3Fx-oss-process=image/faces", ""},
	{"GET", "a.jpg?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces"},
	{"GET", "/acme/a.jpg?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces"},
	{"GET", "http://acme.oss-cn-beijing.aliyuncs.com/a.jpg?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces"},
	{"GET", "https://acme.oss-cn-beijing.aliyuncs.com/a.jpg!small", "GetObject", "a.jpg", "style!small"},
	{"GET", "/a b.jpg?x-oss-process=image/faces", "GetObject", "a%20b.jpg", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image/faces%20", "GetObject", "a.jpg", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image%252Ffaces", "GetObject", "a.jpg", "image%2Ffaces"},
	{"GET", "/a.jpg", "GetObject", "a.jpg", ""},
	{"GET", "/a.jpg!small", "GetObject", "a.jpg", "style!small"},
	{"get", "/a.jpg!small", "GetObject", "a.jpg", "style!small"},
	{"GET", "/a.jpg!small?x-oss-process=style/small", "GetObject", "a.jpg", "style/small"},
	{"GET", "/a.jpg!small?x-oss-process=image/faces", "GetObject", "a.jpg", "image/faces style!small"},
	{"GET", "/a.jpg%21small", "GetObject", "a.jpg%21small", ""},
	{"HEAD", "/", "HeadBucket", "-", ""},
	{"PUT", "/a.jpg", "PutObject", "a.jpg", "PutObject"},
	{"PUT", "/a.jpg", "putobject", "a.jpg", "PutObject"},
	{"POST", "/", "PostObject", "a.jpg", "PostObject"},
	{"POST", "/a.jpg?append&position=0", "AppendObject", "a.jpg", "AppendObject"},
	{"PUT", "/a.jpg", "CopyObject", "a.jpg", "CopyObject"},
	{"POST", "/a.jpg?uploadId=1", "CompleteUploadPart", "a.jpg", "CompleteUploadPart"},
	{"POST", "/a.jpg?uploadId=1", "CompleteMultipartUpload", "a.jpg", "CompleteMultipartUpload"},
	{"PUT", "/a.jpg?partNumber=1&uploadId=1", "UploadPart", "a.jpg", ""},
	{"PUT", "/a.jpg?x-oss-process=image/faces", "PutObject", "a.jpg", "PutObject image/faces"},
	{"POST", "/a.mp4?x-oss-async-process", "PostProcessTask", "a.mp4", "x-oss-async-process"},
	{"post", "/a.mp4?x-oss-async-process", "PostProcessTask", "a.mp4", "x-oss-async-process"},
	{"POST", "/a.mp4?x-oss-process=", "PostProcessTask", "a.mp4", "x-oss-process"},
	{"GET", "/a-0.ts?x-oss-process=if_status_eq_404%7Bhls/ts,from_L2E%7D", "GetObject", "a-0.ts", "hls/ts"},
	{"DELETE", "/a-0.ts", "DeleteObject", "a-0.ts", model.SegmentDelete},
	{"delete", "/a-0.ts", "DeleteObject", "a-0.ts", model.SegmentDelete},
	{"POST", "/?delete", "DeleteObjects", "-", model.SegmentDelete},
	{"OPTIONS", "/a.jpg?x-oss-process=image/faces", "-", "a.jpg", ""},
	{"options", "/a.jpg?x-oss-process=image/faces", "-", "a.jpg", ""},
}

// protocols are what may stand behind the target of a request line.
var protocols = []string{" HTTP/1.1", " HTTP/1.0", " HTTP/2", " HTTP/2.0", " http/1.1", "", "  HTTP/1.1"}

// TestEveryFormReadsTheSame writes each request in every form of every channel, so
// that one found in two of them counts once and asks for the same.
func TestEveryFormReadsTheSame(t *testing.T) {
	for _, q := range requests {
		for _, protocol := range protocols {
			want := readLog(t, q, protocol)
			if asked := operationsOf(want); asked != q.want {
				t.Errorf("the log of %q reads as %q, want %q", q.target+protocol, asked, q.want)
			}
			for name, in := range forms(t, q, protocol) {
				got := read(t, in)
				if !reflect.DeepEqual(got.Requests, want.Requests) || !reflect.DeepEqual(got.Hours, want.Hours) {
					t.Errorf("%s of %q reads as %+v %v\nthe bucket's log as %+v %v\n%s", name, q.target+protocol, got.Requests, got.Rejects, want.Requests, want.Rejects, in)
				}
			}
		}
	}
}

var received = time.Date(2026, 3, 1, 8, 59, 59, 0, model.BillingZone)

// readLog reads a request in the bucket's own log.
func readLog(t *testing.T, q request, protocol string) (want readertest.Collected) {
	t.Helper()
	line := fmt.Sprintf(`1.2.3.4 - - [%s] "%s %s%s" 200 1 2000 "-" "-" "acme.oss-cn-beijing.aliyuncs.com" "69A38B0000000000000000A1" "true" "1" "%s" "acme" "%s" 1 1 "-" 1 "1" - "-" "standard"`,
		received.Format("02/Jan/2006:15:04:05 -0700"), q.method, q.target, protocol, q.operation, q.key)
	if err := osslog.Read(strings.NewReader(line+"\n"), &want); err != nil {
		t.Fatal(err)
	}
	for i := range want.Requests {
		want.Requests[i].Channel = model.KindSLSLog
	}
	return want
}

func operationsOf(c readertest.Collected) string {
	if len(c.Requests) == 0 {
		return ""
	}
	return strings.Join(c.Requests[0].Operations, " ")
}

// forms are the ways in which the log service gives a request away.
func forms(t *testing.T, q request, protocol string) map[string]string {
	t.Helper()
	fields := map[string]string{
		"__time__": fmt.Sprint(received.Unix() + 2), "__topic__": "oss_access_log", "http_method": q.method, "request_uri": q.target + protocol,
		"http_status": "200", "response_time": "2000", "request_id": "69A38B0000000000000000A1", "operation": q.operation,
		"bucket": "acme", "object": q.key, "bucket_location": "oss-cn-beijing-d",
	}
	record := marshal(t, fields)
	named := with(fields, "host", "acme.oss-cn-beijing-internal.aliyuncs.com", "bucket_location", "")
	forms := map[string]string{
		"JSON":                   record,
		"JSON in a list":         "[" + record + "]",
		"GetLogs":                `{"meta":{"progress":"Complete","count":1},"data":[` + record + `]}`,
		"GetLogs, Go client":     `{"progress":"Complete","count":1,"logs":[` + record + `],"header":{"X-Log-Progress":["Complete"]}}`,
		"a topic of one's own":   marshal(t, with(fields, "__topic__", "copied")),
		"strings in a list":      "[" + quoted(t, record) + "]",
		"GetLogs, as a string":   `{"statusCode":200,"body":` + quoted(t, `{"data":[`+record+`]}`) + `}`,
		"GetLogs, with its head": `{"headers":{"x-log-progress":"Complete"},"body":[` + record + `]}`,
		"JSON, with a host":      marshal(t, named),
		"CSV":                    csvOf(fields),
		"JSON, log audit":        hyphenated(record),
		"JSON, with its line":    marshal(t, with(fields, "http_method", "", "request_uri", q.method+" "+q.target+protocol)),
	}
	if strings.HasPrefix(q.target, "/") {
		forms["JSON, encoded again"] = marshal(t, with(fields, "request_uri", url.PathEscape(q.target)+protocol))
		forms["JSON, encoded again with the protocol"] = marshal(t, with(fields, "request_uri", url.PathEscape(q.target+protocol)))
		forms["JSON, encoded again as a form"] = marshal(t, with(fields, "request_uri", strings.ReplaceAll(url.QueryEscape(q.target), "+", "%20")))
	}
	return forms
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	inner, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(inner)
}

func with(fields map[string]string, pairs ...string) map[string]string {
	other := maps.Clone(fields)
	for n := 0; n < len(pairs); n += 2 {
		other[pairs[n]] = pairs[n+1]
	}
	return other
}

func marshal(t *testing.T, fields map[string]string) string {
	t.Helper()
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// hyphenated is a record with the names of the log audit service.
func hyphenated(record string) string {
	for _, name := range []string{"http_method", "request_uri", "http_status", "response_time", "request_id"} {
		record = strings.ReplaceAll(record, `"`+name+`"`, `"`+strings.ReplaceAll(name, "_", "-")+`"`)
	}
	return record
}

func csvOf(fields map[string]string) string {
	names := slices.Sorted(maps.Keys(fields))
	var values []string
	for _, name := range names {
		values = append(values, `"`+fields[name]+`"`)
	}
	return strings.Join(names, ",") + "\n" + strings.Join(values, ",") + "\n"
}

// An export of a query that did not reach its end is refused as a whole, whatever
// it has.
func TestIncompleteIsRefused(t *testing.T) {
	record := forms(t, requests[0], "")["JSON"]
	var got readertest.Collected
	err := Read(strings.NewReader(`{"meta":{"progress":"Complete"},"data":[`+record+`]}`+"\n"+`{"meta":{"progress":"Incomplete"},"data":[`+record+`]}`), &got)
	if want := `near JSON object 2: the result of the query is incomplete: meta.progress is "Incomplete"; run the query again until it is "Complete", and import that`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
