package main

import (
	"github.com/spf13/cobra"

	"immrecon/store/runs"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
)

func (a *app) summary() *cobra.Command {
	var month, format string
	cmd := &cobra.Command{
		Use:   "summary --month 2026-03",
		Short: "The statement of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLatest(cmd.Context(), month, runs.Summary, func(report *model.Report) error {
				if format == "json" {
					return json.Summary(a.stdout, report, json.Options{UTC: a.utc})
				}
				return text.Statement(a.stdout, report, a.zone())
			})
		},
	}
	monthFlag(cmd, &month)
	formatFlag(cmd, &format, "table", "json")
	return cmd
}
