package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"immrecon/import/intake"
	"immrecon/import/source"
	"immrecon/store"
)

// importing is named so because import is a word of the language.
func (a *app) importing() *cobra.Command {
	var kind string
	var dryRun, strict bool
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Take in logs, call logs, bills and registry tables",
		Long: "Takes in files, directories, globs and - (standard input). The kind of each file is recognised\n" +
			"from its content. The same content again changes nothing. A line that cannot be read never\n" +
			"stops an import: it is kept with its reason, see `immrecon sources rejected`.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if kind != "" && !slices.Contains(store.Kinds, store.Kind(kind)) {
				return fmt.Errorf("--kind %q is none of %s", kind, kindNames())
			}
			return a.withDB(cmd.Context(), true, func(db *store.DB) error {
				total, err := a.take(cmd.Context(), db, paths, intake.Options{Kind: store.Kind(kind), DryRun: dryRun})
				if err == nil && strict && total.tally.Rejected > 0 {
					err = fmt.Errorf("%d lines were rejected; `immrecon sources rejected` shows them", total.tally.Rejected)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "force the kind: "+kindNames())
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "read and count, keep nothing")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 2 if any line was rejected")
	return cmd
}

func kindNames() string {
	names := make([]string, len(store.Kinds))
	for n, k := range store.Kinds {
		names[n] = string(k)
	}
	return strings.Join(names, ", ")
}

// totals sums what an import came to.
type totals struct {
	files, known, passed int
	tally                store.Tally
}

// take imports paths and says on standard error what it came to. A file of no
// known kind is passed over, unless it was named itself.
func (a *app) take(ctx context.Context, db *store.DB, paths []string, o intake.Options) (total totals, err error) {
	found, err := source.Find(paths, a.stdin)
	if err != nil {
		return total, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	o.Progress, o.Now = a.progress(), time.Now
	var failed []error
	err = intake.Files(ctx, db, found, o, func(outcome intake.Outcome) error {
		switch {
		case errors.Is(outcome.Err, source.ErrUnrecognised) && !slices.Contains(paths, outcome.Name):
			total.passed++
			a.note(fmt.Sprintf("%s: passed over, its content is of no kind that is known", outcome.Name), "file", outcome.Name)
		case outcome.Err != nil:
			failed = append(failed, outcome.Err)
		default:
			total.add(outcome)
			a.noteOutcome(outcome)
		}
		return nil
	})
	if err = errors.Join(append(failed, err)...); err != nil {
		return total, err
	}
	a.noteTotals(total, o.DryRun)
	return total, nil
}

func (t *totals) add(o intake.Outcome) {
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

// noteOutcome tells one file: always for programs, for people only what they
// must look after.
func (a *app) noteOutcome(o intake.Outcome) {
	n := o.Source.Tally
	if a.logFormat == "json" {
		a.note("imported", "file", o.Name, "kind", o.Source.Kind, "sha256", o.Source.SHA256, "bytes", o.Source.Bytes, "known", o.Known,
			"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected)
		return
	}
	if n.Rejected > 0 && !o.Known {
		a.note(fmt.Sprintf("%s: %d of %d lines rejected; `immrecon sources rejected %d` shows them", o.Name, n.Rejected, n.Read, o.Source.ID))
	}
}

func (a *app) noteTotals(t totals, dryRun bool) {
	verb := "Imported"
	if dryRun {
		verb = "Would import"
	}
	n := t.tally
	a.note(fmt.Sprintf("%s %d files: %d lines read = %d kept + %d skipped + %d duplicate + %d rejected; %d files known already, %d passed over",
		verb, t.files, n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected, t.known, t.passed),
		"files", t.files, "known", t.known, "passed_over", t.passed,
		"read", n.Read, "kept", n.Kept, "skipped", n.Skipped, "duplicate", n.Duplicate, "rejected", n.Rejected)
}
