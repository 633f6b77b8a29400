package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"immrecon/store/audit"
	"immrecon/store/check"
	"immrecon/store/db"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
)

func (a *app) check() *cobra.Command {
	var format, head string
	cmd := &cobra.Command{
		Use:   "check [--head HASH]",
		Short: "Verify the database: integrity, conservation of lines, every total derived anew",
		Long: "Verifies that the database is sound, that nothing was changed behind the program's back, that no line\n" +
			"was lost, and that every total is what its rows come to. Exits with 0 if all holds and with 1 if not.\n\n" +
			"Each event of the log carries the hash of the one before it. Who can write the file can compute all of them\n" +
			"anew, and then the last hash, the head of the log, is another one: keep the head that this command and\n" +
			"`immrecon month close` print outside the machine, and compare with --head.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				checks, err := check.All(r)
				if err != nil {
					return err
				}
				if cmd.Flags().Changed("head") {
					c, err := check.Head(r, head)
					if err != nil {
						return fmt.Errorf("--head: %w", err)
					}
					checks = append(checks, c)
				}
				failed := slices.ContainsFunc(checks, func(c model.Check) bool { return len(c.Faults) > 0 })
				last, err := audit.Head(r)
				if err != nil && !failed { // where the log cannot be read, a check says so
					return err
				}
				if err := a.printChecks(checks, last, format); err != nil || !failed {
					return err
				}
				return errDiscrepancies
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	cmd.Flags().StringVar(&head, "head", "", "`hash` of an event, or 12 digits of it, that the log must still have")
	return cmd
}

func (a *app) printChecks(checks []model.Check, head model.LogHead, format string) error {
	if format == "json" {
		return json.Checks(a.stdout, checks, head)
	}
	return text.Checks(a.stdout, checks, head)
}
