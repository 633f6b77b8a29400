package main

import (
	"context"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/export/words"
	"immrecon/reconcile"
	"immrecon/store/model"
)

func (a *app) reconcile() *cobra.Command {
	var o reconcile.Options
	cmd := &cobra.Command{
		Use:   "reconcile --month 2026-03",
		Short: "Compare a month's bill with its usage: a new run",
		Long: "Compares a month's bill with its usage, keeps the result as a new run and prints its statement.\n" +
			"Exits with 0 if the bill is right and with 1 if there are discrepancies.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				report, err := a.reconcileMonth(cmd.Context(), d, o, runs.Outcome)
				if err != nil {
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
	return cmd
}

// reconcileMonth makes a run, reads as much of it as the caller needs and prints
// its statement.
func (a *app) reconcileMonth(ctx context.Context, d *db.DB, o reconcile.Options,
	read func(db.Reader, int64) (*model.Report, error)) (*model.Report, error) {
	o.Tool, o.Now = version(), a.now()
	run, err := reconcile.Month(ctx, d, o)
	if err != nil {
		return nil, err
	}
	r := d.Reader(ctx)
	report, err := read(r, run.ID)
	if err != nil {
		return nil, err
	}
	for _, note := range report.Notes {
		a.note(words.English.Say(note), "month", o.Month)
	}
	return report, text.Statement(a.stdout, report, a.zone())
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
