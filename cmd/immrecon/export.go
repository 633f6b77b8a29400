package main

import (
	"io"

	"github.com/spf13/cobra"

	"immrecon/export/csv"
	"immrecon/export/json"
	"immrecon/export/outfile"
	"immrecon/export/xlsx"
	"immrecon/store"
)

func (a *app) export() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write a month's report: xlsx, csv (one file a table) or json",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var bom bool
	tables := a.exportAs("csv", "a folder with one CSV file a table", func(out string, r *store.Report) error {
		return csv.Write(out, r, csv.Options{UTC: a.utc, BOM: bom})
	})
	tables.Flags().BoolVar(&bom, "bom", false, "begin each file with a byte order mark, for old spreadsheets")
	cmd.AddCommand(tables,
		a.exportAs("xlsx", "the workbook", func(out string, r *store.Report) error {
			return xlsx.Write(out, r, xlsx.Options{UTC: a.utc})
		}),
		a.exportAs("json", "the whole run as one JSON object", func(out string, r *store.Report) error {
			return outfile.Write(out, func(w io.Writer) error { return json.Report(w, r, json.Options{UTC: a.utc}) })
		}))
	return cmd
}

// exportAs is one form of the report.
func (a *app) exportAs(form, what string, write func(out string, r *store.Report) error) *cobra.Command {
	var month, out string
	cmd := &cobra.Command{
		Use:   form + " --month 2026-03 --out PATH",
		Short: "Write " + what,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLatest(cmd.Context(), month, (*store.DB).Report, func(report *store.Report) error {
				return write(out, report)
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&out, "out", "", "`path` to write to (required)")
	must(cmd.MarkFlagRequired("out"))
	return cmd
}
