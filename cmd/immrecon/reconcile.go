package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/reconcile"
	"immrecon/store"
)

func (a *app) reconcile() *cobra.Command {
	var month, from, to string
	var assume []string
	cmd := &cobra.Command{
		Use:   "reconcile --month 2026-03",
		Short: "Compare a month's bill with its usage: a new run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := reconcile.Options{Month: month}
			var err error
			if o.Assume, err = assumptions(assume); err != nil {
				return err
			}
			if o.From, err = instant("--from", from); err != nil {
				return err
			}
			if o.To, err = instant("--to", to); err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				report, err := a.reconcileMonth(cmd.Context(), db, o)
				if err != nil {
					return err
				}
				return discrepancies(report)
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&from, "from", "", "only from this instant (whole hour, RFC 3339)")
	cmd.Flags().StringVar(&to, "to", "", "only up to this instant (whole hour, RFC 3339)")
	cmd.Flags().StringArrayVar(&assume, "assume", nil, "switch an assumption: RULE=on or RULE=off")
	return cmd
}

// reconcileMonth makes a run and prints its statement.
func (a *app) reconcileMonth(ctx context.Context, db *store.DB, o reconcile.Options) (*store.Report, error) {
	o.Tool, o.Now = version(), time.Now()
	run, err := reconcile.Month(ctx, db, o)
	if err != nil {
		return nil, err
	}
	report, err := db.Report(ctx, run.ID)
	if err != nil {
		return nil, err
	}
	return report, text.Statement(a.stdout, report, a.zone())
}

// discrepancies is errDiscrepancies where the report has a finding that says
// the bill is, or may be, wrong.
func discrepancies(r *store.Report) error {
	for _, f := range r.Findings {
		if f.Verdict != store.Note {
			return errDiscrepancies
		}
	}
	return nil
}
