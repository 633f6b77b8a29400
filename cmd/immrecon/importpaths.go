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
	failed               []error
	lost                 int // passed over though they may have held something to import
	tally                model.Tally
}

// importPaths imports paths and notes the counts on standard error. What is of no
// known kind is passed over unless it was named itself, and so are the files
// that the program makes: the database and those named own. Whatever fails, the
// other files are imported.
func (a *app) importPaths(ctx context.Context, d *db.DB, paths []string, o pipeline.Options, own ...string) (total importTotals, err error) {
	found, err := a.find(ctx, d, paths, &o)
	if err != nil {
		return total, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	if err := takesNoInput(ctx, d, found, own); err != nil {
		return total, err
	}
	leaveOut(found, append(own, a.db, a.db+"-wal", a.db+"-shm", a.db+"-journal"))
	for _, p := range found.Passed {
		a.passOver(&total, p)
	}
	total.failed = found.Failed
	var end func()
	o.Progress, end = a.progress()
	defer end()
	o.Now = a.now
	err = pipeline.Import(ctx, d, found, o, func(outcome pipeline.Outcome) error {
		switch {
		case errors.Is(outcome.Err, source.ErrEmpty):
			a.passOver(&total, found.Pass(outcome.File, source.Empty))
		case errors.Is(outcome.Err, source.ErrUnknownKind) && !outcome.Named:
			a.passOver(&total, found.Pass(outcome.File, source.OfNoKind.Because(outcome.Err)))
		case outcome.Err != nil:
			total.failed = append(total.failed, outcome.Err)
		default:
			total.add(outcome)
			a.noteOutcome(outcome, o.DryRun)
		}
		return nil
	})
	if err == nil {
		total.failed = append(total.failed, found.Barren()...)
		a.noteTotals(total, o.DryRun)
	}
	return total, errors.Join(append(total.failed, err)...)
}

// find finds the files behind paths, and leaves in o what is known of them.
func (a *app) find(ctx context.Context, d *db.DB, paths []string, o *pipeline.Options) (*source.Found, error) {
	known, err := pipeline.ReadKnown(d.Reader(ctx))
	if err != nil {
		return nil, err
	}
	o.Known = known
	unchanged := known.Unchanged
	if o.Verify {
		unchanged = nil
	}
	return source.Find(paths, interruptible{ctx, a.stdin}, unchanged)
}

// leaveOut drops the program's own files from what was found, unless they were
// named: an audit of the folder it writes to must not read its own report.
func leaveOut(found *source.Found, own []string) {
	found.Files = slices.DeleteFunc(found.Files, func(f source.File) bool { return !f.Named && !f.Unchanged && isOneOf(f.Place.Path, own) })
	found.Passed = slices.DeleteFunc(found.Passed, func(p source.Passed) bool { return isOneOf(p.Name, own) })
}

// takesNoInput reports, as an error, that a file which the program is about to write is
// one to import. What it wrote itself is not: it cannot be read as anything.
func takesNoInput(ctx context.Context, d *db.DB, found *source.Found, own []string) error {
	for _, f := range found.Files {
		if f.Place.Path == "" || !isOneOf(f.Place.Path, own) {
			continue
		}
		readable, err := pipeline.Readable(ctx, d, f)
		if err != nil {
			return err
		}
		if readable {
			return errToImport(f.Name)
		}
	}
	return nil
}

// isOneOf reports whether path leads to the same file as one of others.
func isOneOf(path string, others []string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(others, func(other string) bool {
		its, err := os.Stat(other)
		return err == nil && os.SameFile(info, its)
	})
}

func (a *app) passOver(t *importTotals, p source.Passed) {
	t.passed++
	if !p.Reason.Harmless() {
		t.lost++
	}
	a.note(fmt.Sprintf("%s: passed over: %s", p.Name, p.Reason), "file", p.Name, "passed_over", string(p.Reason))
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
// what is wrong with it.
func (a *app) noteOutcome(o pipeline.Outcome, dryRun bool) {
	n := o.Source.Tally
	a.noteRemarks(o)
	if a.logFormat == "json" {
		a.note("read", "file", o.Name, "kind", o.Source.Kind, "sha256", o.Source.SHA256, "bytes", o.Source.Bytes, "known", o.Known,
			"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected,
			"breaks_off", o.Source.BreaksOff, "ahead", o.Source.Ahead)
		return
	}
	if o.Known {
		return
	}
	if n.Rejected > 0 {
		text := fmt.Sprintf("%s: %d of %d lines rejected", o.Name, n.Rejected, n.Read)
		if !dryRun {
			text += fmt.Sprintf("; `immrecon sources rejected %d` shows them", o.Source.ID)
		}
		a.note(text)
	}
	if o.Source.BreaksOff {
		a.note(fmt.Sprintf("%s: its last line has no end: it may have been cut short, and its last hour does not count as there", o.Name))
	}
	if o.Source.Ahead > 0 {
		a.note(fmt.Sprintf("%s: %d of %d lines are from after tomorrow: the clock that wrote them is wrong, or the one here", o.Name, o.Source.Ahead, n.Read))
	}
}

// remarksShown is how many remarks on a file are noted: many tables have the same to
// be remarked of every line.
const remarksShown = 5

// noteRemarks notes how lines of a file were understood.
func (a *app) noteRemarks(o pipeline.Outcome) {
	shown := o.Remarks[:min(len(o.Remarks), remarksShown)]
	for _, r := range shown {
		a.note(fmt.Sprintf("%s:%d: %s", o.Name, r.Line, r.Text), "file", o.Name, "line", r.Line)
	}
	if more := len(o.Remarks) - len(shown); more > 0 {
		a.note(fmt.Sprintf("%s: the same of %d more lines", o.Name, more), "file", o.Name, "lines", more)
	}
}

func (a *app) noteTotals(t importTotals, dryRun bool) {
	verb := "Imported"
	if dryRun {
		verb = "Would import"
	}
	failed := ""
	if len(t.failed) > 0 {
		failed = fmt.Sprintf(", failed: %d", len(t.failed))
	}
	n := t.tally
	a.note(fmt.Sprintf("%s %s: %d lines read = %d kept + %d skipped + %d duplicate + %d rejected; known already: %d, passed over: %d%s",
		verb, files(t.files), n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected, t.known, t.passed, failed),
		"files", t.files, "known", t.known, "passed_over", t.passed, "failed", len(t.failed),
		"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected)
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
