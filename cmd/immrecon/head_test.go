package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who reads only the beginning of an audit's statement, as `immrecon audit … | head`
// does, has its workbook all the same.
func TestAnAuditWithoutAReaderWritesItsWorkbook(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	output(t, dir, "demo", "month", "--days", "1")
	reader, writer, err := os.Pipe()
	noError(t, err)
	noError(t, reader.Close())
	audit := program(dir, "audit", "month", "--month", "2026-03")
	audit.Stdout = writer
	_ = audit.Run() // it ends at the first word that nobody reads
	noError(t, writer.Close())
	if _, err := os.Stat(filepath.Join(dir, "audit.xlsx")); err != nil {
		t.Error(err)
	}
}

// Where the workbook of an audit cannot be written there is its statement still, and
// the error.
func TestAnAuditWithoutAWorkbookHasItsStatement(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no device that is always full")
	}
	defer full.Close()
	dir := t.TempDir()
	output(t, dir, "demo", "month", "--days", "1")
	var stderr bytes.Buffer
	audit := program(dir, "audit", "month", "--month", "2026-03", "--out", "-")
	audit.Stdout, audit.Stderr = full, &stderr
	_ = audit.Run()
	if code := audit.ProcessState.ExitCode(); code != exitTrouble {
		t.Errorf("exit code %d, want %d", code, exitTrouble)
	}
	for _, want := range []string{"\nNo. The bill is USD ", "\nimmrecon: write to standard output: "} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("%q is missing in\n%s", want, stderr.String())
		}
	}
}
