package main

import (
	"fmt"

	"immrecon/reconcile/closing"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/outfile"
	"immrecon/export/xlsx"
	"immrecon/import/pipeline"
	"immrecon/reconcile"
)

func (a *app) audit() *cobra.Command {
	var o reconcile.Options
	var in pipeline.Options
	var late closing.Late
	var out string
	cmd := &cobra.Command{
		Use:   "audit PATH... --month 2026-03",
		Short: "The main job in one go: import, reconcile, write the workbook, print the statement",
		Long: "Imports what is given, reconciles the month, prints the statement and writes the workbook.\n" +
			"Exits with 0 if the bill is right and with 1 if there are discrepancies.",
		Example: "  immrecon audit logs calls.csv bill.csv registry --month 2026-03 --out audit.xlsx",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			in.Settle = late.Settle
			if err := outfile.Check(out); err != nil {
				return err // before there is a run that has no workbook
			}
			return a.withDB(cmd.Context(), true, func(d *db.DB) error {
				if _, err := a.importPaths(cmd.Context(), d, paths, in, out); err != nil {
					return err
				}
				report, err := a.reconcileMonth(cmd.Context(), d, o, runs.Report)
				if err != nil {
					return err
				}
				if err := behind(d.Reader(cmd.Context()), report); err != nil {
					return err
				}
				if err := xlsx.Write(out, report, xlsx.Options{UTC: a.utc}); err != nil {
					return err
				}
				a.note(fmt.Sprintf("The workbook is %s", out), "workbook", out)
				return discrepancies(report)
			})
		},
	}
	monthFlag(cmd, &o.Month)
	judgementFlags(cmd, &o)
	lateFlag(cmd, &late)
	verifyFlag(cmd, &in)
	cmd.Flags().StringVar(&out, "out", "audit.xlsx", "`file` of the workbook")
	return cmd
}
