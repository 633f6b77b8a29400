package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
)

// Reader runs statements that read, under one context: on a database as it
// stands, or on what a transaction sees.
type Reader struct {
	ctx    context.Context
	from   Querier
	engine Engine
	open   *openRows // of a transaction that writes, else nil
}

// Context is the context that statements run under.
func (r Reader) Context() context.Context { return r.ctx }

// Snapshot runs a function that sees one state of the database throughout. What
// reads within a transaction does so already.
func (r Reader) Snapshot(do func(Reader) error) (err error) {
	pool, isPool := r.from.(*sql.DB)
	if !isPool {
		return do(r)
	}
	tx, err := pool.BeginTx(r.ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	defer func() { err = errors.Join(err, rollbackUnlessDone(tx)) }()
	return do(Reader{ctx: r.ctx, from: tx, engine: r.engine})
}

// Query scans each row of a statement into the given variables and calls each.
func (r Reader) Query(statement string, args []any, each func(), into ...any) error {
	for err := range r.Scan(statement, args, into...) {
		if err != nil {
			return err
		}
		each()
	}
	return nil
}

// One scans the first row of a statement; sql.ErrNoRows where there is none.
func (r Reader) One(statement string, args []any, into ...any) error {
	for err := range r.Scan(statement, args, into...) {
		return err
	}
	return sql.ErrNoRows
}

// Scan yields nil for each row of a statement, once it stands in the given
// variables, and at the end the error that there was, if any.
func (r Reader) Scan(statement string, args []any, into ...any) iter.Seq[error] {
	return r.open.during(Scan(r.ctx, r.from, traced(r.ctx, statement), args, into...))
}

// ScanLong is Scan for "SELECT columns tables" where that is a long table: see
// Engine.ScanLong.
func (r Reader) ScanLong(columns, tables string, args []any, into ...any) iter.Seq[error] {
	traced(r.ctx, "SELECT "+columns+" "+tables)
	return r.open.during(r.engine.ScanLong(r.ctx, r.from, columns, tables, args, into...))
}

// QueryLong is Query by ScanLong.
func (r Reader) QueryLong(columns, tables string, args []any, each func(), into ...any) error {
	for err := range r.ScanLong(columns, tables, args, into...) {
		if err != nil {
			return err
		}
		each()
	}
	return nil
}

// Verify looks whether the stored database is sound: see Engine.Verify.
func (r Reader) Verify() (pages int64, faults []string, err error) {
	return r.engine.Verify(r.ctx, r.from)
}

// Unreachable reports whether an error of a statement says that the database could not
// be asked just now, which tells nothing of what is stored.
func (r Reader) Unreachable(err error) bool {
	return errors.Is(err, ErrUnreachable) || r.engine.Unreachable(err)
}

// Rows runs a statement whose columns the caller does not know. The rows must be
// closed.
func (r Reader) Rows(statement string, args ...any) (*sql.Rows, error) {
	return r.from.QueryContext(r.ctx, traced(r.ctx, statement), args...)
}
