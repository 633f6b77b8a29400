package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func output(t *testing.T) *os.File {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func TestNewProgressIsSilentUnlessATerminalLooks(t *testing.T) {
	for _, wanted := range []bool{true, false} {
		out := output(t)
		shown, notes := NewProgress(out, wanted)
		if _, silent := shown.(Silent); !silent || notes != out {
			t.Error("a file is shown a bar")
		}
	}
}

func TestBarShowsFilesAndBytes(t *testing.T) {
	var out bytes.Buffer
	b := &bar{out: &out}
	b.Start(2000, 2)
	b.File()
	b.Add(500)
	b.File()
	b.Add(1000)
	if state := b.shown.State(); state.CurrentNum != 1500 || state.Max != 2000 || state.Description != "2 of 2 files" {
		t.Errorf("the bar shows %+v", state)
	}
	b.Done()
	if !strings.Contains(out.String(), "1 of 2 files") {
		t.Errorf("the bar has drawn %q", out.String())
	}
}

// Notes stand on lines of their own, whatever the bar shows at the time, and in the end
// nothing of the bar is left.
func TestNotesNeverMixWithTheBar(t *testing.T) {
	var out bytes.Buffer
	b := &bar{out: &out}
	var want []string
	note := func(text string) {
		want = append(want, text)
		fmt.Fprintln(b, text)
		if shown := screen(out.String()); !slices.Equal(shown, want) {
			t.Fatalf("after the note %q the screen shows %q", text, shown)
		}
	}
	note("before the bar")
	b.Start(1000, 3)
	note("at its start")
	for n := range 3 {
		b.Add(300)
		b.File()
		if shown := screen(out.String()); n == 0 && !strings.Contains(shown[len(shown)-1], "30%") {
			t.Fatalf("the screen shows no bar: %q", shown)
		}
		note(fmt.Sprintf("x%d", n)) // shorter than the bar
		note(strings.Repeat("longer than the bar, ", 8) + "at last")
	}
	b.Done()
	note("after it")
}

// screen is what a terminal shows that was written a text, line by line; blanks at the
// end of a line, and empty lines at the end of all, are nothing.
func screen(written string) []string {
	lines, column := [][]rune{nil}, 0
	for _, letter := range written {
		last := len(lines) - 1
		switch letter {
		case '\r':
			column = 0
		case '\n':
			lines, column = append(lines, nil), 0
		default:
			if column == len(lines[last]) {
				lines[last] = append(lines[last], ' ')
			}
			lines[last][column] = letter
			column++
		}
	}
	var shown []string
	for _, line := range lines {
		shown = append(shown, strings.TrimRight(string(line), " "))
	}
	for len(shown) > 0 && shown[len(shown)-1] == "" {
		shown = shown[:len(shown)-1]
	}
	return shown
}
