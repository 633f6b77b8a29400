package main

import (
	"io"

	"github.com/spf13/cobra"

	"immrecon/store/db"
	"immrecon/store/runs"

	"immrecon/export/json"
	"immrecon/export/text"
)

func (a *app) runs() *cobra.Command {
	var month, format string
	var picked picking
	cmd := &cobra.Command{
		Use:   "runs",
		Short: "List the reconciliations that were made, with their totals",
		Long: "Lists every run: when and by whom it was made, from how many inputs, what it found, and how it was\n" +
			"judged otherwise than by default. A run is never changed.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				all, err := runs.List(r, month)
				if err != nil {
					return err
				}
				if format == "json" || picked.wanted() {
					return a.printRows(cmd.Context(), &picked, func(w io.Writer) error { return json.Runs(w, all, json.Options{UTC: a.utc}) })
				}
				return text.Runs(a.stdout, all, a.zone())
			})
		},
	}
	optionalMonthFlag(cmd, &month)
	formatFlag(cmd, &format, "table", "json")
	picked.flags(cmd, rowsOf("runs"))
	return cmd
}
