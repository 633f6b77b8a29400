package main

import (
	"errors"
	"io"

	"immrecon/reconcile/evidence"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/csv"
	"immrecon/export/focus"
	"immrecon/export/json"
	"immrecon/export/outfile"
	"immrecon/export/words"
	"immrecon/export/xlsx"
	"immrecon/store/model"
)

func (a *app) export() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write a month's report: xlsx, csv (one file a table), json or focus",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.exportTables(), a.exportWorkbook(),
		a.exportAs("json", "the whole run as one JSON object", func(out string, r *model.Report) error {
			return outfile.Write(out, func(w io.Writer) error { return json.Report(w, r, json.Options{UTC: a.utc}) })
		}),
		a.exportAs("focus", "a folder with the bill and the expected charges in the form of FOCUS 1.2", focus.Write))
	return cmd
}

func (a *app) exportTables() *cobra.Command {
	var bom bool
	cmd := a.exportAs("csv", "a folder with one CSV file a table", func(out string, r *model.Report) error {
		return csv.Write(out, r, csv.Options{UTC: a.utc, BOM: bom})
	})
	cmd.Flags().BoolVar(&bom, "bom", false, "begin each file with a byte order mark, for old spreadsheets")
	return cmd
}

func (a *app) exportWorkbook() *cobra.Command {
	lang := "en"
	cmd := a.exportAs("xlsx", "the workbook", func(out string, r *model.Report) error {
		return xlsx.Write(out, r, xlsx.Options{UTC: a.utc, Words: words.In[lang]})
	})
	wordFlag(cmd, cmd.Flags(), &lang, "lang", "`language` of the workbook's words: en, zh", []string{"en", "zh"})
	return cmd
}

// whole reads everything there is to export of a run.
func whole(r db.Reader, run int64) (*model.Report, error) {
	report, err := runs.Report(r, run)
	if err != nil {
		return nil, err
	}
	return report, behind(r, report)
}

// behind adds to a report what the evidence shows behind it, what was claimed, and its
// sums by the labels of the bill.
func behind(r db.Reader, report *model.Report) error {
	return errors.Join(evidence.Add(r, report), claims.Add(r, report), runs.AddLabels(r, report))
}

// exportAs is one form of the report.
func (a *app) exportAs(form, what string, write func(out string, r *model.Report) error) *cobra.Command {
	var month, out string
	cmd := &cobra.Command{
		Use:   form + " --month 2026-03 --out PATH",
		Short: "Write " + what,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLatest(cmd.Context(), month, whole, func(report *model.Report) error {
				return write(out, report)
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&out, "out", "", "`path` to write to (required)")
	must(cmd.MarkFlagRequired("out"))
	return cmd
}
