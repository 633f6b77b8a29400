package main

import (
	"context"
	"io"
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
	var lang language
	var only filter
	var picked picking
	cmd := &cobra.Command{
		Use:   "findings --month 2026-03",
		Short: "The findings of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLatest(cmd.Context(), month, only.known(ofAccount(runs.Findings, account)), func(report *model.Report) error {
				report.Findings = slices.DeleteFunc(report.Findings, only.leavesOut)
				return a.printFindings(cmd.Context(), report, format, lang, &picked)
			})
		},
	}
	monthFlag(cmd, &month)
	formatFlag(cmd, &format, "table", "json", "csv")
	langFlag(cmd, &lang, forTable)
	picked.flags(cmd, rowsOf("findings"))
	only.flags(cmd)
	accountFlag(cmd, &account)
	return cmd
}

func (a *app) printFindings(ctx context.Context, r *model.Report, format string, lang language, picked *picking) error {
	switch {
	case picked.wanted() || format == "json":
		return a.printRows(ctx, picked, func(w io.Writer) error { return json.Findings(w, r, json.Options{UTC: a.utc}) })
	case format == "csv":
		return csv.Findings(a.stdout, r, csv.Options{UTC: a.utc})
	}
	return text.Findings(a.stdout, lang.words(), r, a.zone())
}
