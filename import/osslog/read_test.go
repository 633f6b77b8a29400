package osslog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"immrecon/import/readertest"
	"immrecon/import/secret"
	"immrecon/store/model"
)

// logged is a record writer that writes down its calls, one a line.
type logged struct {
	readertest.Collected
	calls strings.Builder
}

func (l *logged) Skip(line int64) {
	l.Collected.Skip(line)
	fmt.Fprintf(&l.calls, "%d skip\n", line)
}

func (l *logged) Reject(line int64, reason, text string) {
	l.Collected.Reject(line, reason, text)
	fmt.Fprintf(&l.calls, "%d reject %s\n\t%q\n", line, reason, text)
}

func (l *logged) KeepRequest(line int64, r *model.Request) {
	l.Collected.KeepRequest(line, r)
	at := time.Unix(r.At, 0).UTC().Format(time.RFC3339)
	fmt.Fprintf(&l.calls, "%d keep %s %s %s/%q %d %q %q %q\n",
		line, r.ID, at, r.Bucket, r.Key, r.Status, r.ErrorCode, r.Region, r.Operations)
}

func read(t testing.TB, log string) *logged {
	t.Helper()
	var to logged
	if err := Read(strings.NewReader(log), &to); err != nil {
		t.Fatal(err)
	}
	return &to
}

// imported is read as an import reads: masked.
func imported(t testing.TB, log string) string {
	t.Helper()
	var to logged
	if err := Read(strings.NewReader(log), secret.Masked(&to)); err != nil {
		t.Fatal(err)
	}
	return to.calls.String()
}

// golden is the text of the synthetic log: every generation and oddity once.
func golden(t testing.TB) string {
	t.Helper()
	log, err := os.ReadFile("testdata/lines.log")
	if err != nil {
		t.Fatal(err)
	}
	return string(log)
}

func goldenLines(t testing.TB) []string {
	return strings.Split(strings.TrimSuffix(golden(t), "\n"), "\n")
}

func TestReadGolden(t *testing.T) {
	got := imported(t, golden(t))
	if *readertest.Update {
		if err := os.WriteFile("testdata/lines.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/lines.golden")
	if err != nil {
		t.Fatal(err)
	}
	wants, gots := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(wants), len(gots)) {
		switch {
		case i >= len(gots):
			t.Fatalf("missing: %s", wants[i])
		case i >= len(wants):
			t.Fatalf("too much: %s", gots[i])
		case gots[i] != wants[i]:
			t.Errorf("got  %s\nwant %s", gots[i], wants[i])
		}
	}
}

func TestReadLeavesNoSecrets(t *testing.T) {
	calls := imported(t, golden(t))
	for _, value := range []string{"LTAIexample", "STS.NTexample", "c2VjcmV0", "CAISexample", "1-0-0-ab", "a%2Fb%3D"} {
		if strings.Contains(calls, value) {
			t.Errorf("%q came through", value)
		}
	}
}

func TestReadSeesBuckets(t *testing.T) {
	kept, skipped, rejected := goldenLines(t)[3], goldenLines(t)[11], "rubbish"
	hours := read(t, strings.Join([]string{kept, skipped, rejected}, "\n")).Hours
	hour := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC).Unix()
	if len(hours) != 1 || len(hours["photos"]) != 1 || hours["photos"][hour] != 2 {
		t.Errorf("hours seen are %v, want two lines of photos at %d", hours, hour)
	}
	if none := read(t, goldenLines(t)[17]).Hours; len(none) != 0 {
		t.Errorf("a line without a bucket was seen as %v", none)
	}
}

func TestReadLineEnds(t *testing.T) {
	line := goldenLines(t)[0]
	for name, log := range map[string]string{
		"no end":          line,
		"LF":              line + "\n",
		"CRLF":            line + "\r\n",
		"CR":              line + "\r",
		"byte order mark": "\uFEFF" + line + "\n",
	} {
		got := read(t, log)
		if len(got.Requests) != 1 || got.Tally.Read != 1 || got.Cut != (name == "no end") {
			t.Errorf("%s: %+v, cut: %v", name, got.Tally, got.Cut)
		}
	}
	if got := read(t, strings.Join(goldenLines(t), "\r")+"\r"); got.calls.String() != read(t, golden(t)).calls.String() {
		t.Errorf("with CR alone: %+v", got.Tally)
	}
	if got := read(t, line+"\r"+line); !got.Cut || got.Tally.Read != 2 {
		t.Errorf("cut with CR alone: %+v, cut: %v", got.Tally, got.Cut)
	}
	if got := read(t, ""); got.Tally.Read != 0 {
		t.Errorf("an empty log has %d lines", got.Tally.Read)
	}
	if got := read(t, "\n\r\n"); got.Tally.Skipped != 2 {
		t.Errorf("two empty lines: %+v", got.Tally)
	}
}

