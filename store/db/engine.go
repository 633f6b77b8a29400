package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"iter"

	"github.com/pressly/goose/v3"
)

// ErrHeld says that another program is writing to the database.
var ErrHeld = errors.New("another program is writing to the database")

// ErrUnreachable says that a database could not be asked just now: its disk did not
// answer, another program has it, or memory ran out. It tells nothing of what is stored.
var ErrUnreachable = errors.New("the database could not be asked")

// ErrReadOnly says that a database may be read and not written to.
var ErrReadOnly = errors.New("the database may not be written to")

// Engine is what a kind of database does in its own way.
type Engine interface {
	// Open opens the database for writing and, as a second pool that is barred
	// from it, for reading. It creates what is not there. What is no database of
	// this program it leaves untouched: that is an error, and so is, as ErrReadOnly,
	// one that may not be written to.
	Open(ctx context.Context, location string) (write, read *sql.DB, err error)
	// Begin starts a transaction that writes; ended must be called once it has ended.
	// Where another program has been writing for too long, the error is ErrHeld and
	// says who it is.
	Begin(ctx context.Context, write *sql.DB) (tx *sql.Tx, ended func(), err error)
	// Migrate runs a function that makes the schema, while no other program is in such a
	// function on the same database. A power cut may take back its last commits until
	// something else is committed: they would be made again.
	Migrate(ctx context.Context, write *sql.DB, do func() error) error
	// Close releases what Open and Begin took beside the two pools.
	Close() error
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
	// Unreachable reports whether a statement's error is one of those that
	// ErrUnreachable stands for.
	Unreachable(err error) bool
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
