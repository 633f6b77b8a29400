package main

import (
	"context"
	"fmt"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/reconcile"
	"immrecon/reconcile/statement"
	"immrecon/store/model"
)

func (a *app) reconcile() *cobra.Command {
	var o reconcile.Options
	var again bool
	var lang language
	var failOn statement.Threshold
	cmd := &cobra.Command{
		Use:   "reconcile --month 2026-03",
		Short: "Compare a month's bill with its usage: a new run",
		Long: "Compares a month's bill with its usage, keeps the result as a new run and prints its statement.\n" +
			"Where nothing has changed since the month's latest run, that is printed and no other is made.\n" +
			"Exits with 0 if the bill is right and with 1 if there are discrepancies, which --fail-on narrows.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				report, err := a.reconcileMonth(cmd.Context(), d, o, again, lang, runs.Outcome)
				if err != nil {
					return err
				}
				if err := text.Statement(a.stdout, lang.words(), report, a.zone()); err != nil {
					return err
				}
				return outcome(report, failOn)
			})
		},
	}
	monthFlag(cmd, &o.Month)
	instantFlag(cmd, &o.From, "from", "only from this `instant` (whole hour)")
	instantFlag(cmd, &o.To, "to", "only up to this `instant` (whole hour)")
	judgementFlags(cmd, &o)
	againFlag(cmd, &again)
	failOnFlag(cmd, &failOn)
	langFlag(cmd, &lang, "the statement")
	return cmd
}

// reconcileMonth makes a run, unless one from the very same is the month's latest,
// reads as much of it as the caller needs and notes what a reader should know beside
// its statement.
func (a *app) reconcileMonth(ctx context.Context, d *db.DB, o reconcile.Options, again bool, lang language,
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
		a.note(lang.words().Say(note), "month", o.Month)
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

// failOnFlag adds --fail-on.
func failOnFlag(cmd *cobra.Command, least *statement.Threshold) {
	thresholdFlag(cmd, least, "exit with 1 only for `what`: overcharged, which is anything to claim or to ask for; or an amount, which is so much money of one\n"+
		"currency, at list prices, that is charged too much or too little, cannot be verified, or does not follow from the\n"+
		"bill's own amounts, all added up")
}

// thresholdFlag adds --fail-on with what it means of a command.
func thresholdFlag(cmd *cobra.Command, least *statement.Threshold, means string) {
	cmd.Flags().Func("fail-on", means, func(text string) (err error) {
		*least, err = statement.ParseThreshold(text)
		return err
	})
	complete(cmd, "fail-on", string(model.Overcharged))
}

// outcome is errDiscrepancies where a report is worth it.
func outcome(r *model.Report, least statement.Threshold) error {
	if least.Reached(r) {
		return errDiscrepancies
	}
	return nil
}
