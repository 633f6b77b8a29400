package main

import (
	"fmt"
	"io"

	"immrecon/reconcile/claiming"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"immrecon/export/dispute"
	"immrecon/store/model"
	"immrecon/store/visible"
)

func (a *app) dispute() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dispute",
		Short: "Claims about specific items: from draft to credit, with the packet for the provider",
		Long: "A claim asks for the money of a month's findings of one cause and item. It is a draft first, then\n" +
			"submitted, acknowledged, accepted (in full or in part) or rejected, credited, and closed.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.disputeNew(), a.disputeList(), a.disputeShow(), a.disputeSet(), a.disputeMatch(), a.disputeExport(), a.disputeSample())
	return cmd
}

func (a *app) disputeNew() *cobra.Command {
	request := claiming.Request{Least: decimal.New(1, -2)}
	var only filter
	cmd := &cobra.Command{
		Use:   "new --month 2026-03 --cause CAUSE",
		Short: "Make a draft claim of each item with overcharged findings of a cause",
		Long: "Makes a draft claim of each item that the month's latest run found overcharged for the cause. A finding\n" +
			"can be in one claim only, unless that claim was rejected or cancelled. Errors of the price or the\n" +
			"arithmetic are claimed however small they are.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			request.Cause, request.Item, request.Project = only.cause, only.item, only.project
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				run, _, err := runs.Latest(d.Reader(cmd.Context()), request.Month)
				if err != nil {
					return err
				}
				if err := only.check(d.Reader(cmd.Context()), run.ID); err != nil {
					return err
				}
				opened, passed, err := claiming.Open(cmd.Context(), d, request, a.now())
				if err != nil {
					return err
				}
				for _, reason := range passed {
					a.note("No claim of "+reason, "month", request.Month)
				}
				for n := range opened {
					a.printClaim(&opened[n])
				}
				return nil
			})
		},
	}
	monthFlag(cmd, &request.Month)
	only.matters(cmd)
	must(cmd.MarkFlagRequired("cause"))
	amountFlag(cmd, &request.Least, "min", "claim nothing under this `amount` (default 0.01)")
	cmd.Flags().BoolVar(&request.Rest, "rest", false, "claim what is not claimed already")
	noteFlag(cmd, &request.Note, "what to remember about it")
	return cmd
}

// printClaim says in a line where a claim stands.
func (a *app) printClaim(d *model.Claim) {
	fmt.Fprintf(visible.Writer{To: a.stdout}, "%s: %s, %s, %s: claimed %s, recovered %s, open %s %s\n",
		d.ID, d.Status, d.Cause, d.Item, d.Claimed, d.Recovered(), d.Open(), d.Currency)
}

func (a *app) disputeList() *cobra.Command {
	var format string
	var picked picking
	cmd := &cobra.Command{
		Use:   "list",
		Short: "All claims, with what came back by month and how long the rest has been open",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				all, err := claims.All(r)
				if err != nil {
					return err
				}
				if format == "json" || picked.wanted() {
					return a.printRows(cmd.Context(), &picked, func(w io.Writer) error { return dispute.ListJSON(w, all, a.now(), a.zone()) })
				}
				return dispute.List(a.stdout, all, a.now())
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	picked.flags(cmd, func() (string, []string) { return "disputes", dispute.Fields() })
	return cmd
}

func (a *app) disputeShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "One claim: where it stands, its findings, its credits, who did what",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				d, err := claims.Read(r, args[0])
				if err != nil {
					return err
				}
				history, err := claims.History(r, d.ID)
				if err != nil {
					return err
				}
				return dispute.Show(a.stdout, d, history, a.now(), a.zone())
			})
		},
	}
}
