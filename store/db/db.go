package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// DB is an open database. Writing goes through one connection, so that a
// transaction never waits for another of our own; reading has a pool that is
// barred from writing.
type DB struct {
	// User is whom the audit log records what is done of.
	User string

	engine      Engine
	write, read *sql.DB
}

// Open opens a database and brings its schema up to the migrations.
func Open(ctx context.Context, engine Engine, location string, migrations fs.FS) (*DB, error) {
	write, read, err := engine.Open(ctx, location)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", location, err)
	}
	d := &DB{engine: engine, write: write, read: read}
	if err := d.migrate(ctx, migrations); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", location, err), d.Close())
	}
	return d, nil
}

func (d *DB) migrate(ctx context.Context, migrations fs.FS) error {
	provider, err := goose.NewProvider(d.engine.Dialect(), d.write, migrations)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Reading is a database that is open for reading alone, as it stands: its schema may be
// of another version.
func Reading(engine Engine, read *sql.DB) *DB { return &DB{engine: engine, read: read} }

// Close releases all connections.
func (d *DB) Close() error {
	if d.write == nil {
		return d.read.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// Reader reads the database as it stands at each statement.
func (d *DB) Reader(ctx context.Context) Reader {
	return Reader{ctx: ctx, from: d.read, engine: d.engine}
}

// Read runs a function that sees one state of the database throughout.
func (d *DB) Read(ctx context.Context, do func(Reader) error) error {
	return d.Reader(ctx).Snapshot(do)
}

// Write runs a function in one transaction: all of what it writes stays, or
// none. Work tables that it made are dropped.
func (d *DB) Write(ctx context.Context, do func(*Tx) error) (err error) {
	tx, err := d.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.dropWorkTables(); err != nil {
		return err
	}
	return tx.Commit()
}

// Try runs a function in one transaction of which nothing stays, work tables
// included.
func (d *DB) Try(ctx context.Context, do func(*Tx) error) error {
	tx, err := d.Begin(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(tx), tx.Rollback())
}

// Begin starts a transaction. Exactly one of Commit and Rollback must follow;
// a Rollback after either does nothing.
func (d *DB) Begin(ctx context.Context) (*Tx, error) {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("begin to write: %w", err)
	}
	return &Tx{Reader: Reader{ctx: ctx, from: tx, engine: d.engine, open: new(openRows)}, User: d.User, tx: tx}, nil
}

func rollbackUnlessDone(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}
