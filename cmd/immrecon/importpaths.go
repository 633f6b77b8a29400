package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"immrecon/import/pipeline"
	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/model"
)

// importTotals are the counts of an import over all of its files.
type importTotals struct {
	files, known, passed int
	tally                model.Tally
}

// importPaths imports paths and notes the counts on standard error. What is of no
// known kind is passed over unless it was named itself, and so are the files
// that the program makes: the database and those named own.
func (a *app) importPaths(ctx context.Context, d *db.DB, paths []string, o pipeline.Options, own ...string) (total importTotals, err error) {
	found, err := source.Find(paths, interruptible{ctx, a.stdin})
	if err != nil {
		return total, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	named := func(name string) bool { return slices.Contains(paths, name) }
	leaveOut(found, append(own, a.db, a.db+"-wal", a.db+"-shm"), named)
	for _, p := range found.Passed {
		a.passOver(&total, p.Name, p.Reason)
	}
	o.Progress, o.Now = a.progress(), a.now
	var failed []error
	err = pipeline.Import(ctx, d, found, o, func(outcome pipeline.Outcome) error {
		switch {
		case errors.Is(outcome.Err, source.ErrUnknownKind) && !named(outcome.Name):
			a.passOver(&total, outcome.Name, "of no known kind")
		case outcome.Err != nil:
			failed = append(failed, outcome.Err)
		default:
			total.add(outcome)
			a.noteOutcome(outcome, o.DryRun)
		}
		return nil
	})
	if err = errors.Join(append(failed, err)...); err != nil {
		return total, err
	}
	a.noteTotals(total, o.DryRun)
	return total, nil
}

// leaveOut drops the program's own files from what was found, unless they were
// named: an audit of the folder it writes to must not read its own report.
func leaveOut(found *source.Found, own []string, named func(string) bool) {
	ours := func(name string) bool { return !named(name) && isOneOf(name, own) }
	found.Files = slices.DeleteFunc(found.Files, func(f source.File) bool { return ours(f.Name) })
	found.Passed = slices.DeleteFunc(found.Passed, func(p source.Passed) bool { return ours(p.Name) })
}

// isOneOf reports whether path leads to the same file as one of others.
func isOneOf(path string, others []string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(others, func(other string) bool {
		its, err := os.Stat(other)
		return err == nil && os.SameFile(info, its)
	})
}

func (a *app) passOver(t *importTotals, name, reason string) {
	t.passed++
	a.note(fmt.Sprintf("%s: passed over: %s", name, reason), "file", name)
}

func (t *importTotals) add(o pipeline.Outcome) {
	if o.Known {
		t.known++
		return
	}
	n := o.Source.Tally
	t.files++
	t.tally.Read += n.Read
	t.tally.Kept += n.Kept
	t.tally.Skipped += n.Skipped
	t.tally.Duplicate += n.Duplicate
	t.tally.Rejected += n.Rejected
}

// noteOutcome notes the counts of a file: always for programs, for people only
// rejected lines.
func (a *app) noteOutcome(o pipeline.Outcome, dryRun bool) {
	n := o.Source.Tally
	switch rejected := fmt.Sprintf("%s: %d of %d lines rejected", o.Name, n.Rejected, n.Read); {
	case a.logFormat == "json":
		a.note("read", "file", o.Name, "kind", o.Source.Kind, "sha256", o.Source.SHA256, "bytes", o.Source.Bytes, "known", o.Known,
			"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected)
	case n.Rejected == 0 || o.Known:
	case dryRun:
		a.note(rejected)
	default:
		a.note(fmt.Sprintf("%s; `immrecon sources rejected %d` shows them", rejected, o.Source.ID))
	}
}

func (a *app) noteTotals(t importTotals, dryRun bool) {
	verb := "Imported"
	if dryRun {
		verb = "Would import"
	}
	n := t.tally
	a.note(fmt.Sprintf("%s %s: %d lines read = %d kept + %d skipped + %d duplicate + %d rejected; known already: %d, passed over: %d",
		verb, files(t.files), n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected, t.known, t.passed),
		"files", t.files, "known", t.known, "passed_over", t.passed,
		"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected)
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
