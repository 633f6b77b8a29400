package actiontrail

import (
	"bytes"
	"testing"

	"immrecon/import/answer"
	"immrecon/import/loosejson"
	"immrecon/import/readertest"

	"immrecon/store/model"
)

func TestGolden(t *testing.T) {
	readertest.Check(t, Detect, Read, "access-one", "refresh-one", "access-two", "refresh-two", "access-three",
		"refresh-three", "secret-access", "secret-refresh", "s3cret", "LTAI5tSynthetic0001")
}

// read reads a whole file and checks what holds of every file.
func read(t *testing.T, in []byte) *readertest.Collected {
	t.Helper()
	var got readertest.Collected
	err := Read(bytes.NewReader(in), &got)
	if events, complete := eventsIn(t, in); complete && (err != nil || !isTable(in) && got.Tally.Read != events) {
		t.Errorf("%d events, but %d calls on the record writer, error %v", events, got.Tally.Read, err)
	}
	for _, c := range got.Calls {
		if c.RequestID == "" || c.Operation == "" || c.Channel != model.KindActionTrail || (c.Status == 200) != (c.ErrorCode == "") {
			t.Errorf("a call without what every call has: %+v", c)
		}
	}
	return &got
}

// eventsIn counts the events of a text, and reports whether no answer among them says
// that it is incomplete.
func eventsIn(t *testing.T, in []byte) (number int64, complete bool) {
	t.Helper()
	for item, err := range loosejson.Items(bytes.NewReader(in)) {
		if err != nil {
			t.Fatal(err)
		}
		events, err := answer.Records(item, number)
		if err != nil {
			return number, false
		}
		number += int64(len(events))
	}
	return number, true
}

// TestRefreshJoins checks that a refresh can be traced to the call whose tokens
// it hands in, and that masked tokens join nothing.
func TestRefreshJoins(t *testing.T) {
	byNumber := map[string]model.Call{}
	for _, c := range read(t, readertest.Inputs(t)["testdata/array.json"]).Calls {
		byNumber[c.RequestID[len(c.RequestID)-2:]] = c
	}
	generate, refresh, masked := byNumber["08"], byNumber["12"], byNumber["10"]
	if refresh.AccessIn == "" || refresh.AccessIn != generate.AccessOut || refresh.RefreshIn != generate.RefreshOut {
		t.Errorf("the refresh of %+v does not lead to %+v", refresh, generate)
	}
	if refresh.AccessOut == "" || refresh.AccessOut == refresh.AccessIn {
		t.Errorf("the refresh returns no new token: %+v", refresh)
	}
	if masked.Operation != "GenerateWebofficeToken" || masked.AccessOut != "" || masked.RefreshOut != "" {
		t.Errorf("masked tokens are kept: %+v", masked)
	}
}

func TestDetect(t *testing.T) {
	const event = `{"eventName":"A","eventTime":"2026-03-01T01:00:00Z","serviceName":"Ecs"}`
	cases := []struct {
		name, head string
		want       bool
	}{
		{"an event of any service", event, true},
		{"an array that goes on", "[" + event + `,{"eventName":"B`, true},
		{"wrapped", `{"event":` + event + `}`, true},
		{"wrapped as a string", `{"event":"{\"eventName\":\"A\",\"eventTime\":\"T\",\"eventSource\":\"imm\"}"}`, true},
		{"an access log record", `{"__topic__":"oss_access_log","bucket":"b","operation":"GetObject","request_id":"1"}`, false},
		{"a call", `{"time":"2026-03-01T01:00:00Z","project":"p","operation":"o","request_id":"1"}`, false},
		{"a bill", `{"Code":"Success","Data":{"Items":{"Item":[]}}}`, false},
		{"CSV", "eventName,eventTime,serviceName\n", true},
		{"CSV of another table", "eventName,count\n", false},
		{"CSV of members", "__time__,event.requestId,event.eventName\n", true},
		{"CSV of members of another event", "time,event.id,event.user\n", false},
		{"an array of strings", `["{\"eventName\":\"A\",\"eventTime\":\"T\",\"eventSource\":\"imm\"}","{\"ev`, true},
		{"a string with an array", `"[{\"eventName\":\"A\",\"eventTime\":\"T\",\"eventSource\":\"imm\"},{\"ev`, true},
		{"strings of others", `["eventName","{}"]`, false},
		{"CSV of a log store", "__topic__,__time__,event\nactiontrail_event,1772326800,{}\n", true},
		{"CSV of calls with such a column", "time,operation,request_id,event\n", false},
		{"rows with such a name", `{"time":"2026-03-01T01:00:00Z","event":"upload"}`, false},
		{"an event without a time", `{"eventId":"1","eventName":"A","serviceName":"Imm"}`, true},
		{"a log of a trail, the event broken", `{"__topic__":"actiontrail_event","event":"{}"}`, true},
		{"a long answer", `{"RequestId":"1","Events":[` + event + `,{"eventName":"B`, true},
		{"an access log line", `1.2.3.4 - - [03/Jan/2026:14:59:49 +0800] "GET /a HTTP/1.1" 200`, false},
		{"an event cut short", event[:20], false},
		{"nothing", "", false},
	}
	for _, c := range cases {
		if got := Detect([]byte(c.head)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// FuzzRead checks on any input what read checks.
func FuzzRead(f *testing.F) {
	for _, in := range readertest.Inputs(f) {
		for line := range bytes.Lines(in) {
			f.Add(bytes.Trim(line, "[],\n"))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		read(t, in)
		_, _ = readertest.Hold(t, Read, in)
	})
}
