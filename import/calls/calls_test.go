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
		var got readertest.Collected
		_ = Read(bytes.NewReader(in), &got)
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

// A playlist lists at most 100 audio streams, and none where it lists none.
func TestAudioStreams(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "0": "", "2": "", "100": "", "2.0": "",
		"101": "more than the 100", "-1": "not a whole number", "1.5": "not a whole number", "9000000000": "more than the 100",
	} {
		var got readertest.Collected
		row := "2026-03-01T08:00:00Z,media,GenerateVideoPlaylist,R-1," + text
		if err := Read(strings.NewReader("time,project,operation,request_id,audio_streams\n"+row+"\n"), &got); err != nil {
			t.Fatal(err)
		}
		if rejected := len(got.Rejects) == 1 && strings.Contains(got.Rejects[0].Reason, "column audio_streams: "); rejected != (want != "") {
			t.Errorf("audio_streams %q: kept %d, rejected %+v", text, len(got.Calls), got.Rejects)
		} else if rejected && !strings.Contains(got.Rejects[0].Reason, want) {
			t.Errorf("audio_streams %q is rejected for %q, want %q", text, got.Rejects[0].Reason, want)
		}
	}
}
