package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"immrecon/store/model"
)

const sourceColumns = "id, sha256, kind, name, bytes, lines_read, kept, skipped, duplicate, rejected, imported_at"

// Sources lists what was imported, in the order it was.
func (db *DB) Sources(ctx context.Context) ([]model.Source, error) {
	return readSources(ctx, db.read, "SELECT "+sourceColumns+" FROM source ORDER BY id")
}

// SourceWithContent finds the source that was imported with this SHA-256.
func (db *DB) SourceWithContent(ctx context.Context, sha256 string) (model.Source, bool, error) {
	found, err := readSources(ctx, db.read, "SELECT "+sourceColumns+" FROM source WHERE sha256 = ?", sha256)
	if err != nil || len(found) == 0 {
		return model.Source{}, false, err
	}
	return found[0], true, nil
}

func readSources(ctx context.Context, from querier, statement string, args ...any) ([]model.Source, error) {
	var all []model.Source
	var s model.Source
	var at int64
	t := &s.Tally
	err := query(ctx, from, statement, args, func() {
		s.ImportedAt = time.Unix(at, 0)
		all = append(all, s)
	}, &s.ID, &s.SHA256, &s.Kind, &s.Name, &s.Bytes, &t.Read, &t.Kept, &t.Skipped, &t.Duplicate, &t.Rejected, &at)
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	return all, nil
}

// RejectedLines lists what could not be read, of one source or, with 0, of all.
func (db *DB) RejectedLines(ctx context.Context, sourceID int64) ([]model.RejectedLine, error) {
	return readRejected(ctx, db.read, `SELECT r.source_id, s.name, r.line, r.reason, r.content
		FROM rejected_line r JOIN source s ON s.id = r.source_id
		WHERE ? IN (0, r.source_id) ORDER BY r.source_id, r.line`, sourceID)
}

func readRejected(ctx context.Context, from querier, statement string, args ...any) ([]model.RejectedLine, error) {
	var all []model.RejectedLine
	var r model.RejectedLine
	err := query(ctx, from, statement, args, func() { all = append(all, r) },
		&r.SourceID, &r.File, &r.Line, &r.Reason, &r.Text)
	if err != nil {
		return nil, fmt.Errorf("read rejected lines: %w", err)
	}
	return all, nil
}

// Forget takes one source back out: its records, counts and rejected lines.
// Sources that hold duplicates of its records go with it, and those that hold
// duplicates of theirs, because those lines would otherwise be missed; they are
// named so that they can be imported again. What a closed month rests on stays.
func (db *DB) Forget(ctx context.Context, id int64, at time.Time) (forgotten model.Source, dependants []model.Source, err error) {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return model.Source{}, nil, fmt.Errorf("forget source %d: %w", id, err)
	}
	defer func() { err = errors.Join(err, rollbackUnlessDone(tx)) }()
	found, err := readSources(ctx, tx, "SELECT "+sourceColumns+" FROM source WHERE id = ?", id)
	if err != nil {
		return model.Source{}, nil, err
	}
	if len(found) == 0 {
		return model.Source{}, nil, fmt.Errorf("there is no source %d; `immrecon sources` lists them", id)
	}
	all, err := withDependants(ctx, tx, found[0])
	if err != nil {
		return model.Source{}, nil, err
	}
	for _, s := range all {
		if err := db.forget(ctx, tx, s, at); err != nil {
			return model.Source{}, nil, fmt.Errorf("forget source %d: %w", id, err)
		}
	}
	err = tx.Commit()
	if err == nil {
		err = db.words.readPrefixes(ctx, db.write)
	}
	if err != nil {
		return model.Source{}, nil, fmt.Errorf("forget source %d: %w", id, err)
	}
	return all[0], all[1:], nil
}

// withDependants lists a source and, behind it, all that hold duplicates of its
// records or of each other's.
func withDependants(ctx context.Context, tx *sql.Tx, s model.Source) ([]model.Source, error) {
	all, listed := []model.Source{s}, map[int64]bool{s.ID: true}
	for n := 0; n < len(all); n++ {
		id := all[n].ID
		direct, err := readSources(ctx, tx, "SELECT "+sourceColumns+` FROM source WHERE id IN (
			SELECT source_id FROM duplicate_line WHERE request_id IN (
				SELECT hex(request_id) FROM oss_usage WHERE source_id = ?
				UNION ALL SELECT identity FROM bill_line WHERE source_id = ?)
			UNION ALL SELECT d.source_id FROM api_call c JOIN source k ON k.kind = c.channel
			JOIN duplicate_line d ON d.source_id = k.id AND d.request_id = c.request_id WHERE c.source_id = ?) ORDER BY id`, id, id, id)
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

func (db *DB) forget(ctx context.Context, tx *sql.Tx, s model.Source, at time.Time) error {
	if err := mayForget(ctx, tx, s); err != nil {
		return err
	}
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
		if _, err := tx.ExecContext(ctx, statement, s.ID); err != nil {
			return err
		}
	}
	return record(ctx, tx, db.who, deed{at, EventForgotten, s.SHA256, sourceFacts{Source: s.ID, Kind: s.Kind, Name: s.Name}})
}

func rollbackUnlessDone(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}
