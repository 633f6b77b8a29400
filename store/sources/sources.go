// Package sources reads what was imported: the sources, and the lines of them
// that could not be read. What they brought is written by package ingest.
package sources

import (
	"fmt"
	"time"

	"immrecon/store/db"
	"immrecon/store/model"
)

// All lists what was imported, in the order it was.
func All(r db.Reader) ([]model.Source, error) { return Where(r, "true") }

// WithContent finds the source that was imported with this SHA-256.
func WithContent(r db.Reader, sha256 string) (model.Source, bool, error) {
	found, err := Where(r, "sha256 = ?", sha256)
	if err != nil || len(found) == 0 {
		return model.Source{}, false, err
	}
	return found[0], true, nil
}

// Where lists the sources for which a condition of SQL holds, in the order they
// were imported.
func Where(r db.Reader, condition string, args ...any) ([]model.Source, error) {
	var all []model.Source
	var s model.Source
	var at int64
	t := &s.Tally
	err := r.Query(`SELECT id, sha256, kind, name, bytes, lines_read, kept, skipped, duplicate, rejected, imported_at
		FROM source WHERE `+condition+" ORDER BY id", args, func() {
		s.ImportedAt = time.Unix(at, 0)
		all = append(all, s)
	}, &s.ID, &s.SHA256, &s.Kind, &s.Name, &s.Bytes, &t.Read, &t.Kept, &t.Skipped, &t.Duplicate, &t.Rejected, &at)
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	return all, nil
}

// Rejected lists what could not be read, of one source or, with 0, of all.
func Rejected(r db.Reader, source int64) ([]model.RejectedLine, error) {
	return RejectedWhere(r, "CAST(? AS BIGINT) IN (0, r.source_id)", source)
}

// RejectedWhere lists the rejected lines r for which a condition of SQL holds.
func RejectedWhere(r db.Reader, condition string, args ...any) ([]model.RejectedLine, error) {
	var all []model.RejectedLine
	var line model.RejectedLine
	err := r.Query(`SELECT r.source_id, s.name, r.line, r.reason, r.content
		FROM rejected_line r JOIN source s ON s.id = r.source_id
		WHERE `+condition+" ORDER BY r.source_id, r.line", args, func() { all = append(all, line) },
		&line.SourceID, &line.File, &line.Line, &line.Reason, &line.Text)
	if err != nil {
		return nil, fmt.Errorf("read rejected lines: %w", err)
	}
	return all, nil
}

// BroughtTo lists what the sources of each kind brought to a month.
func BroughtTo(r db.Reader, month string) ([]model.Imported, error) {
	from, to, err := model.MonthSpan(month)
	if err != nil {
		return nil, err
	}
	var all []model.Imported
	var in model.Imported
	err = r.Query(`
		SELECT s.kind, count(*), CAST(sum(b.records) AS BIGINT) FROM (
			SELECT source_id, count(*) AS records FROM bill_line WHERE month = ? GROUP BY source_id
			UNION ALL SELECT source_id, CAST(sum(requests) AS BIGINT) FROM oss_hour WHERE hour >= ? AND hour < ? GROUP BY source_id
			UNION ALL SELECT source_id, count(*) FROM api_call WHERE at >= ? AND at < ? GROUP BY source_id) b
		JOIN source s ON s.id = b.source_id GROUP BY s.kind ORDER BY s.kind`,
		[]any{month, from, to, from, to}, func() { all = append(all, in) }, &in.Kind, &in.Sources, &in.Records)
	return all, err
}
