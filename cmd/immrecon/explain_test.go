package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// told runs a command line within this process and returns what it printed and
// its exit code.
func told(args ...string) (stdout, stderr string, code int) {
	var out, notes bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &notes)
	return out.String(), notes.String(), code
}

// audited makes a synthetic month with faults, audits it and returns its
// database.
func audited(t *testing.T) (db string) {
	t.Helper()
	dir := t.TempDir()
	month, db := filepath.Join(dir, "month"), filepath.Join(dir, "audit.db")
	if _, notes, code := told("demo", month, "--days", "4"); code != exitDone {
		t.Fatal(notes)
	}
	if _, notes, code := told("--quiet", "--db", db, "audit", month, "--month", "2026-03", "--out", filepath.Join(dir, "audit.xlsx")); code != exitDiscrepancies {
		t.Fatalf("exit %d: %s", code, notes)
	}
	return db
}

type findingOfJSON struct {
	ID, Item, Cause, Explanation string
	Difference                   struct{ Amount string }
	BillLines                    []struct {
		File string
		Line int
	} `json:"bill_lines"`
	Rules []string
}

// Every finding can be explained: the explanation shows its bill lines, cites
// its rules, and its arithmetic comes to the run's own figures.
func TestEveryFindingIsExplained(t *testing.T) {
	db := audited(t)
	var report struct{ Findings []findingOfJSON }
	out, notes, code := told("--db", db, "findings", "--month", "2026-03", "--format", "json")
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != exitDone {
		t.Fatal(err, notes)
	}
	if len(report.Findings) < 10 {
		t.Fatalf("only %d findings to explain", len(report.Findings))
	}
	for _, f := range report.Findings {
		out, notes, code := told("--db", db, "explain", f.ID, "--all")
		if code != exitDone {
			t.Errorf("%s: exit %d: %s", f.ID, code, notes)
			continue
		}
		wanted := []string{f.ID, f.Item, f.Explanation, f.Difference.Amount, "Bill lines", "Usage by hour", "Rules", "Arithmetic", "Difference: "}
		for _, l := range f.BillLines {
			wanted = append(wanted, fmt.Sprintf("%s:%d", l.File, l.Line))
		}
		for _, want := range append(wanted, f.Rules...) {
			if !strings.Contains(out, want) {
				t.Errorf("%s %s: %q is not in its explanation:\n%s", f.Item, f.Cause, want, out)
			}
		}
		if strings.Contains(out, "do not come to it") {
			t.Errorf("%s %s: the arithmetic does not come out:\n%s", f.Item, f.Cause, out)
		}
	}
}

func TestExplainKnowsNoSuchFinding(t *testing.T) {
	if _, notes, code := told("--db", audited(t), "explain", "F0000000000"); code != exitTrouble || !strings.Contains(notes, "immrecon findings") {
		t.Errorf("exit %d: %s", code, notes)
	}
}
