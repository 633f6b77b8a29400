package main

import (
	"github.com/spf13/cobra"

	"immrecon/store/check"
	"immrecon/store/db"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
)

func (a *app) check() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Verify the database: integrity, conservation of lines, every total derived anew",
		Long: "Verifies that the database is sound, that nothing was changed behind the program's back, that no line\n" +
			"was lost, and that every total is what its rows come to. Exits with 0 if all holds and with 1 if not.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				checks, err := check.All(r)
				if err != nil {
					return err
				}
				if err := a.printChecks(checks, format); err != nil {
					return err
				}
				for _, c := range checks {
					if len(c.Faults) > 0 {
						return errDiscrepancies
					}
				}
				return nil
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	return cmd
}

func (a *app) printChecks(checks []model.Check, format string) error {
	if format == "json" {
		return json.Checks(a.stdout, checks)
	}
	return text.Checks(a.stdout, checks)
}
