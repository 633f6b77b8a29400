package main

import (
	"github.com/spf13/cobra"

	"immrecon/store/runs"

	"immrecon/store/db"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/reconcile/statement"
	"immrecon/store/model"
)

func (a *app) diff() *cobra.Command {
	var format string
	var failOn statement.Threshold
	cmd := &cobra.Command{
		Use:   "diff RUN RUN",
		Short: "What changed between two runs of a month, and which input caused it",
		Long: "Compares two runs of a month, each given by its name, such as 2026-03/2, or its number.\n" +
			"Exits with 0 if they found the same and with 1 if not.",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				d, err := runs.Diff(r, args[0], args[1])
				if err != nil {
					return err
				}
				if err := a.printDiff(d, format); err != nil {
					return err
				}
				if failOn.ReachedBy(d) {
					return errDiscrepancies
				}
				return nil
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	thresholdFlag(cmd, &failOn, "exit with 1 only for `what`: overcharged, where the later run says more of a charge that is too much; or an\n"+
		"amount, where findings changed by so much money of one currency")
	return cmd
}

func (a *app) printDiff(d *model.Diff, format string) error {
	if format == "json" {
		return json.Diff(a.stdout, d, json.Options{UTC: a.utc})
	}
	return text.Diff(a.stdout, d, a.zone())
}
