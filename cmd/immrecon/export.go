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
		a.exportFile("json", ".json", "the whole run as one JSON object", func(w io.Writer, r *model.Report) error {
			return json.Report(w, r, json.Options{UTC: a.utc})
		}),
		a.exportFocus())
	return cmd
}

func (a *app) exportFocus() *cobra.Command {
	version := focus.V14
	cmd := a.exportFolder("focus", "a folder with the bill, its invoices and the expected charges in the form of FOCUS", focus.Names(), func(out string, r *model.Report) error {
		return focus.Write(out, r, version)
	})
	wordFlag(cmd, cmd.Flags(), &version, "focus-version", "`version` of FOCUS: 1.4, or 1.2, which has no invoices", focus.Versions)
	return cmd
}

func (a *app) exportTables() *cobra.Command {
	var bom bool
	cmd := a.exportFolder("csv", "a folder with one CSV file a table", csv.Names(), func(out string, r *model.Report) error {
		return csv.Write(out, r, csv.Options{UTC: a.utc, BOM: bom})
	})
	cmd.Flags().BoolVar(&bom, "bom", false, "begin each file with a byte order mark, for old spreadsheets")
	return cmd
}

func (a *app) exportWorkbook() *cobra.Command {
	var lang language
	cmd := a.exportFile("xlsx", ".xlsx", "the workbook", func(w io.Writer, r *model.Report) error {
		return xlsx.WriteTo(w, r, xlsx.Options{UTC: a.utc, Words: lang.words()})
	})
	langFlag(cmd, &lang, "the workbook's words")
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

// exportFile is a form of the report that is one file.
func (a *app) exportFile(form, extension, what string, write func(io.Writer, *model.Report) error) *cobra.Command {
	p := place{
		usage: "`file` to write to, - for standard output (required)",
		check: func(out string) error { return a.checkOut(out, extension) },
		keeps: a.keepsSources,
	}
	return a.exportAs(form, what, p, func(out string, r *model.Report) error {
		return a.writeOut(out, func(w io.Writer) error { return write(w, r) })
	})
}

// exportFolder is a form of the report that is a folder of files.
func (a *app) exportFolder(form, what string, names []string, write func(out string, r *model.Report) error) *cobra.Command {
	p := place{
		usage: "`folder` to write to (required)",
		check: checkOutFolder,
		keeps: func(r db.Reader, out string) error {
			g, err := a.guardOf(r)
			return errors.Join(err, g.CheckFolder(out, names))
		},
	}
	return a.exportAs(form, what, p, write)
}

// place is what is asked of a place that is written to.
type place struct {
	usage string
	check func(out string) error              // whether it can be written to
	keeps func(r db.Reader, out string) error // whether nothing is lost by it
}

// exportAs is one form of the report. Where it is to go to is checked before the
// report is read.
func (a *app) exportAs(form, what string, p place, write func(out string, r *model.Report) error) *cobra.Command {
	var month, out string
	cmd := &cobra.Command{
		Use:   form + " --month 2026-03 --out PATH",
		Short: "Write " + what,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.check(out); err != nil {
				return err
			}
			read := func(r db.Reader, run int64) (*model.Report, error) {
				if err := p.keeps(r, out); err != nil {
					return nil, err
				}
				return whole(r, run)
			}
			return a.withLatest(cmd.Context(), month, read, func(report *model.Report) error {
				return write(out, report)
			})
		},
	}
	monthFlag(cmd, &month)
	cmd.Flags().StringVar(&out, "out", "", p.usage)
	must(cmd.MarkFlagRequired("out"))
	return cmd
}
