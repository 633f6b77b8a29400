package actiontrail

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/import/loosejson"
	"immrecon/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// secrets are values of testdata that may not leave the package.
var secrets = []string{"access-one", "refresh-one", "access-two", "refresh-two", "access-three", "refresh-three",
	"secret-access", "secret-refresh", "s3cret", "LTAI5tSynthetic0001"}

// TestGolden reads every file of testdata and compares all that comes out of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			in, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !Looks(in) {
				t.Error("it is not recognised")
			}
			got := render(t, read(t, in))
			golden := strings.TrimSuffix(file, filepath.Ext(file)) + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("it reads as\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// read reads a whole file and checks what holds of every file.
func read(t *testing.T, in []byte) *store.Collected {
	t.Helper()
	var got store.Collected
	if err := Read(bytes.NewReader(in), &got); err != nil {
		t.Fatal(err)
	}
	var events int64
	if err := loosejson.Each(bytes.NewReader(in), func(loosejson.Item) { events++ }); err != nil {
		t.Fatal(err)
	}
	if got.Tally.Read != events {
		t.Errorf("%d events, but %d calls on the intake", events, got.Tally.Read)
	}
	for _, c := range got.Calls {
		if c.RequestID == "" || c.Operation == "" || c.Channel != store.KindActionTrail || (c.Status == 200) != (c.ErrorCode == "") {
			t.Errorf("a call without what every call has: %+v", c)
		}
	}
	return &got
}

// render writes out calls and rejected events, one a line, facts that are zero
// left out.
func render(t *testing.T, got *store.Collected) []byte {
	t.Helper()
	var out bytes.Buffer
	write := func(value any) {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(text, &members); err != nil {
			t.Fatal(err)
		}
		for name, member := range members {
			if member == nil || member == "" || member == float64(0) {
				delete(members, name)
			}
		}
		if text, err = json.Marshal(members); err != nil {
			t.Fatal(err)
		}
		out.Write(append(text, '\n'))
	}
	write(got.Tally)
	for _, c := range got.Calls {
		write(c)
	}
	for _, r := range got.Rejects {
		write(r)
	}
	for _, s := range secrets {
		if strings.Contains(out.String(), s) {
			t.Errorf("the secret %q comes out", s)
		}
	}
	return out.Bytes()
}

// TestRefreshJoins checks that a refresh can be traced to the call whose tokens
// it hands in, and that masked tokens join nothing.
func TestRefreshJoins(t *testing.T) {
	in, err := os.ReadFile("testdata/array.json")
	if err != nil {
		t.Fatal(err)
	}
	byTime := map[string]store.Call{}
	for _, c := range read(t, in).Calls {
		byTime[c.RequestID[len(c.RequestID)-2:]] = c
	}
	generate, refresh, masked := byTime["08"], byTime["12"], byTime["10"]
	if refresh.AccessIn == "" || refresh.AccessIn != generate.AccessOut || refresh.RefreshIn != generate.RefreshOut {
		t.Errorf("the refresh of %+v does not lead to %+v", refresh, generate)
	}
	if refresh.AccessOut == "" || refresh.AccessOut == refresh.AccessIn {
		t.Errorf("the refresh hands out no new token: %+v", refresh)
	}
	if masked.Operation != "GenerateWebofficeToken" || masked.AccessOut != "" || masked.RefreshOut != "" {
		t.Errorf("masked tokens are kept: %+v", masked)
	}
}

func TestLooks(t *testing.T) {
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
		{"CSV", "eventName,eventTime,serviceName\n", false},
		{"an access log line", `1.2.3.4 - - [03/Jan/2026:14:59:49 +0800] "GET /a HTTP/1.1" 200`, false},
		{"an event cut short", event[:20], false},
		{"nothing", "", false},
	}
	for _, c := range cases {
		if got := Looks([]byte(c.head)); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// FuzzRead checks on any input what read checks.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*json")
	for _, file := range files {
		in, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(in) {
			f.Add(bytes.Trim(line, "[],\n"))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) { read(t, in) })
}
