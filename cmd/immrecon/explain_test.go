package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"immrecon/reconcile"
	"immrecon/reconcile/proof"
	"immrecon/reconcile/rulebook"
	"immrecon/store"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// told runs a command line within this process and returns what it printed and
// its exit code.
func told(args ...string) (stdout, stderr string, code int) {
	var out, notes bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &notes)
	return out.String(), notes.String(), code
}

// reconciled makes a synthetic month with faults, reconciles it and returns its
// database.
func reconciled(t *testing.T) (db string) {
	t.Helper()
	dir := t.TempDir()
	month, db := filepath.Join(dir, "month"), filepath.Join(dir, "audit.db")
	if _, notes, code := told("demo", month, "--days", "4"); code != exitDone {
		t.Fatal(notes)
	}
	if _, notes, code := told("--quiet", "--db", db, "import", month); code != exitDone {
		t.Fatalf("exit %d: %s", code, notes)
	}
	if _, notes, code := told("--db", db, "reconcile", "--month", "2026-03"); code != exitDiscrepancies {
		t.Fatalf("exit %d: %s", code, notes)
	}
	return db
}

type findingOfJSON struct {
	ID, Item, Cause, Explanation string
	Difference                   struct{ Amount string }
	Expected                     struct {
		Quantity int64 `json:",string"`
	}
	BillLines []struct {
		File string
		Line int
	} `json:"bill_lines"`
	Rules []string
}

// Every finding can be explained: the explanation shows its bill lines, cites
// its rules, and its arithmetic comes to the run's own figures. What is no
// finding is refused.
func TestEveryFindingIsExplained(t *testing.T) {
	t.Parallel()
	db := reconciled(t)
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
		if strings.Contains(out, "does not come to that") {
			t.Errorf("%s %s: the arithmetic does not come out:\n%s", f.Item, f.Cause, out)
		}
		if charged := chargedBy(t, out); charged != f.Expected.Quantity {
			t.Errorf("%s %s: %d expected, and the usage that is charged comes to %d:\n%s", f.Item, f.Cause, f.Expected.Quantity, charged, out)
		}
	}
	if _, notes, code := told("--db", db, "explain", "F0000000000"); code != exitTrouble || !strings.Contains(notes, "immrecon findings") {
		t.Errorf("no such finding: exit %d: %s", code, notes)
	}
}

// chargedBy adds up what an explanation lists by the hour as charged.
func chargedBy(t *testing.T, explanation string) (sum int64) {
	t.Helper()
	_, table, _ := strings.Cut(explanation, "Usage by hour")
	table, _, _ = strings.Cut(table, "\nRecords")
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if n := slices.Index(fields, "yes"); n == len(fields)-3 && n > 0 {
			quantity, err := strconv.ParseInt(fields[n+1], 10, 64)
			if err != nil {
				t.Fatalf("%v in %q", err, line)
			}
			sum += quantity
		}
	}
	return sum
}

// Whichever way an assumption is switched, the usage that is shown as charged
// behind a finding comes to what the run expected.
func TestWhatIsChargedIsExpectedUnderEveryAssumption(t *testing.T) {
	t.Parallel()
	location := reconciled(t)
	d, err := store.OpenExisting(t.Context(), location)
	noError(t, err)
	defer d.Close()
	r := d.Reader(t.Context())
	switched := []map[string]bool{nil}
	for _, rule := range rulebook.Switchable() {
		var standard string
		noError(t, r.One("SELECT standard FROM rule WHERE rule = ?", []any{rule}, &standard))
		switched = append(switched, map[string]bool{rule: standard != "on"})
	}
	for _, assume := range switched {
		run, err := reconcile.Month(t.Context(), d, reconcile.Options{Month: "2026-03", Assume: assume, Now: time.Now()})
		noError(t, err)
		report, err := runs.Findings(r, run.ID)
		noError(t, err)
		proofs, err := proof.OfRun(r, run, report.Findings, 1)
		noError(t, err)
		if len(proofs) < 10 {
			t.Errorf("%v: only %d findings", assume, len(proofs))
		}
		for _, p := range proofs {
			chargedIsExpected(t, assume, &p)
		}
	}
}

func chargedIsExpected(t *testing.T, assume map[string]bool, p *proof.Proof) {
	t.Helper()
	var charged int64
	for _, c := range p.Counts {
		if c.Billable {
			charged += c.Quantity
		}
	}
	f := &p.Finding
	if charged != f.Expected.Quantity || slices.ContainsFunc(p.Steps, func(s model.Saying) bool { return s.Code == model.SaysExpectedDefect }) {
		t.Errorf("%v: %s %s: %d expected, and the usage that is charged comes to %d:\n%s", assume, f.ID, f.Item, f.Expected.Quantity, charged, p.Steps)
	}
}
