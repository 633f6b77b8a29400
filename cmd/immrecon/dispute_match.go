package main

import (
	"context"
	"fmt"

	"immrecon/store/claims"
	"immrecon/store/db"

	"github.com/spf13/cobra"

	"immrecon/export/text"
	"immrecon/reconcile/claiming"
	"immrecon/reconcile/credit"
	"immrecon/store/model"
)

func (a *app) disputeMatch() *cobra.Command {
	var all, take bool
	cmd := &cobra.Command{
		Use:   "match",
		Short: "Propose which claims the refunds and adjustments on later bills pay back",
		Long: "Proposes for each refund or adjustment that claims may yet get: the one that asks for just as much, else\n" +
			"all that together do, else the only one that fits. --take takes up what is sure, of claims that were accepted.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				r := d.Reader(cmd.Context())
				if all {
					lines, err := claims.CreditLines(r)
					if err != nil {
						return err
					}
					return a.printCreditLines(lines)
				}
				proposals, err := claiming.Propose(r)
				if err != nil {
					return err
				}
				if !take {
					return a.printProposals(proposals)
				}
				return a.takeCredits(cmd.Context(), d, proposals)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "list every line that pays something back, and what claims have taken of it")
	cmd.Flags().BoolVar(&take, "take", false, "record what is sure as credits")
	cmd.MarkFlagsMutuallyExclusive("all", "take")
	return cmd
}

func (a *app) printProposals(proposals []credit.Proposal) error {
	if len(proposals) == 0 {
		_, err := fmt.Fprintln(a.stdout, "No refund or adjustment fits an open claim.")
		return err
	}
	var rows [][]string
	for _, p := range proposals {
		sure := "no"
		if p.Sure {
			sure = "yes"
		}
		rows = append(rows, []string{p.Line.Place(), p.Line.Month, p.Line.Left().String(), p.Claim, string(p.Status), p.Amount.String(), sure, p.Why})
	}
	return text.Table(a.stdout, []string{"line", "bill of", "left of it", "claim", "status", "credit", "sure", "why"}, rows)
}

func (a *app) printCreditLines(lines []model.CreditLine) error {
	if len(lines) == 0 {
		_, err := fmt.Fprintln(a.stdout, "No bill has a refund or an adjustment in the customer's favour.")
		return err
	}
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, []string{l.Place(), l.ID, l.Month, string(l.Type), l.ItemCode, l.Amount.String(), l.Taken.String(), l.Left().String(), l.Currency})
	}
	return text.Table(a.stdout, []string{"line", "id", "bill of", "type", "item", "amount", "taken", "left", "currency"}, rows)
}

// takeCredits records what is sure as credits, and says what has to be answered
// first.
func (a *app) takeCredits(ctx context.Context, d *db.DB, proposals []credit.Proposal) error {
	credited, unanswered, err := claiming.TakeCredits(ctx, d, proposals, a.now())
	for n := range credited {
		a.printClaim(&credited[n])
	}
	for _, p := range unanswered {
		a.note(fmt.Sprintf("%s may be the credit of %s, which is %s: say first with `immrecon dispute set` whether it was accepted", p.Line.Place(), p.Claim, p.Status))
	}
	return err
}
