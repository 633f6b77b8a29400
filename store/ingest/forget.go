package ingest

import (
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// WithDependants lists a source and, behind it, all that hold duplicates of its
// records or of each other's. It lists none where that source is not there.
func WithDependants(r db.Reader, source int64) ([]model.Source, error) {
	all, err := sources.Where(r, "id = ?", source)
	if err != nil {
		return nil, err
	}
	listed := map[int64]bool{source: true}
	for n := 0; n < len(all); n++ {
		id := all[n].ID
		direct, err := sources.Where(r, `id IN (
			SELECT source_id FROM duplicate_line WHERE request_id IN (
				SELECT hex(request_id) FROM oss_usage WHERE source_id = ?
				UNION ALL SELECT identity FROM bill_line WHERE source_id = ?)
			UNION ALL SELECT d.source_id FROM api_call c JOIN source k ON k.kind = c.channel
			JOIN duplicate_line d ON d.source_id = k.id AND d.request_id = c.request_id WHERE c.source_id = ?)`, id, id, id)
		if err != nil {
			return nil, err
		}
		for _, d := range direct {
			if !listed[d.ID] {
				all, listed[d.ID] = append(all, d), true
			}
		}
	}
	return all, nil
}

// Forget takes one source back out: its records, counts and rejected lines.
func Forget(tx *db.Tx, s model.Source, at time.Time) error {
	statements := []string{
		"DELETE FROM api_call_object WHERE EXISTS (SELECT 1 FROM api_call c WHERE c.source_id = ?" +
			" AND c.request_id = api_call_object.request_id AND c.channel = api_call_object.channel)",
		"DELETE FROM bill_row WHERE bill_line_id IN (SELECT id FROM bill_line WHERE source_id = ?)",
		"DELETE FROM source WHERE id = ?",
	}
	for _, table := range []string{
		"oss_usage", "oss_hour", "log_hour", "api_call", "bill_line", "rejected_line", "duplicate_line",
		"project", "dataset", "binding", "style", "style_operation", "own_price", "late_source",
	} {
		statements = append(statements, "DELETE FROM "+table+" WHERE source_id = ?")
	}
	for _, statement := range statements {
		if _, err := tx.Exec(statement, s.ID); err != nil {
			return err
		}
	}
	return audit.Record(tx, audit.Entry{At: at, Kind: audit.Forgotten, Subject: s.SHA256, Facts: sources.Facts{Source: s.ID, Kind: s.Kind, Name: s.Name}})
}
