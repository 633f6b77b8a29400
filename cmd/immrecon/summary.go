package main

import (
	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store"
)

func (a *app) summary() *cobra.Command {
	var month, format string
	cmd := &cobra.Command{
		Use:   "summary --month 2026-03",
		Short: "The statement of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "table", "json"); err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				run, _, err := db.LatestRun(cmd.Context(), month)
				if err != nil {
					return err
				}
				report, err := db.Report(cmd.Context(), run.ID)
				if err != nil {
					return err
				}
				if format == "json" {
					return json.Summary(a.stdout, report, json.Options{UTC: a.utc})
				}
				return text.Statement(a.stdout, report, a.zone())
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
}
