package main

import (
	"context"
	"fmt"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/reconcile"
	"immrecon/store/model"
)

func (a *app) reconcile() *cobra.Command {
	var o reconcile.Options
	var again bool
	cmd := &cobra.Command{
		Use:   "reconcile --month 2026-03",
		Short: "Compare a month's bill with its usage: a new run",
		Long: "Compares a month's bill with its usage, keeps the result as a new run and prints its statement.\n" +
			"Where nothing has changed since the month's latest run, that is printed and no other is made.\n" +
			"Exits with 0 if the bill is right and with 1 if there are discrepancies.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				report, err := a.reconcileMonth(cmd.Context(), d, o, again, runs.Outcome)
				if err != nil {
					return err
				}
				if err := text.Statement(a.stdout, report, a.zone()); err != nil {
					return err
				}
				return discrepancies(report)
			})
		},
	}
	monthFlag(cmd, &o.Month)
	instantFlag(cmd, &o.From, "from", "only from this `instant` (whole hour)")
	instantFlag(cmd, &o.To, "to", "only up to this `instant` (whole hour)")
	judgementFlags(cmd, &o)
	againFlag(cmd, &again)
	return cmd
}

// reconcileMonth makes a run, unless one from the very same is the month's latest,
// reads as much of it as the caller needs and notes what a reader should know beside
// its statement.
func (a *app) reconcileMonth(ctx context.Context, d *db.DB, o reconcile.Options, again bool,
	read func(db.Reader, int64) (*model.Report, error)) (*model.Report, error) {
	o.Tool, o.Now = version(), a.now()
	o.Program, _ = build() // where it does not know itself, every run is another
	r := d.Reader(ctx)
	run, err := a.runOf(ctx, d, o, again)
	if err != nil {
		return nil, err
	}
	report, err := read(r, run.ID)
	if err != nil {
		return nil, err
	}
	for _, note := range report.Notes {
		a.note(note, "month", o.Month)
	}
	return report, nil
}

// runOf makes a run. Where nothing has changed since the month's latest it is that one,
// unless another is asked for.
func (a *app) runOf(ctx context.Context, d *db.DB, o reconcile.Options, again bool) (model.Run, error) {
	if !again {
		latest, err := reconcile.Unchanged(d.Reader(ctx), o)
		if err != nil {
			return model.Run{}, err
		}
		if latest != nil {
			a.note(fmt.Sprintf("Nothing changed since run %s, so there is no new one; --again makes one", latest.Key), "month", o.Month, "run", latest.Key)
			return *latest, nil
		}
	}
	return reconcile.Month(ctx, d, o)
}

// againFlag adds --again.
func againFlag(cmd *cobra.Command, again *bool) {
	cmd.Flags().BoolVar(again, "again", false, "make a new run even if nothing has changed since the latest")
}

// discrepancies is errDiscrepancies where a statement does not say that the bill is
// right, where the report has a finding that says the bill is, or may be, wrong, or
// where what is payable does not follow from the bill's own amounts.
func discrepancies(r *model.Report) error {
	if r.PayableDiffers() || r.Statement.Verdict != model.BillRight {
		return errDiscrepancies
	}
	for n := range r.Others {
		if r.Others[n].Verdict != model.BillRight {
			return errDiscrepancies
		}
	}
	for _, f := range r.Findings {
		if f.Verdict != model.Note {
			return errDiscrepancies
		}
	}
	return nil
}
