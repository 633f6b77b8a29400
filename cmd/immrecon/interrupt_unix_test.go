//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// So can opening a pipe that nobody writes to, which no program can break off: it ends
// with that unfinished.
func TestInterruptedPipe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	waiting := program(dir, "import", "pipe")
	var stderr bytes.Buffer
	waiting.Stderr = &stderr
	noError(t, waiting.Start())
	for !exists(filepath.Join(dir, "immrecon.db")) {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(50 * time.Millisecond) // it may be at the pipe by now; if not, it is interrupted earlier
	noError(t, waiting.Process.Signal(syscall.SIGTERM))
	wantInterrupted(t, waiting.Wait(), stderr.String())
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
