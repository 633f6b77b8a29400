package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"immrecon/export/xlsx"
	"immrecon/import/intake"
	"immrecon/reconcile"
	"immrecon/store"
)

func (a *app) audit() *cobra.Command {
	var month, out string
	var assume []string
	cmd := &cobra.Command{
		Use:   "audit PATH... --month 2026-03",
		Short: "The main job in one go: import, reconcile, write the workbook, print the statement",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			switches, err := assumptions(assume)
			if err != nil {
				return err
			}
			return a.withDB(cmd.Context(), true, func(db *store.DB) error {
				if _, err := a.take(cmd.Context(), db, paths, intake.Options{}); err != nil {
					return err
				}
				report, err := a.reconcileMonth(cmd.Context(), db, reconcile.Options{Month: month, Assume: switches})
				if err != nil {
					return err
				}
				if err := xlsx.Write(out, report, xlsx.Options{UTC: a.utc}); err != nil {
					return err
				}
				a.note(fmt.Sprintf("\nThe workbook is %s", out), "workbook", out)
				return discrepancies(report)
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&out, "out", "audit.xlsx", "the workbook to write")
	cmd.Flags().StringArrayVar(&assume, "assume", nil, "switch an assumption: RULE=on or RULE=off")
	return cmd
}
