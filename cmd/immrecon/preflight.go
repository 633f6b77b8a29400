package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/reconcile"
	"immrecon/store/db"
)

// errIncomplete says that all went well, and that a verdict lacks something.
var errIncomplete = fmt.Errorf("something is missing for a verdict: %w", errDiscrepancies)

func (a *app) preflight() *cobra.Command {
	var o reconcile.Options
	var format string
	var lang language
	cmd := &cobra.Command{
		Use:   "preflight --month 2026-03",
		Short: "What is there for a verdict on a month and what is missing, in the order of the money it would decide",
		Long: "Says what is there for a verdict on a month's bill, before the bill or with it, and what is missing: in the order\n" +
			"of the money that it would decide, with how to get each. It makes no run. Exits with 0 if nothing is missing and\n" +
			"with 1 if something is.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				o.Tool, o.Now = version(), a.now()
				p, err := reconcile.Preflight(cmd.Context(), d, o)
				if err != nil {
					return err
				}
				if format == "json" {
					err = json.Preflight(a.stdout, p, json.Options{UTC: a.utc})
				} else {
					err = text.Preflight(a.stdout, lang.words(), p, a.zone())
				}
				if err == nil && p.Needs() {
					err = errIncomplete
				}
				return err
			})
		},
	}
	monthFlag(cmd, &o.Month)
	judgementFlags(cmd, &o)
	formatFlag(cmd, &format, "table", "json")
	langFlag(cmd, &lang, forTable)
	return cmd
}
