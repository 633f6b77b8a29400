package main

import (
	"io"

	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/db"
	"immrecon/store/runs"
)

func (a *app) unplaced() *cobra.Command {
	var month, format string
	var picked picking
	cmd := &cobra.Command{
		Use:   "unplaced",
		Short: "Records that look like IMM and could not be placed, with the reason and what they could come to",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				report, err := runs.Unplaced(r, month)
				if err != nil {
					return err
				}
				if format == "json" || picked.wanted() {
					return a.printRows(cmd.Context(), &picked, func(w io.Writer) error { return json.Unplaced(w, report, json.Options{UTC: a.utc}) })
				}
				if len(report.Unplaced) == 0 {
					a.note("Every record could be placed.")
					return nil
				}
				return text.Unplaced(a.stdout, report, a.zone())
			})
		},
	}
	addMonthFlag(cmd, &month, "of this `month`'s latest run, such as 2026-03; of the latest of all if not given")
	formatFlag(cmd, &format, "table", "json")
	picked.flags(cmd, rowsOf("unplaced"))
	return cmd
}
