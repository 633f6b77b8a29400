package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"iter"

	"github.com/pressly/goose/v3"
)

// Engine is what a kind of database does in its own way.
type Engine interface {
	// Open opens the database for writing and, as a second pool that is barred
	// from it, for reading. It creates what is not there.
	Open(ctx context.Context, location string) (write, read *sql.DB, err error)
	// Dialect is what migrations are applied as.
	Dialect() goose.Dialect
	// Load inserts rows into some columns of a table and says how many went in:
	// those whose key is there already are left out.
	Load(ctx context.Context, tx *sql.Tx, table string, columns []string, rows Rows) (int64, error)
	// Stage lets statements of the transaction read rows as a table, with the
	// columns of another, until rows are staged for that table again. It returns
	// the name to read them by.
	Stage(ctx context.Context, tx *sql.Tx, table string, columns []string, rows Rows) (name string, err error)
	// ScanLong scans what "SELECT columns tables" yields, as fast as the engine
	// can hand over rows. Of the columns, only decimals that may be missing can
	// be NULL, and tables must end in an order that leaves no choice.
	ScanLong(ctx context.Context, from Querier, columns, tables string, args []any, into ...any) iter.Seq[error]
	// WorkTables lists the temporary tables that the transaction sees.
	WorkTables(ctx context.Context, tx *sql.Tx) ([]string, error)
	// Verify looks whether the stored database is sound: it counts the pages, and
	// tells what is wrong with them. An error says that it could not look.
	Verify(ctx context.Context, from Querier) (pages int64, faults []string, err error)
}

// Querier is what *sql.DB and *sql.Tx have in common.
type Querier interface {
	QueryContext(ctx context.Context, statement string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, statement string, args ...any) (sql.Result, error)
}

// Rows are rows to load, each value an int64, a string, bytes or nil.
type Rows interface {
	Len() int
	Value(row, column int) driver.Value
}
