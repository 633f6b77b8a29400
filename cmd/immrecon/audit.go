package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"immrecon/reconcile/closing"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/export/words"
	"immrecon/export/xlsx"
	"immrecon/import/pipeline"
	"immrecon/reconcile"
	"immrecon/reconcile/statement"
	"immrecon/store/model"
)

func (a *app) audit() *cobra.Command {
	var o reconcile.Options
	var in pipeline.Options
	var late closing.Late
	var out string
	var again bool
	var lang language
	var failOn statement.Threshold
	cmd := &cobra.Command{
		Use:   "audit PATH... --month 2026-03",
		Short: "The main job in one go: import, reconcile, write the workbook, print the statement",
		Long: "Imports what is given, reconciles the month, writes the workbook and prints the statement.\n" +
			"Where nothing has changed since the month's latest run, they are that run's and no other is made.\n" +
			"Exits with 0 if the bill is right and with 1 if there are discrepancies, which --fail-on narrows.",
		Example: "  immrecon audit logs calls.csv bill.csv registry --month 2026-03 --out audit.xlsx",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			in.Settle = late.Settle
			if err := a.checkWorkbook(out, paths); err != nil {
				return err // before there is a run that has no workbook
			}
			return a.withDB(cmd.Context(), true, func(d *db.DB) error {
				if err := a.keepsSources(d.Reader(cmd.Context()), out); err != nil {
					return err
				}
				if _, err := a.importPaths(cmd.Context(), d, paths, in, out); err != nil {
					return err
				}
				report, err := a.reconcileMonth(cmd.Context(), d, o, again, lang, runs.Report)
				if err != nil {
					return err
				}
				if err := a.writeAudit(d.Reader(cmd.Context()), out, report, lang.words()); err != nil {
					return err
				}
				return outcome(report, failOn)
			})
		},
	}
	monthFlag(cmd, &o.Month)
	judgementFlags(cmd, &o)
	againFlag(cmd, &again)
	failOnFlag(cmd, &failOn)
	lateFlag(cmd, &late)
	verifyFlag(cmd, &in)
	langFlag(cmd, &lang, "the statement and the workbook")
	cmd.Flags().StringVar(&out, "out", "audit.xlsx", "`file` of the workbook, - for standard output: the statement then goes to standard error")
	return cmd
}

// checkWorkbook refuses a place that the workbook of an audit cannot be written to,
// or must not: that of what is to be imported.
func (a *app) checkWorkbook(out string, paths []string) error {
	if out != standardOutput && isOneOf(out, paths) {
		return errToImport(out)
	}
	return a.checkOut(out, ".xlsx")
}

// errToImport refuses to write where something is to be imported from.
func errToImport(out string) error {
	return fmt.Errorf("write %s: it is to be imported, and the workbook would take its place; give --out another name", out)
}

// writeAudit writes the workbook and then prints the statement: who reads only the
// beginning of that ends the program, and has the workbook all the same. Where the
// workbook cannot be written there is the statement still.
func (a *app) writeAudit(r db.Reader, out string, report *model.Report, in *words.Words) error {
	var said bytes.Buffer
	if err := text.Statement(&said, in, report, a.zone()); err != nil { // before writeWorkbook adds notes to the report
		return err
	}
	written := a.writeWorkbook(r, out, report, in)
	_, err := said.WriteTo(a.statementBeside(out))
	return errors.Join(written, err)
}

// statementBeside is where the statement goes to when the workbook goes to out: to
// standard output, unless the workbook does.
func (a *app) statementBeside(out string) io.Writer {
	switch {
	case out != standardOutput:
		return a.stdout
	case a.quiet || a.logFormat == "json":
		return io.Discard
	}
	return a.stderr
}

// writeWorkbook writes the workbook of a report, which it completes.
func (a *app) writeWorkbook(r db.Reader, out string, report *model.Report, in *words.Words) error {
	if err := behind(r, report); err != nil {
		return err
	}
	err := a.writeOut(out, func(w io.Writer) error { return xlsx.WriteTo(w, report, xlsx.Options{UTC: a.utc, Words: in}) })
	if err == nil && out != standardOutput {
		a.note(fmt.Sprintf("The workbook is %s", out), "workbook", out)
	}
	return err
}
