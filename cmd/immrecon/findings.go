package main

import (
	"maps"
	"slices"

	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/csv"
	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/export/words"
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
			return a.withLatest(cmd.Context(), month, ofAccount(runs.Findings, account), func(report *model.Report) error {
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

// filter is what findings must be to be shown; empty lets everything pass.
type filter struct {
	item, project string
	cause         model.Cause
	verdict       model.Verdict
}

func (f *filter) flags(cmd *cobra.Command) {
	f.matters(cmd)
	wordFlag(cmd, cmd.Flags(), &f.verdict, "verdict", "only this `verdict`: overcharged, undercharged, timing, unverifiable, note",
		[]model.Verdict{model.Overcharged, model.Undercharged, model.Timing, model.Unverifiable, model.Note})
}

// matters adds what findings are told apart by as matters: cause, item and project.
func (f *filter) matters(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.item, "item", "", "only this billing `item`, such as ImageDetect")
	flags.StringVar(&f.project, "project", "", "only this `project`")
	wordFlag(cmd, flags, &f.cause, "cause", "only this `cause`, such as unbilled_usage", slices.Sorted(maps.Keys(words.English.Causes)))
}

func (f *filter) leavesOut(x model.Finding) bool {
	return f.item != "" && f.item != x.Item || f.project != "" && f.project != x.Project ||
		f.cause != "" && f.cause != x.Cause || f.verdict != "" && f.verdict != x.Verdict
}
