package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"immrecon/reconcile/claiming"
	"immrecon/store/db"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"immrecon/store/model"
)

func (a *app) disputeSet() *cobra.Command {
	var move claiming.Step
	var line string
	cmd := &cobra.Command{
		Use:   "set ID STATUS",
		Short: "Take a claim a step on: " + strings.Join(statusNames(), ", "),
		Long: "Takes a claim a step on, as it is recorded with who did it and when. What was partly accepted or\n" +
			"credited takes an amount; a credit is a line of a later bill, which `immrecon dispute match` proposes.",
		Example: "  immrecon dispute set D-2026-03-01 partly_accepted --amount 12.50 --note \"by phone\"",
		Args:    cobra.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return statusNames(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if move.To = model.ClaimStatus(args[1]); !slices.Contains(model.ClaimStatuses, move.To) {
				return fmt.Errorf("%q is no status; there are %s", args[1], strings.Join(statusNames(), ", "))
			}
			return a.withDB(cmd.Context(), false, func(d *db.DB) (err error) {
				if line != "" {
					if move.Line, err = claiming.CreditLine(d.Reader(cmd.Context()), line); err != nil {
						return err
					}
				}
				claim, err := claiming.Move(cmd.Context(), d, args[0], move, a.now())
				if err == nil {
					a.printClaim(claim)
				}
				return err
			})
		},
	}
	cmd.Flags().Func("amount", "what was accepted, or credited: an `amount`", func(text string) (err error) {
		move.Amount.Decimal, err = parseAmount(text)
		move.Amount.Valid = true
		return err
	})
	complete(cmd, "amount")
	cmd.Flags().BoolVar(&move.Payable, "payable", false, "the amount is of what was paid, as tickets ask for it; without, it is at list prices")
	cmd.Flags().StringVar(&line, "line", "", "the bill `line` that is the credit: its id, or FILE:LINE")
	noteFlag(cmd, &move.Note, "what to remember about it")
	cmd.Flags().BoolVar(&move.FourEyes, "four-eyes", false, "whoever submits must be another person than opened the claim")
	return cmd
}

func statusNames() []string {
	names := make([]string, len(model.ClaimStatuses))
	for n, status := range model.ClaimStatuses {
		names[n] = string(status)
	}
	return names
}

// amountFlag adds a flag that takes an amount, which may be nothing but not less.
func amountFlag(cmd *cobra.Command, amount *decimal.Decimal, name, usage string) {
	cmd.Flags().Func(name, usage, func(text string) (err error) {
		*amount, err = parseAmount(text)
		return err
	})
	complete(cmd, name)
}

func parseAmount(text string) (decimal.Decimal, error) {
	amount, err := decimal.NewFromString(text)
	if err != nil || amount.IsNegative() {
		return amount, errors.New("it must be an amount such as 0.01")
	}
	return amount, nil
}
