package metering

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

func TestGolden(t *testing.T) { readertest.Check(t, Detect, Read) }

func TestDetect(t *testing.T) {
	for name, test := range map[string]struct {
		head string
		want bool
	}{
		"an answer":           {`{"Code":"Success","Data":{"OmsData":[{"Bucket":"b","StartTime":"2026-03-03T16:00:00Z","EndTime":"2026-03-03T17:00:00Z","GetRequest":"1"}]}}`, true},
		"an answer cut short": {`{"Code":"Success","Data":{"OmsData":[{"Bucket":"b","StartTi`, true},
		"a bare list":         {`[{"Bucket":"b","StartTime":"2026-03-03T16:00:00Z","GetRequest":"1"}]`, true},
		"a record of a log":   {`{"__topic__":"oss_metering_log","bucket":"b","start_time":1772553600}`, true},
		"GetLogs":             {`{"meta":{"progress":"Complete"},"data":[{"__topic__":"oss_metering_log","bucket":"b"},`, true},
		"an access log":       {`{"__topic__":"oss_access_log","bucket":"b"}`, false},
		"an event":            {`{"eventName":"A","eventTime":"T","requestId":"1"}`, false},
		"nothing":             {"", false},
	} {
		if got := Detect([]byte(test.head)); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
}

// None is a count, and what is not stated is none: an hour without requests is
// proven empty only by the first.
func TestNoRequestsAreACount(t *testing.T) {
	count := func(n *int64) string {
		if n == nil {
			return "not stated"
		}
		return strconv.FormatInt(*n, 10)
	}
	for name, test := range map[string]struct{ fields, gets, puts string }{
		"none":        {`"GetRequest":"0","PutRequest":"0"`, "0", "0"},
		"some":        {`"GetRequest":"12","PutRequest":3`, "12", "3"},
		"no puts":     {`"GetRequest":"12"`, "12", "not stated"},
		"empty texts": {`"GetRequest":"","PutRequest":""`, "not stated", "not stated"},
		"null":        {`"GetRequest":"1","PutRequest":null`, "1", "not stated"},
	} {
		text := `{"Bucket":"b","StartTime":"2026-03-03T16:00:00Z","EndTime":"2026-03-03T17:00:00Z",` + test.fields + `}`
		var got readertest.Collected
		if err := Read(strings.NewReader(text), &got); err != nil || len(got.Metering) != 1 {
			t.Errorf("%s: %v, %d hours of %s", name, err, len(got.Metering), text)
			continue
		}
		if m := got.Metering[0]; count(m.GetRequests) != test.gets || count(m.PutRequests) != test.puts {
			t.Errorf("%s: %s GET-like and %s PUT-like, want %s and %s", name, count(m.GetRequests), count(m.PutRequests), test.gets, test.puts)
		}
	}
}

// FuzzRead checks what holds of every hour that is kept.
func FuzzRead(f *testing.F) {
	for _, in := range readertest.Inputs(f) {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		got, _ := readertest.Hold(t, Read, in)
		for _, m := range got.Metering {
			if m.Bucket == "" || m.Hour <= 0 || m.Hour%model.Hour != 0 {
				t.Errorf("no hour of a bucket: %+v", m)
			}
			for _, n := range []*int64{m.GetRequests, m.PutRequests, m.ProcessBytes} {
				if n != nil && *n < 0 {
					t.Errorf("a negative count: %+v", m)
				}
			}
		}
	})
}

// Records of the log service read the same in an answer of GetLogs, which is refused
// where it is incomplete.
func TestGetLogs(t *testing.T) {
	record := `{"__topic__":"oss_metering_log","bucket":"b","start_time":"1772553600","end_time":"1772557200","get_request":"1","put_request":"2"}`
	var want, got readertest.Collected
	if err := Read(strings.NewReader(record+record), &want); err != nil || len(want.Metering) != 2 {
		t.Fatal(err, want.Rejects)
	}
	if err := Read(strings.NewReader(`{"meta":{"progress":"Complete"},"data":[`+record+","+record+`]}`), &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	err := Read(strings.NewReader(`{"meta":{"progress":"Incomplete"},"data":[`+record+`]}`), &readertest.Collected{})
	if err == nil || !strings.Contains(err.Error(), "the result of the query is incomplete") {
		t.Error(err)
	}
}
