package main

import (
	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/reconcile"
	"immrecon/reconcile/price"
	"immrecon/store/db"
	"immrecon/store/model"
)

func (a *app) forecast() *cobra.Command {
	var o reconcile.Options
	var format, currency string
	var lang language
	method := model.ForecastMethods()[0]
	cmd := &cobra.Command{
		Use:   "forecast --month 2026-03",
		Short: "What usage comes to so far and for the whole month, before the bill, by project and item",
		Long: "Says from usage alone what a month comes to at list prices: what is proven so far, and the whole month by the\n" +
			"assumption that --by names. Of a day counts only what its evidence shows whole; where no such day is, there is\n" +
			"no figure. It looks at no bill and makes no run.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				o.Tool, o.Now = version(), a.now()
				f, err := reconcile.Forecast(cmd.Context(), d, o, method, currency)
				if err != nil {
					return err
				}
				if format == "json" {
					return json.Forecast(a.stdout, f, json.Options{UTC: a.utc})
				}
				return text.Forecast(a.stdout, lang.words(), f, a.zone())
			})
		},
	}
	monthFlag(cmd, &o.Month)
	wordFlag(cmd, cmd.Flags(), &method, "by", "`assumption` about days that are to come or not whole: days, weekdays, recorded, none", model.ForecastMethods())
	cmd.Flags().StringVar(&currency, "currency", price.Currency, "`currency` of the prices")
	complete(cmd, "currency")
	assumeFlag(cmd, &o.Assume)
	formatFlag(cmd, &format, "table", "json")
	langFlag(cmd, &lang, forTable)
	return cmd
}
