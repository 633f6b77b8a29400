package main

import (
	"os"
	"path/filepath"
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