// long is a readable line of exactly the given length.
func long(t testing.TB, length int) string {
	front, back, ok := strings.Cut(goldenLines(t)[3], "curl")
	if !ok || length < len(front)+len(back) {
		t.Fatal("the golden line does not serve")
	}
	return front + strings.Repeat("u", length-len(front)-len(back)) + back
}

func TestReadLongLines(t *testing.T) {
	const buffer = 64 << 10
	for _, length := range []int{buffer - 1, buffer, buffer + 1, 3 * buffer, MaxLine - 2, MaxLine - 1} {
		got := read(t, long(t, length)+"\n"+goldenLines(t)[3]+"\n")
		if got.Tally.Kept != 2 {
			t.Errorf("%d bytes: %+v", length, got.Tally)
		}
	}
	for _, length := range []int{MaxLine, MaxLine + 1, MaxLine + buffer, 3 * MaxLine} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			line := goldenLines(t)[3] + end
			got := read(t, line+long(t, length)+end+line)
			if got.Tally.Kept != 2 || got.Tally.Rejected != 1 {
				t.Fatalf("%d bytes: %+v", length, got.Tally)
			}
			if reject := got.Rejects[0]; reject.Line != 2 || !strings.Contains(reject.Reason, "so long") {
				t.Errorf("%d bytes: line %d, %s", length, reject.Line, reject.Reason)
			}
		}
	}
}

// Of a line that never ends no more is held than shows that it is too long.
func TestReadBoundsMemory(t *testing.T) {
	s := lineSplitter{read: func(int64, []byte) {}}
	for range 64 {
		_, _ = s.Write(bytes.Repeat([]byte("u"), MaxLine)) // never fails
	}
	if cap(s.open) > 3*MaxLine {
		t.Errorf("%d bytes are held of a line of %d", cap(s.open), 64*MaxLine)
	}
}

func TestReadOldLines(t *testing.T) {
	for year, kept := range map[string]bool{"1970": false, "0001": false, "2009": false, "2010": true, "2026": true, "2126": true} {
		line := strings.Replace(goldenLines(t)[3], "/2026:", "/"+year+":", 1)
		got := read(t, line+"\n")
		if want := (model.Tally{Read: 1, Kept: 1}); kept && got.Tally != want {
			t.Errorf("%s: %+v", year, got.Tally)
		}
		if !kept && (got.Tally.Rejected != 1 || !strings.Contains(got.Rejects[0].Reason, "before 2010") || len(got.Hours) > 0) {
			t.Errorf("%s: %+v", year, got)
		}
	}
}

func TestReadReportsTrouble(t *testing.T) {
	failure := errors.New("disk on fire")
	log := goldenLines(t)[3] + "\nhalf a li"
	var to logged
	err := Read(io.MultiReader(strings.NewReader(log), iotest.ErrReader(failure)), &to)
	if !errors.Is(err, failure) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error is %v", err)
	}
	if to.Tally.Read != 1 {
		t.Errorf("half a line was counted: %+v", to.Tally)
	}
}

func TestSkippedLinesDoNotAllocate(t *testing.T) {
	for _, i := range []int{11, 12, 15} { // a GET, a HEAD, a GET that others talk about
		line := []byte(goldenLines(t)[i])
		r := newReader(&silent{})
		if n := testing.AllocsPerRun(100, func() { r.readLine(1, line) }); n != 0 {
			t.Errorf("line %d allocates %v times", i+1, n)
		}
	}
}

// silent is a record writer that fails on anything but a skipped line.
type silent struct{ model.RecordWriter }

func (*silent) Skip(int64)                  {}
func (*silent) SawBucket(string, time.Time) {}
func (*silent) Remark(int64, string)        {}
func (*silent) BreaksOff()                  {}

// lineCount is how many lines a log has: one an end, and what follows the last.
func lineCount(log []byte) int64 {
	log = withLFAlone(log)
	n := int64(bytes.Count(log, []byte("\n")))
	if len(log) > 0 && log[len(log)-1] != '\n' {
		n++
	}
	return n
}

func FuzzRead(f *testing.F) {
	for _, line := range goldenLines(f) {
		f.Add([]byte("\uFEFF" + line + "\r\n\n" + line))
	}
	f.Fuzz(func(t *testing.T, log []byte) {
		to, err := readertest.Hold(t, Read, log)
		if err != nil {
			t.Fatal(err)
		}
		tally := to.Tally
		if tally.Read != lineCount(log) {
			t.Fatalf("%d lines, but %+v", lineCount(log), tally)
		}
		for _, request := range to.Requests {
			if request.ID == "" || len(request.Operations) == 0 || request.Channel != model.KindOSSLog {
				t.Fatalf("incomplete: %+v", request)
			}
		}
		for _, reject := range to.Rejects {
			if reject.Reason == "" || reject.Line < 1 || reject.Line > tally.Read {
				t.Fatalf("incomplete: %+v", reject)
			}
		}
	})
}
