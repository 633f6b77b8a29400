package ingest

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// registryLoader turns the company's own tables into rows.
type registryLoader struct {
	projects, datasets, bindings, styles, styleOperations, prices *db.Buffer
	coverage, coverageOperations, aliases, metering               *db.Buffer
}

func newRegistryLoader() *registryLoader {
	return &registryLoader{
		projects:        db.NewBuffer("project", "source_id", "line", "name", "region", "created_at", "template"),
		datasets:        db.NewBuffer("dataset", "source_id", "line", "project", "name", "template"),
		bindings:        db.NewBuffer("binding", "source_id", "line", "bucket", "prefix", "project", "dataset", "from_ts", "to_ts"),
		styles:          db.NewBuffer("style", "source_id", "line", "bucket", "name", "content", "delimiter", "from_ts", "to_ts"),
		styleOperations: db.NewBuffer("style_operation", "source_id", "line", "ordinal", "operation"),
		prices: db.NewBuffer("own_price", "source_id", "line", "site", "currency", "item", "operation", "tier", "price", "per", "unit",
			"from_ts", "to_ts", "basis", "source"),
		coverage:           db.NewBuffer("coverage_statement", "source_id", "line", "channel", "subject", "from_ts", "to_ts", "records", "origin"),
		coverageOperations: db.NewBuffer("coverage_operation", "source_id", "line", "operation"),
		aliases:            db.NewBuffer("alias", "source_id", "line", "bill_id", "project", "region", "from_ts", "to_ts"),
		metering:           db.NewBuffer("metering_hour", "source_id", "line", "bucket", "hour", "get_requests", "put_requests", "process_bytes"),
	}
}

// KeepProject implements model.RecordWriter.
func (i *Import) KeepProject(line int64, p *model.Project) {
	i.registry.projects.Add(i.source.ID, line, p.Name, p.Region, p.CreatedAt, p.Template)
	i.keep(i.registry.projects)
}

// KeepDataset implements model.RecordWriter.
func (i *Import) KeepDataset(line int64, d *model.Dataset) {
	i.registry.datasets.Add(i.source.ID, line, d.Project, d.Name, d.Template)
	i.keep(i.registry.datasets)
}

// KeepBinding implements model.RecordWriter.
func (i *Import) KeepBinding(line int64, b *model.Binding) {
	i.registry.bindings.Add(i.source.ID, line, b.Bucket, b.Prefix, b.Project, b.Dataset, b.From, b.To)
	i.keep(i.registry.bindings)
}

// KeepStyle implements model.RecordWriter.
func (i *Import) KeepStyle(line int64, s *model.Style) {
	i.registry.styles.Add(i.source.ID, line, s.Bucket, s.Name, s.Content, s.Delimiter, s.From, s.To)
	for ordinal, operation := range s.Operations {
		i.registry.styleOperations.Add(i.source.ID, line, int64(ordinal), operation)
	}
	i.keep(i.registry.styles)
}

// KeepPrice implements model.RecordWriter.
func (i *Import) KeepPrice(line int64, p *model.Price) {
	i.registry.prices.Add(i.source.ID, line, p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), p.Per, p.Unit,
		p.From, p.To, p.Basis, p.Source)
	i.keep(i.registry.prices)
}

// KeepCoverage implements model.RecordWriter.
func (i *Import) KeepCoverage(line int64, s *model.CoverageStatement) {
	var records any
	if s.Counted {
		records = s.Records
	}
	i.registry.coverage.Add(i.source.ID, line, string(s.Channel), s.Subject, s.From, s.To, records, s.Source)
	for _, operation := range s.Operations {
		i.registry.coverageOperations.Add(i.source.ID, line, operation)
	}
	i.keep(i.registry.coverage)
}

// KeepAlias implements model.RecordWriter.
func (i *Import) KeepAlias(line int64, a *model.Alias) {
	i.registry.aliases.Add(i.source.ID, line, a.BillID, a.Project, a.Region, a.From, a.To)
	i.keep(i.registry.aliases)
}

// KeepMetering implements model.RecordWriter.
func (i *Import) KeepMetering(line int64, m *model.MeteringHour) {
	i.registry.metering.Add(i.source.ID, line, m.Bucket, m.Hour, orNull(m.GetRequests), orNull(m.PutRequests), orNull(m.ProcessBytes))
	i.keep(i.registry.metering)
}

// orNull is a number for the database, NULL where none is stated.
func orNull(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}

func (l *registryLoader) flush(i *Import) error {
	for _, f := range []*db.Buffer{l.projects, l.datasets, l.bindings, l.styles, l.styleOperations, l.prices,
		l.coverage, l.coverageOperations, l.aliases, l.metering} {
		if err := i.load(f); err != nil {
			return err
		}
	}
	return nil
}

// finish puts the requests that are stored already under the prefixes of new
// bindings, so that a changed binding never asks for logs to be re-read, and notes
// new styles.
func (l *registryLoader) finish(i *Import) error {
	switch i.source.Kind {
	case model.KindStyles:
		return seekStyles(i)
	case model.KindBindings:
		return moveToBindings(i)
	}
	return nil
}

func moveToBindings(i *Import) error {
	if err := i.writer.symbols.addBoundPrefixes(i.tx); err != nil {
		return err
	}
	for _, statement := range []string{moveRequests, dropMovedHours, sumMovedHours} {
		if _, err := i.tx.Exec(statement); err != nil {
			return fmt.Errorf("apply new bindings to stored requests: %w", err)
		}
	}
	return sumMovedWrites(i.tx)
}

const (
	// moveRequests gives every request the longest prefix that its key begins with.
	moveRequests = `
UPDATE oss_usage SET prefix_id = (
    SELECT p.id FROM bucket_prefix p JOIN bucket_prefix mine ON mine.id = oss_usage.prefix_id AND mine.bucket_id = p.bucket_id
    WHERE substr(oss_usage.object_key, 1, length(p.prefix)) = p.prefix
    ORDER BY length(p.prefix) DESC LIMIT 1)
WHERE prefix_id IN (SELECT id FROM bucket_prefix WHERE bucket_id IN (SELECT bucket_id FROM bucket_prefix WHERE prefix <> ''))`
	dropMovedHours = `
DELETE FROM oss_hour
WHERE prefix_id IN (SELECT id FROM bucket_prefix WHERE bucket_id IN (SELECT bucket_id FROM bucket_prefix WHERE prefix <> ''))`
	sumMovedHours = `
INSERT INTO oss_hour (source_id, hour, prefix_id, operation_id, extension_id, status, requests)
SELECT source_id, at - at % 3600, prefix_id, operation_id, extension_id, status, count(*)
FROM oss_usage
WHERE prefix_id IN (SELECT id FROM bucket_prefix WHERE bucket_id IN (SELECT bucket_id FROM bucket_prefix WHERE prefix <> ''))
GROUP BY source_id, at - at % 3600, prefix_id, operation_id, extension_id, status`
)
