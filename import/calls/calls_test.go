package calls

import (
	"bytes"
	"strings"
	"testing"

	"immrecon/import/readertest"

	"immrecon/store/model"
)

func TestGolden(t *testing.T) {
	readertest.Check(t, Detect, Read, "access-one", "access-secret")
}

// TestEveryLineCounts checks that each line of a file is counted once.
func TestEveryLineCounts(t *testing.T) {
	for file, in := range readertest.Inputs(t) {
		var got readertest.Collected
		if err := Read(bytes.NewReader(in), &got); err != nil {
			t.Fatal(err)
		}
		if lines := int64(bytes.Count(in, []byte("\n"))); got.Tally.Read != lines {
			t.Errorf("%s has %d lines, %d were counted", file, lines, got.Tally.Read)
		}
	}
}

func TestReadNoTable(t *testing.T) {
	for _, in := range []string{"", "project,dataset\na,b\n", "time,project\n2026-03-01T08:00:00Z,a\n"} {
		if err := Read(strings.NewReader(in), &readertest.Collected{}); err == nil {
			t.Errorf("%q is read as a call log", in)
		}
	}
}

func TestDetect(t *testing.T) {
	cases := []struct {
		name, head string
		want       bool
	}{
		{"columns in any order", "request_id,Operation,project,TIME,note\n", true},
		{"tasks only", "time,project,operation,task_id\n", true},
		{"NDJSON", `{"time":"2026-03-01T08:00:00Z","project":"p","operation":"o","request_id":"1"}`, true},
		{"no ids", "time,project,operation\n", false},
		{"an access log record", `{"time":"27/Feb/2026:13:58:45","project":"p","bucket":"b","operation":"GetObject","request_id":"1"}`, false},
		{"an access log export", "time,bucket,operation,request_id\n", false},
		{"an event", `{"eventName":"A","eventTime":"T","requestId":"1"}`, false},
		{"prices", "site,currency,item,operation,tier,price,per,unit\n", false},
		{"bindings", "bucket,prefix,project,dataset,from,to\n", false},
		{"nothing", "", false},
	}
	for _, c := range cases {
		if got := Detect([]byte(c.head)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// FuzzRead checks what holds of every call that is kept.
func FuzzRead(f *testing.F) {
	for _, in := range readertest.Inputs(f) {
		header, rest, _ := bytes.Cut(in, []byte("\n"))
		for line := range bytes.Lines(rest) {
			f.Add(append(append(bytes.Clone(header), '\n'), line...))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		got, _ := readertest.Hold(t, Read, in)
		for _, c := range got.Calls {
			if c.At <= 0 || c.RequestID == "" || c.Operation == "" || c.Channel != model.KindCalls {
				t.Errorf("a call without what every call has: %+v", c)
			}
			if isSession(c.Operation) && c.Token != "" {
				t.Errorf("a session's token is kept: %+v", c)
			}
			if min(c.Duration, c.SegmentLength, c.Width, c.Height, c.Frames, c.Images, c.Streams, c.Bytes) < 0 {
				t.Errorf("a negative quantity: %+v", c)
			}
			if c.Status == 0 && c.ErrorCode == "" {
				t.Errorf("neither success nor failure: %+v", c)
			}
		}
	})
}

// A number beyond what the service takes is refused, with the column and the range
// that is allowed; at its ends it is kept.
func TestRangesOfNumbers(t *testing.T) {
	for column, of := range map[string]struct{ kept, refused []string }{
		"http_status":       {[]string{"100", "200.0", "599"}, []string{"99", "600", "-200", "2e2.1"}},
		"width":             {[]string{"0", "1", "1920.0", "65535"}, []string{"-1", "65536", "1.5", "1e9", "wide"}},
		"height":            {[]string{"0", "65535"}, []string{"-1080", "65536"}},
		"frames":            {[]string{"0", "1000000000"}, []string{"-1", "1000000001", "0.5"}},
		"images":            {[]string{"0", "1000000000"}, []string{"-1", "1000000001"}},
		"streams":           {[]string{"0", "100"}, []string{"-1", "101"}},
		"audio_streams":     {[]string{"0", "2.0", "100"}, []string{"-1", "101", "1.5", "9000000000"}},
		"bytes":             {[]string{"0", "9007199254740992"}, []string{"-1", "9007199254740993", "99999999999999999999"}},
		"transcode_ahead":   {[]string{"0", "100000"}, []string{"-1", "100001"}},
		"fps":               {[]string{"0", "29.97", "30000/1001", "1000", "1000000/1000"}, []string{"-30", "1000.1", "1000001/1000", "30/0", "fast"}},
		"seconds":           {[]string{"0", "0.5", "2678400"}, []string{"-0.5", "2678401", "long", "1e20"}},
		"segment_seconds":   {[]string{"0", "3600"}, []string{"-1", "3601"}},
		"initial_transcode": {[]string{"-1", "0", "2678400"}, []string{"-2", "2678401"}},
	} {
		for _, text := range of.kept {
			if reason := refusal(t, column, text); reason != "" {
				t.Errorf("%s %s is refused: %s", column, text, reason)
			}
		}
		for _, text := range of.refused {
			if reason := refusal(t, column, text); !strings.HasPrefix(reason, "column "+column+": ") {
				t.Errorf("%s %s is refused for %q, want the column to be named", column, text, reason)
			}
		}
	}
}

// refusal is why a row with one number is refused, "" where it is kept.
func refusal(t *testing.T, column, text string) string {
	t.Helper()
	var got readertest.Collected
	in := "time,project,operation,request_id," + column + "\n2026-03-01T08:00:00Z,media,GenerateVideoPlaylist,R-1," + text + "\n"
	if err := Read(strings.NewReader(in), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Rejects) == 1 {
		return got.Rejects[0].Reason
	}
	return ""
}

// Tables have 0 where there is no picture: that is no size and no frame rate.
func TestNoPictureIsNoFact(t *testing.T) {
	var got readertest.Collected
	in := "time,project,operation,request_id,width,height,fps\n2026-03-01T08:00:00Z,media,CreateMediaConvertTask,R-1,0,0,0\n"
	if err := Read(strings.NewReader(in), &got); err != nil || len(got.Calls) != 1 || got.Calls[0].Known != 0 || got.Calls[0].Rate != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

// A call cannot have completed before it was submitted.
func TestCompletedAfterItWasSubmitted(t *testing.T) {
	for submitted, kept := range map[string]bool{"2026-03-01T15:59:59+08:00": true, "2026-03-01T16:00:00+08:00": true, "2026-03-01T08:00:01Z": false} {
		if reason := refusal(t, "submitted", submitted); (reason == "") != kept {
			t.Errorf("submitted %s: %q", submitted, reason)
		}
	}
}
