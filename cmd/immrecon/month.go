package main

import (
	"context"
	"fmt"
	"io"

	"immrecon/reconcile/closing"
	"immrecon/store/audit"
	"immrecon/store/db"

	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
)

func (a *app) month() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "month",
		Short: "The months there are; status of a month; close it, or open it again",
		Long: "A month is closed when its bill is final and its run is accepted. From then on nothing changes it\n" +
			"unnoticed: what would is refused, let in as late, or reopens it, as `immrecon import --late` says.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.monthList(), a.monthStatus(), a.monthClose(), a.monthReopen())
	return cmd
}

func (a *app) monthList() *cobra.Command {
	var format string
	var lang language
	var picked picking
	cmd := &cobra.Command{
		Use:   "list",
		Short: "The months there are, with their latest runs",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				all, err := closing.List(r, a.now())
				if err != nil {
					return err
				}
				if format == "json" || picked.wanted() {
					return a.printRows(cmd.Context(), &picked, func(w io.Writer) error { return json.Months(w, all, json.Options{UTC: a.utc}) })
				}
				return text.Months(a.stdout, lang.words(), all, a.zone())
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	langFlag(cmd, &lang, forTable)
	picked.flags(cmd, rowsOf("months"))
	return cmd
}

func (a *app) monthStatus() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "status MONTH",
		Short: "What is imported, what is missing, whether the bill is final, and what is still open",
		Args:  monthArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				status, err := closing.Status(r, args[0], a.now())
				if err != nil {
					return err
				}
				if format == "json" {
					return json.Month(a.stdout, status, json.Options{UTC: a.utc})
				}
				return text.Month(a.stdout, status, a.zone())
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	return cmd
}

func (a *app) monthClose() *cobra.Command {
	o := closing.Request{Close: true}
	cmd := &cobra.Command{
		Use:   "close MONTH",
		Short: "Close a month with its latest run",
		Long: "Closes a month with its latest run. Refused while its bill is not final (day 4 of the next month, 12:00\n" +
			"UTC+8), while it was not reconciled as it stands, while more than 10 % of what is billed cannot be verified,\n" +
			"or while a check fails, unless forced with a note.",
		Args: monthArg,
		RunE: func(cmd *cobra.Command, args []string) error { return a.decide(cmd.Context(), args[0], o) },
	}
	cmd.Flags().BoolVar(&o.Force, "force", false, "close it in spite of what stands in the way; needs --note")
	decisionFlags(cmd, &o)
	return cmd
}

func (a *app) monthReopen() *cobra.Command {
	var o closing.Request
	cmd := &cobra.Command{
		Use:   "reopen MONTH --note WHY",
		Short: "Open a closed month again",
		Args:  monthArg,
		RunE:  func(cmd *cobra.Command, args []string) error { return a.decide(cmd.Context(), args[0], o) },
	}
	decisionFlags(cmd, &o)
	return cmd
}

// decisionFlags adds what every decision about a month takes.
func decisionFlags(cmd *cobra.Command, o *closing.Request) {
	noteFlag(cmd, &o.Note, "why")
	cmd.Flags().BoolVar(&o.FourEyes, "four-eyes", false, "a second person must confirm with the same command")
}

// decide carries an order out and says what came of it.
func (a *app) decide(ctx context.Context, month string, o closing.Request) error {
	o.Month, o.At = month, a.now()
	return a.withDB(ctx, false, func(d *db.DB) error {
		state, err := closing.Decide(ctx, d, o)
		if err != nil {
			return err
		}
		head, err := audit.Head(d.Reader(ctx))
		if err != nil {
			return err
		}
		return text.Decided(a.stdout, state, head)
	})
}

// monthArg wants one argument, a month.
func monthArg(_ *cobra.Command, args []string) error {
	if len(args) != 1 || !monthForm.MatchString(args[0]) {
		return fmt.Errorf("it takes one month such as 2026-03")
	}
	return nil
}
