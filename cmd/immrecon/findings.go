package main

import (
	"slices"

	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/csv"
	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
)

func (a *app) findings() *cobra.Command {
	var month, format, account string
	var only filter
	cmd := &cobra.Command{
		Use:   "findings --month 2026-03",
		Short: "The findings of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLatest(cmd.Context(), month, only.known(ofAccount(runs.Findings, account)), func(report *model.Report) error {
				report.Findings = slices.DeleteFunc(report.Findings, only.leavesOut)
				return a.printFindings(report, format)
			})
		},
	}
	monthFlag(cmd, &month)
	formatFlag(cmd, &format, "table", "json", "csv")
	only.flags(cmd)
	accountFlag(cmd, &account)
	return cmd
}

func (a *app) printFindings(r *model.Report, format string) error {
	switch format {
	case "json":
		return json.Findings(a.stdout, r, json.Options{UTC: a.utc})
	case "csv":
		return csv.Findings(a.stdout, r, csv.Options{UTC: a.utc})
	}
	return text.Findings(a.stdout, r, a.zone())
}
