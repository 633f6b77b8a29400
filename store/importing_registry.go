package store

import (
	"context"
	"database/sql"
	"fmt"

	"immrecon/store/model"
)

// registryLoad turns the company's own tables into rows.
type registryLoad struct {
	projects, datasets, bindings, styles, styleOperations, prices *feed
}

func newRegistryLoad() *registryLoad {
	return &registryLoad{
		projects:        newFeed("project", "source_id", "line", "name", "region", "created_at", "template"),
		datasets:        newFeed("dataset", "source_id", "line", "project", "name", "template"),
		bindings:        newFeed("binding", "source_id", "line", "bucket", "prefix", "project", "dataset", "from_ts", "to_ts"),
		styles:          newFeed("style", "source_id", "line", "bucket", "name", "content", "delimiter", "from_ts", "to_ts"),
		styleOperations: newFeed("style_operation", "source_id", "line", "ordinal", "operation"),
		prices: newFeed("own_price", "source_id", "line", "site", "currency", "item", "operation", "tier", "price", "per", "unit",
			"from_ts", "to_ts", "basis", "source"),
	}
}

// KeepProject implements model.RecordWriter.
func (i *Import) KeepProject(line int64, p *model.Project) {
	i.registry.projects.add(i.source.ID, line, p.Name, p.Region, p.CreatedAt, p.Template)
	i.keep(i.registry.projects, batchRows)
}

// KeepDataset implements model.RecordWriter.
func (i *Import) KeepDataset(line int64, d *model.Dataset) {
	i.registry.datasets.add(i.source.ID, line, d.Project, d.Name, d.Template)
	i.keep(i.registry.datasets, batchRows)
}

// KeepBinding implements model.RecordWriter.
func (i *Import) KeepBinding(line int64, b *model.Binding) {
	i.registry.bindings.add(i.source.ID, line, b.Bucket, b.Prefix, b.Project, b.Dataset, b.From, b.To)
	i.keep(i.registry.bindings, batchRows)
}

// KeepStyle implements model.RecordWriter.
func (i *Import) KeepStyle(line int64, s *model.Style) {
	i.registry.styles.add(i.source.ID, line, s.Bucket, s.Name, s.Content, s.Delimiter, s.From, s.To)
	for ordinal, operation := range s.Operations {
		i.registry.styleOperations.add(i.source.ID, line, int64(ordinal), operation)
	}
	i.keep(i.registry.styles, batchRows)
}

// KeepPrice implements model.RecordWriter.
func (i *Import) KeepPrice(line int64, p *model.Price) {
	i.registry.prices.add(i.source.ID, line, p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), p.Per, p.Unit,
		p.From, p.To, p.Basis, p.Source)
	i.keep(i.registry.prices, batchRows)
}

func (l *registryLoad) flush(i *Import) error {
	for _, f := range []*feed{l.projects, l.datasets, l.bindings, l.styles, l.styleOperations, l.prices} {
		if err := i.load(f); err != nil {
			return err
		}
	}
	return nil
}

// finish puts the requests that are stored already into the places that new
// bindings made, so that a changed binding never asks for logs to be re-read.
func (l *registryLoad) finish(i *Import) error {
	if i.source.Kind != model.KindBindings {
		return nil
	}
	return i.db.replace(i.ctx, i.tx)
}

// replace finds objects whose place is no longer the longest bound prefix, and
// sums their buckets by the hour anew.
func (db *DB) replace(ctx context.Context, tx *sql.Tx) error {
	d := db.words
	if err := d.readPrefixes(ctx, tx); err != nil {
		return fmt.Errorf("read bindings: %w", err)
	}
	for bucket, prefixes := range d.prefixes {
		for n := len(prefixes) - 1; n >= 0; n-- { // shortest first: a longer one then takes its share
			d.place(bucket, "", prefixes[n])
		}
	}
	if err := d.write(ctx, tx); err != nil {
		return err
	}
	for _, statement := range []string{movePlaces, dropMovedHours, sumMovedHours} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("apply new bindings to stored requests: %w", err)
		}
	}
	return nil
}

const (
	// movePlaces gives every request the longest place that its key lies in.
	movePlaces = `
UPDATE oss_usage SET place_id = (
    SELECT p.id FROM place p JOIN place mine ON mine.id = oss_usage.place_id AND mine.bucket_id = p.bucket_id
    WHERE substr(oss_usage.object_key, 1, length(p.prefix)) = p.prefix
    ORDER BY length(p.prefix) DESC LIMIT 1)
WHERE place_id IN (SELECT id FROM place WHERE bucket_id IN (SELECT bucket_id FROM place WHERE prefix <> ''))`
	dropMovedHours = `
DELETE FROM oss_hour
WHERE place_id IN (SELECT id FROM place WHERE bucket_id IN (SELECT bucket_id FROM place WHERE prefix <> ''))`
	sumMovedHours = `
INSERT INTO oss_hour (source_id, hour, place_id, operation_id, extension_id, status, requests)
SELECT source_id, at - at % 3600, place_id, operation_id, extension_id, status, count(*)
FROM oss_usage
WHERE place_id IN (SELECT id FROM place WHERE bucket_id IN (SELECT bucket_id FROM place WHERE prefix <> ''))
GROUP BY source_id, at - at % 3600, place_id, operation_id, extension_id, status`
)
