package source

import (
	"bytes"
	"os"
	"path/filepath"
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
		if _, silent := NewProgress(output(t), wanted).(Silent); !silent {
			t.Error("a file is shown a bar")
		}
	}
}

func TestBarShowsFilesAndBytes(t *testing.T) {
	out := output(t)
	shown := &bar{out: out}
	shown.Start(2000, 2)
	shown.File()
	shown.Add(500)
	shown.File()
	shown.Add(1000)
	if state := shown.shown.State(); state.CurrentNum != 1500 || state.Max != 2000 || state.Description != "2 of 2 files" {
		t.Errorf("the bar shows %+v", state)
	}
	shown.Done()
	drawn, err := os.ReadFile(out.Name())
	if err != nil || !bytes.Contains(drawn, []byte("1 of 2 files")) {
		t.Errorf("the bar has drawn %q, %v", drawn, err)
	}
}
