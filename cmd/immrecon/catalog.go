package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"immrecon/store/db"
	"immrecon/store/ratecard"

	"github.com/spf13/cobra"

	"immrecon/export/grid"
	"immrecon/migrations/catalogue"
	"immrecon/reconcile/quote"
	"immrecon/store/model"
)

// page is one part of the catalogue as of an instant; the zero time means all
// of it.
type page func(ctx context.Context, c *catalogue.Catalogue, at time.Time) (*grid.Grid, error)

func (a *app) catalog() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "catalog",
		Short: "Show the price book, the mappings and the rule book",
		Long: "Shows what the program knows of the provider's billing, each row with its source and whether the\n" +
			"provider states it (documented) or we take it for granted (assumed). Needs no database; prices of\n" +
			"your own are shown where there is one.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.catalogPage("prices", "Prices with their validity; with --at those that decide then", a.pricesPage),
		a.catalogPage("items", "Billing items", undated(grid.Items)),
		a.catalogPage("operations", "What each operation is charged under", undated(grid.Operations)),
		a.catalogPage("operators", "What the operators that index files are charged under", undated(grid.Operators)),
		a.catalogPage("templates", "Which operators a workflow template runs", undated(grid.Templates)),
		a.catalogPage("rules", "The rule book; with --at the rules that hold then", rulesPage))
	return cmd
}

// catalogPage is the command that shows one part of the catalogue.
func (a *app) catalogPage(name, short string, lay page) *cobra.Command {
	var at time.Time
	var format string
	cmd := &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := catalogue.Read()
			if err != nil {
				return err
			}
			g, err := lay(cmd.Context(), c, at)
			if err != nil {
				return err
			}
			return g.Write(a.stdout, format)
		},
	}
	instantFlag(cmd, &at, "at", "as of this `instant` (RFC 3339); mappings have no dates and are shown as they are")
	formatFlag(cmd, &format, grid.Formats...)
	return cmd
}

// undated is a part of the catalogue that is the same at every instant.
func undated(lay func(*catalogue.Catalogue) *grid.Grid) page {
	return func(_ context.Context, c *catalogue.Catalogue, _ time.Time) (*grid.Grid, error) { return lay(c), nil }
}

func (a *app) pricesPage(ctx context.Context, _ *catalogue.Catalogue, at time.Time) (*grid.Grid, error) {
	tariff, err := a.tariff(ctx)
	if err != nil {
		return nil, err
	}
	if at.IsZero() {
		return grid.Prices(tariff.Prices(), a.zone()), nil
	}
	return grid.Prices(tariff.InForce(at.Unix()), a.zone()), nil
}

func rulesPage(_ context.Context, c *catalogue.Catalogue, at time.Time) (*grid.Grid, error) {
	if at.IsZero() {
		return grid.Rules(c.Rules), nil
	}
	return grid.Rules(slices.DeleteFunc(slices.Clone(c.Rules), func(r catalogue.Rule) bool {
		since, err := time.Parse(time.RFC3339, r.Since)
		return err == nil && at.Before(since) // a rule without a date has always held
	})), nil
}

// tariff is the catalogue with the user's own prices, where there is a database
// to hold any. It makes no database.
func (a *app) tariff(ctx context.Context) (*quote.Tariff, error) {
	var own [][]model.Price
	if _, err := os.Stat(a.db); !errors.Is(err, fs.ErrNotExist) {
		err := a.withDB(ctx, false, func(d *db.DB) (err error) {
			own, err = ratecard.Own(d.Reader(ctx))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return quote.NewTariff(own)
}
