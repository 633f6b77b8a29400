package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"immrecon/migrations/catalogue"
)

// loadCatalogue replaces the catalogue in the database by the program's own,
// unless it is the same.
func (db *DB) loadCatalogue(ctx context.Context) (err error) {
	var version string
	err = db.write.QueryRowContext(ctx, "SELECT version FROM catalogue").Scan(&version)
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
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	defer func() { err = errors.Join(err, rollbackUnlessDone(tx)) }()
	for _, f := range catalogueFeeds(c) {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+f.table); err != nil {
			return fmt.Errorf("load catalogue: %w", err)
		}
		if _, err := f.insert(ctx, tx); err != nil {
			return fmt.Errorf("load catalogue: %w", err)
		}
	}
	return tx.Commit()
}

// catalogueFeeds lays the catalogue out as the tables it is kept in.
func catalogueFeeds(c *catalogue.Catalogue) []*feed {
	version := newFeed("catalogue", "version", "loaded_at")
	version.add(catalogue.Version(), time.Now().Unix())
	items := newFeed("item", "item", "category", "name", "unit", "per", "description")
	for _, i := range c.Items {
		items.add(i.Code, i.Category, i.Name, i.Unit, i.Per, i.Description)
	}
	prices := newFeed("price", "id", "site", "currency", "item", "operation", "tier", "price", "per", "unit", "from_ts", "to_ts", "basis", "source")
	for n, p := range c.Prices {
		prices.add(int64(n+1), p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), p.Per, p.Unit, p.From, p.To, p.Basis, p.Source)
	}
	operations := newFeed("operation_item", "channel", "operation", "item", "condition", "basis", "source")
	for _, o := range c.Operations {
		operations.add(o.Channel, o.Name, o.Item, o.Condition, o.Basis, o.Source)
	}
	return append([]*feed{version, items, prices, operations}, mappingFeeds(c)...)
}

func mappingFeeds(c *catalogue.Catalogue) []*feed {
	operators := newFeed("operator_item", "operator", "media", "item", "billed_by", "basis", "source")
	for _, o := range c.Operators {
		operators.add(o.Name, o.Media, o.Item, o.BilledBy, o.Basis, o.Source)
	}
	templates := newFeed("template_operator", "template", "operator", "media", "basis", "source")
	for _, t := range c.Templates {
		templates.add(t.Name, t.Operator, t.Media, t.Basis, t.Source)
	}
	media := newFeed("media_type", "extension", "media")
	for _, m := range c.MediaTypes {
		media.add(m.Extension, m.Media)
	}
	aliases := newFeed("item_alias", "alias", "item", "basis", "source")
	for _, a := range c.ItemAliases {
		aliases.add(a.Alias, a.Item, a.Basis, a.Source)
	}
	rules := newFeed("rule", "rule", "statement", "basis", "standard", "since", "source")
	for _, r := range c.Rules {
		rules.add(r.ID, r.Statement, r.Basis, r.Default, r.Since, r.Source)
	}
	return []*feed{operators, templates, media, aliases, rules}
}
