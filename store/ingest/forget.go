package ingest

import (
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/writes"
)

// WithDependants lists a source and, behind it, all that hold duplicates of its
// records or of each other's, or rows that were rejected for contradicting them. It
// lists none where that source is not there.
func WithDependants(r db.Reader, source int64) ([]model.Source, error) {
	stored, err := sources.All(r)
	if err != nil {
		return nil, err
	}
	var all []model.Source
	listed := map[int64]bool{}
	list := func(which map[int64]bool) {
		for _, s := range stored {
			if which[s.ID] && !listed[s.ID] {
				all, listed[s.ID] = append(all, s), true
			}
		}
	}
	list(map[int64]bool{source: true})
	for n := 0; n < len(all); n++ {
		dependants, err := repeating(r, all[n].ID)
		if err != nil {
			return nil, err
		}
		list(dependants)
	}
	return all, nil
}

// repeating finds the sources that hold duplicates of the records of one, or rows
// that contradict them.
func repeating(r db.Reader, source int64) (map[int64]bool, error) {
	found, err := repeatingRequests(r, source)
	if err != nil {
		return nil, err
	}
	var id int64
	return found, r.Query(`SELECT d.source_id FROM bill_line b JOIN duplicate_line d ON d.request_id = b.identity WHERE b.source_id = ?
		UNION SELECT d.source_id FROM api_call c JOIN source k ON k.kind = c.channel
		JOIN duplicate_line d ON d.source_id = k.id AND d.request_id = c.request_id WHERE c.source_id = ?
		UNION SELECT d.source_id FROM api_call c JOIN clashing_line d ON d.request_id = c.request_id
		WHERE c.source_id = ? AND c.channel = 'calls'`, []any{source, source, source},
		func() { found[id] = true }, &id)
}

// repeatingRequests finds those that hold duplicates of its requests.
func repeatingRequests(r db.Reader, source int64) (map[int64]bool, error) {
	requests, found := map[string]bool{}, map[int64]bool{}
	var packed []byte
	err := r.Query("SELECT request_id FROM oss_usage WHERE source_id = ?", []any{source}, func() { requests[digitsOf(packed)] = true }, &packed)
	if err == nil {
		err = writes.Read(r, "w.source_id = ?", []any{source}, func(p *writes.Page) {
			for _, w := range p.Writes {
				requests[digitsOf(w.ID)] = true
			}
		})
	}
	if err != nil || len(requests) == 0 {
		return found, err
	}
	var id int64
	var request string
	return found, r.QueryLong("source_id, request_id", "FROM duplicate_line ORDER BY source_id, line", nil,
		func() { found[id] = found[id] || requests[request] }, &id, &request)
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
		"oss_usage", "oss_write", "oss_hour", "log_hour", "api_call", "bill_line", "rejected_line", "duplicate_line", "clashing_line",
		"project", "dataset", "binding", "style", "style_operation", "own_price",
		"coverage_statement", "coverage_operation", "alias", "metering_hour", "bill_total", "bill_file", "bill_product", "late_source", "source_place", "source_in_rows",
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
