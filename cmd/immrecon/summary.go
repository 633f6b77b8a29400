package main

import (
	"context"

	"github.com/spf13/cobra"

	"immrecon/store/db"
	"immrecon/store/runs"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
)

func (a *app) summary() *cobra.Command {
	var month, format, account string
	var lang language
	var by model.LabelKey
	cmd := &cobra.Command{
		Use:   "summary --month 2026-03",
		Short: "The statement of a month's latest run",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if by != "" {
				return a.summaryBy(cmd.Context(), month, by, format, lang)
			}
			return a.withLatest(cmd.Context(), month, ofAccount(runs.Summary, account), func(report *model.Report) error {
				if format == "json" {
					return json.Summary(a.stdout, report, json.Options{UTC: a.utc})
				}
				return text.Statement(a.stdout, lang.words(), report, a.zone())
			})
		},
	}
	monthFlag(cmd, &month)
	formatFlag(cmd, &format, "table", "json")
	langFlag(cmd, &lang, forTable)
	accountFlag(cmd, &account)
	cmd.Flags().Func("by", "sum the bill by `key`: account, project, item, cost-unit, resource-group or tag:KEY", func(text string) (err error) {
		by, err = model.ParseLabelKey(text)
		return err
	})
	complete(cmd, "by", "account", "project", "item", "cost-unit", "resource-group", "tag:")
	return cmd
}

// summaryBy prints what the latest run comes to by a label.
func (a *app) summaryBy(ctx context.Context, month string, by model.LabelKey, format string, lang language) error {
	return a.reading(ctx, func(r db.Reader) error {
		run, _, err := runs.Latest(r, month)
		if err != nil {
			return err
		}
		sums, err := runs.ByLabel(r, run, by)
		if err != nil {
			return err
		}
		if format == "json" {
			return json.Labels(a.stdout, &run, by, sums)
		}
		return text.Labels(a.stdout, lang.words(), by, sums)
	})
}

// ofAccount reads a report and narrows it to an account, unless that is "".
func ofAccount(read func(db.Reader, int64) (*model.Report, error), account string) func(db.Reader, int64) (*model.Report, error) {
	return func(r db.Reader, run int64) (*model.Report, error) {
		report, err := read(r, run)
		if err == nil && account != "" {
			err = report.OfAccount(account)
		}
		return report, err
	}
}

// accountFlag adds --account.
func accountFlag(cmd *cobra.Command, account *string) {
	cmd.Flags().StringVar(account, "account", "", "only what this `account` pays")
}
