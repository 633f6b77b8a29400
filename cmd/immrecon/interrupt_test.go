package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// An import that is interrupted leaves the files before the one under way
// wholly in and that one wholly out; the same command later brings in the rest.
func TestInterruptedImport(t *testing.T) {
	t.Parallel()
	const calls = 100_000 // which take more than a second
	dir := t.TempDir()
	write(t, filepath.Join(dir, "projects.csv"), "project,region,created_at,workflow_template\ngallery,ap-southeast-1,2024-01-01T00:00:00+08:00,\n")
	write(t, filepath.Join(dir, "calls.csv"), "time,project,operation,request_id,http_status\n"+manyCalls(calls))

	started := program(dir, "--log-format", "json", "import", "projects.csv", "calls.csv")
	notes, err := started.StderrPipe()
	noError(t, err)
	noError(t, started.Start())
	first := make([]byte, 1) // the note of the first file comes before the second is read
	_, err = io.ReadFull(notes, first)
	noError(t, err)
	noError(t, started.Process.Signal(os.Interrupt))
	rest, err := io.ReadAll(notes)
	noError(t, err)
	wantInterrupted(t, started.Wait(), string(rest))

	if listed := output(t, dir, "sources"); !strings.Contains(listed, "projects.csv") || strings.Contains(listed, "calls.csv") {
		t.Errorf("after the interruption the sources are:\n%s", listed)
	}
	output(t, dir, "import", "projects.csv", "calls.csv")
	if listed := output(t, dir, "sources"); !strings.Contains(listed, fmt.Sprintf("%d  %d", calls+1, calls)) {
		t.Errorf("after importing again the sources are:\n%s", listed)
	}
}

// Waiting for standard input can be interrupted, too.
func TestInterruptedStandardInput(t *testing.T) {
	t.Parallel()
	waiting := program(t.TempDir(), "import", "-")
	stdin, err := waiting.StdinPipe()
	noError(t, err)
	var stderr bytes.Buffer
	waiting.Stderr = &stderr
	noError(t, waiting.Start())
	_, err = stdin.Write(make([]byte, 1<<20)) // more than a pipe holds: now it is being read
	noError(t, err)
	noError(t, waiting.Process.Signal(os.Interrupt))
	wantInterrupted(t, waiting.Wait(), stderr.String())
}

// Temporary files are gone when the program ends, and those of a program that was
// killed when the next starts; what another program is using stays.
func TestTemporaryFilesAreRemoved(t *testing.T) {
	t.Parallel()
	dir, temporary := t.TempDir(), t.TempDir()
	here := func(args ...string) *exec.Cmd {
		cmd := program(dir, args...)
		cmd.Env = append(os.Environ(), "TMPDIR="+temporary)
		return cmd
	}
	reading := func() (*exec.Cmd, io.Closer) {
		cmd := here("import", "-")
		stdin, err := cmd.StdinPipe()
		noError(t, err)
		noError(t, cmd.Start())
		_, err = stdin.Write(make([]byte, 1<<20)) // more than a pipe holds: now there is a copy
		noError(t, err)
		return cmd, stdin
	}
	killed, _ := reading()
	noError(t, killed.Process.Kill())
	_ = killed.Wait()
	left := func() int {
		found, err := filepath.Glob(filepath.Join(temporary, "*", "*"))
		noError(t, err)
		return len(found)
	}
	if left() != 1 {
		t.Fatalf("the killed program left %d files, want the copy of its input", left())
	}
	running, stdin := reading()
	if left() != 1 {
		t.Errorf("while another program runs there are %d files, want its own", left())
	}
	noError(t, here("catalog", "prices").Run())
	if left() != 1 {
		t.Errorf("the file of a running program was removed")
	}
	noError(t, stdin.Close())
	_ = running.Wait() // it is of no kind
	if entries, err := os.ReadDir(temporary); err != nil || len(entries) > 0 {
		t.Errorf("in the end there are %v %v", entries, err)
	}
}

func wantInterrupted(t *testing.T, ended error, stderr string) {
	t.Helper()
	var exit *exec.ExitError
	if !errors.As(ended, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("ended with %v, want exit code %d", ended, exitInterrupted)
	}
	if !strings.Contains(stderr, "interrupted; the step under way has been taken back") {
		t.Errorf("standard error: %s", stderr)
	}
}

func manyCalls(n int) string {
	var rows strings.Builder
	for i := range n {
		fmt.Fprintf(&rows, "2026-03-01T10:00:00+08:00,gallery,DetectImageFaces,%08X,200\n", i)
	}
	return rows.String()
}

func program(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("immrecon", args...)
	cmd.Dir = dir
	return cmd
}

func output(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := program(dir, args...).Output()
	noError(t, err)
	return string(out)
}

func write(t *testing.T, path, content string) {
	t.Helper()
	noError(t, os.WriteFile(path, []byte(content), 0o600))
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
