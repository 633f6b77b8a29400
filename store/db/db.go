package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"sync"

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

// migrate brings the schema up to the migrations.
func (d *DB) migrate(ctx context.Context, migrations fs.FS) error {
	provider, err := goose.NewProvider(d.engine.Dialect(), d.write, migrations)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	has, err := d.version(ctx)
	if knows := lastOf(provider); err == nil && has >= knows {
		return newer(has, knows)
	}
	if err := d.engine.Migrate(ctx, d.write, func() error { _, err := provider.Up(ctx); return err }); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// version is that of the schema; an error where there is none yet.
func (d *DB) version(ctx context.Context) (version int64, err error) {
	err = d.Reader(ctx).One("SELECT max(version_id) FROM "+goose.DefaultTablename, nil, &version)
	return version, err
}

// lastOf is the version that migrations lead to.
func lastOf(provider *goose.Provider) int64 {
	all := provider.ListSources()
	return all[len(all)-1].Version
}

// newer refuses a schema that a later version of the program has made.
func newer(has, knows int64) error {
	if has <= knows {
		return nil
	}
	return fmt.Errorf("a newer immrecon has made it: its schema is version %d, and this program knows %d; use that program, or another database", has, knows)
}

// Current reports, as an error, that the schema of a database which is open for reading
// is not that of the migrations.
func (d *DB) Current(ctx context.Context, migrations fs.FS) error {
	provider, err := goose.NewProvider(d.engine.Dialect(), d.read, migrations)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	has, err := d.version(ctx)
	if err != nil {
		return fmt.Errorf("read the version of the schema: %w", err)
	}
	if knows := lastOf(provider); has < knows {
		return fmt.Errorf("an older immrecon has made it: its schema is version %d, and this program needs %d; it must be writable to be brought up to that: copy it to where it is", has, knows)
	}
	return newer(has, lastOf(provider))
}

// Reading is a database that is open for reading alone, as it stands: its schema may be
// of another version.
func Reading(engine Engine, read *sql.DB) *DB { return &DB{engine: engine, read: read} }

// Close releases all connections.
func (d *DB) Close() error {
	if d.write == nil {
		return d.read.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close(), d.engine.Close())
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

// Try runs a function in one transaction of which nothing stays. One that only makes work
// tables waits for no other program, nor does any for it.
func (d *DB) Try(ctx context.Context, do func(*Tx) error) error {
	tx, err := d.write.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to try: %w", err)
	}
	t := d.transaction(ctx, tx, func() {})
	return errors.Join(do(t), t.Rollback())
}

// Begin starts a transaction. Exactly one of Commit and Rollback must follow;
// a Rollback after either does nothing.
func (d *DB) Begin(ctx context.Context) (*Tx, error) {
	tx, ended, err := d.engine.Begin(ctx, d.write)
	if err != nil {
		return nil, fmt.Errorf("begin to write: %w", err)
	}
	return d.transaction(ctx, tx, sync.OnceFunc(ended)), nil
}

func (d *DB) transaction(ctx context.Context, tx *sql.Tx, ended func()) *Tx {
	return &Tx{Reader: Reader{ctx: ctx, from: tx, engine: d.engine, open: new(openRows)}, User: d.User, tx: tx, ended: ended}
}

func rollbackUnlessDone(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}
