package main

import (
	"github.com/spf13/cobra"

	"immrecon/store/db"

	"immrecon/export/text"
	"immrecon/reconcile/proof"
)

// shownRecords is how many records a finding is explained with, unless all of
// them are asked for.
const shownRecords = 20

func (a *app) explain() *cobra.Command {
	var all bool
	var lang language
	cmd := &cobra.Command{
		Use:   "explain FINDING",
		Short: "One finding in full: bill lines, usage, rules with their sources, the arithmetic",
		Long: "Explains a finding as the latest run that has it found it, with the usage that the run charged.\n" +
			"`immrecon findings` lists the findings of a month.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			limit := shownRecords
			if all {
				limit = 0
			}
			return a.reading(cmd.Context(), func(r db.Reader) error {
				p, err := proof.Of(r, args[0], limit)
				if err != nil {
					return err
				}
				return text.Explain(a.stdout, &text.Explanation{Evidence: &p.Evidence, Steps: p.Steps, Limit: limit, Zone: a.zone(), Words: lang.words()})
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "show every record, not only the first 20")
	langFlag(cmd, &lang, "the explanation")
	return cmd
}
