package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Work is one transaction in which a walk through the database builds its
// temporary tables and writes its results: all of them, or none.
type Work struct {
	ctx context.Context
	tx  *sql.Tx
	who string
}

// Work runs do in one transaction and drops the temporary tables it made.
func (db *DB) Work(ctx context.Context, do func(*Work) error) (err error) {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin work: %w", err)
	}
	defer func() { err = errors.Join(err, rollbackUnlessDone(tx)) }()
	w := &Work{ctx: ctx, tx: tx, who: db.who}
	if err := do(w); err != nil {
		return err
	}
	if err := w.dropTemporary(); err != nil {
		return err
	}
	return tx.Commit()
}

// Script executes SQL statements that take no parameters. name says which
// script it is when one fails.
func (w *Work) Script(name, statements string) error {
	if _, err := w.tx.ExecContext(w.ctx, statements); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Query scans each row of a statement into the given places and calls each.
func (w *Work) Query(statement string, args []any, each func(), into ...any) error {
	return query(w.ctx, w.tx, statement, args, each, into...)
}

// Rows is a batch of rows on its way into a table.
type Rows struct {
	w *Work
	f *feed
}

// Into starts a batch for a table and some of its columns.
func (w *Work) Into(table string, columns ...string) *Rows {
	return &Rows{w: w, f: newFeed(table, columns...)}
}

// Add appends one row, loading the batch when enough is waiting. Values are
// int64, string or nil, in the order of the columns.
func (r *Rows) Add(values ...any) error {
	for _, v := range values {
		r.f.values = append(r.f.values, v)
	}
	if r.f.rows() < batchRows {
		return nil
	}
	return r.Flush()
}

// Flush loads what is waiting.
func (r *Rows) Flush() error {
	_, err := r.f.insert(r.w.ctx, r.w.tx)
	r.f.clear()
	return err
}

func (w *Work) dropTemporary() error {
	var names []string
	var name string
	err := w.Query("SELECT name FROM sqlite_temp_master WHERE type = 'table' AND name NOT LIKE 'feed\\_%' ESCAPE '\\'", nil,
		func() { names = append(names, name) }, &name)
	if err != nil {
		return fmt.Errorf("list temporary tables: %w", err)
	}
	for _, name := range names {
		if _, err := w.tx.ExecContext(w.ctx, "DROP TABLE temp."+name); err != nil {
			return fmt.Errorf("drop temporary table %s: %w", name, err)
		}
	}
	return nil
}
