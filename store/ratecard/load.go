package ratecard

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"immrecon/migrations/catalogue"
	"immrecon/store/db"
)

// Load replaces the catalogue in the database by the program's own, unless it is
// the same.
func Load(ctx context.Context, d *db.DB) error {
	var version string
	err := d.Reader(ctx).One("SELECT version FROM catalogue", nil, &version)
	if err == nil && version == catalogue.Version() {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read catalogue version: %w", err)
	}
	c, err := catalogue.Read()
	if err != nil {
		return err
	}
	err = d.Write(ctx, func(tx *db.Tx) error {
		for _, table := range tables(c) {
			if _, err := tx.Exec("DELETE FROM " + table.Table); err != nil {
				return err
			}
			if err := table.Flush(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	return nil
}

// tables lays the catalogue out as the tables it is kept in.
func tables(c *catalogue.Catalogue) []*db.Buffer {
	version := db.NewBuffer("catalogue", "version", "loaded_at")
	version.Add(catalogue.Version(), time.Now().Unix())
	items := db.NewBuffer("item", "item", "category", "name", "unit", "per", "description")
	for _, i := range c.Items {
		items.Add(i.Code, i.Category, i.Name, i.Unit, i.Per, i.Description)
	}
	prices := db.NewBuffer("price", "id", "site", "currency", "item", "operation", "tier", "price", "per", "unit", "from_ts", "to_ts", "basis", "source")
	for n, p := range c.Prices {
		prices.Add(int64(n+1), p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), p.Per, p.Unit, p.From, p.To, p.Basis, p.Source)
	}
	operations := db.NewBuffer("operation_item", "channel", "operation", "item", "condition", "basis", "source")
	for _, o := range c.Operations {
		operations.Add(o.Channel, o.Name, o.Item, o.Condition, o.Basis, o.Source)
	}
	return append([]*db.Buffer{version, items, prices, operations}, mappings(c)...)
}

func mappings(c *catalogue.Catalogue) []*db.Buffer {
	operators := db.NewBuffer("operator_item", "operator", "media", "item", "billed_by", "basis", "source")
	for _, o := range c.Operators {
		operators.Add(o.Name, o.Media, o.Item, o.BilledBy, o.Basis, o.Source)
	}
	templates := db.NewBuffer("template_operator", "template", "operator", "media", "basis", "source")
	for _, t := range c.Templates {
		templates.Add(t.Name, t.Operator, t.Media, t.Basis, t.Source)
	}
	media := db.NewBuffer("media_type", "extension", "media")
	for _, m := range c.MediaTypes {
		media.Add(m.Extension, m.Media)
	}
	aliases := db.NewBuffer("item_alias", "alias", "item", "basis", "source")
	for _, a := range c.ItemAliases {
		aliases.Add(a.Alias, a.Item, a.Basis, a.Source)
	}
	rules := db.NewBuffer("rule", "rule", "statement", "basis", "standard", "since", "source")
	for _, r := range c.Rules {
		rules.Add(r.ID, r.Statement, r.Basis, r.Default, r.Since, r.Source)
	}
	return []*db.Buffer{operators, templates, media, aliases, rules}
}
