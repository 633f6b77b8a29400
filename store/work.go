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
	ctx    context.Context
	tx     *sql.Tx
	who    string
	sealed map[string]string // what statements of a seal come to, as far as known
}

// Work runs do in one transaction and drops the temporary tables it made.
func (db *DB) Work(ctx context.Context, do func(*Work) error) (err error) {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin work: %w", err)
	}
	defer func() { err = errors.Join(err, rollbackUnlessDone(tx)) }()
	w := &Work{ctx: ctx, tx: tx, who: db.who, sealed: map[string]string{}}
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

// QueryPacked is Query for long tables: see scanPacked.
func (w *Work) QueryPacked(columns, tables string, args []any, each func(), into ...any) error {
	for err := range scanPacked(w.ctx, w.tx, columns, tables, args, into...) {
		if err != nil {
			return err
		}
		each()
	}
	return nil
}

// Rows is a batch of rows on its way into a table.
type Rows struct {
	w      *Work
	f      *feed
	sealed *sealer // over the rows so far, the first column aside; nil if they are sealed later
}

// Into starts a batch for a table and some of its columns.
func (w *Work) Into(table string, columns ...string) *Rows {
	return &Rows{w: w, f: newFeed(table, columns...)}
}

// sealedInto is Into for a table whose rows come in the order of a statement
// that seals them, and with its columns behind the first.
func (w *Work) sealedInto(table string, columns ...string) *Rows {
	rows := w.Into(table, columns...)
	rows.sealed = newSealer()
	rows.sealed.table(len(columns) - 1)
	return rows
}

// flushSealed loads what is waiting of the last rows, and notes what the
// statement that seals them comes to.
func (r *Rows) flushSealed(statement string) error {
	r.w.sealed[statement] = r.sealed.seal()
	return r.Flush()
}

// Add appends one row, loading the batch when enough is waiting. Values are
// int64, string or nil, in the order of the columns.
func (r *Rows) Add(values ...any) error {
	for _, v := range values {
		r.f.values = append(r.f.values, v)
	}
	if r.sealed != nil {
		for _, v := range values[1:] {
			r.sealed.value(v)
		}
		r.sealed.end()
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
