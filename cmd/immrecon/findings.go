package main

import (
	"slices"

	"github.com/spf13/cobra"

	"immrecon/export/csv"
	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store"
)

func (a *app) findings() *cobra.Command {
	var month, format string
	var only filter
	cmd := &cobra.Command{
		Use:   "findings --month 2026-03",
		Short: "The findings of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "table", "json", "csv"); err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				run, _, err := db.LatestRun(cmd.Context(), month)
				if err != nil {
					return err
				}
				report, err := db.Findings(cmd.Context(), run.ID)
				if err != nil {
					return err
				}
				report.Findings = slices.DeleteFunc(report.Findings, only.leavesOut)
				return a.printFindings(report, format)
			})
		},
	}
	monthFlag(cmd, &month)
	flags := cmd.Flags()
	flags.StringVar(&only.item, "item", "", "only this billing item")
	flags.StringVar(&only.project, "project", "", "only this project")
	flags.StringVar(&only.cause, "cause", "", "only this cause")
	flags.StringVar(&only.verdict, "verdict", "", "only this verdict")
	flags.StringVar(&format, "format", "table", "table, json or csv")
	return cmd
}

func (a *app) printFindings(r *store.Report, format string) error {
	switch format {
	case "json":
		return json.Findings(a.stdout, r, json.Options{UTC: a.utc})
	case "csv":
		return csv.Findings(a.stdout, r, csv.Options{UTC: a.utc})
	}
	return text.Findings(a.stdout, r, a.zone())
}

// filter is what findings must be to be shown; empty lets everything pass.
type filter struct{ item, project, cause, verdict string }

func (f filter) leavesOut(x store.Finding) bool {
	differs := func(want, is string) bool { return want != "" && want != is }
	return differs(f.item, x.Item) || differs(f.project, x.Project) ||
		differs(f.cause, string(x.Cause)) || differs(f.verdict, string(x.Verdict))
}
