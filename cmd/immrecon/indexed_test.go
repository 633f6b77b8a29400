package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
)

// What was indexed because it was written stands behind a finding as any other
// request does, though it is kept in pages.
func TestAFindingShowsWhatWasWritten(t *testing.T) {
	t.Parallel()
	folder, _ := demoMonth(t, demo.Options{Days: 1, Seed: 5})
	bill := billIn(t, folder)
	write(t, bill, regexp.MustCompile(`(?m)^.*gallery.*\n`).ReplaceAllString(content(t, bill), ""))
	db, tables := filepath.Join(t.TempDir(), "audit.db"), filepath.Join(t.TempDir(), "tables")
	told("--quiet", "--db", db, "audit", folder, "--month", "2026-03", "--out", filepath.Join(t.TempDir(), "audit.xlsx"))
	wantDone(t, "--db", db, "export", "csv", "--month", "2026-03", "--out", tables)
	var last map[string]string
	var indexed int
	for _, row := range table(t, filepath.Join(tables, "evidence.csv")) {
		if strings.HasPrefix(row["operation"], "index:") {
			indexed++
			last = row
		}
	}
	if indexed == 0 || !strings.Contains(last["file"], "example-shop-gallery") || !strings.HasPrefix(last["key"], "index/") || last["request_id"] == "" {
		t.Fatalf("%d indexed objects, the last %v", indexed, last)
	}
	explained := wantDone(t, "--db", db, "explain", last["finding"], "--all")
	if !strings.Contains(explained, last["request_id"]) || strings.Contains(explained, "still stored") {
		t.Errorf("explained without request %s:\n%s", last["request_id"], explained)
	}
}
