package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver

	"immrecon/store/db"
)

// Engine is the SQLite engine, for one database: it knows what is staged in it.
type Engine struct {
	staged   map[string]*stage // by table and columns
	holder   holder
	patience time.Duration // with another program that is writing
}

// New makes the engine of one database.
func New() *Engine { return &Engine{staged: map[string]*stage{}, patience: time.Minute} }

// Settings every connection starts with. WAL with synchronous=FULL syncs the log at each
// commit, so that what has returned outlives a power cut, whatever it is: a claim and the
// run and sources that it rests on. NORMAL would lose the last commits, all of a session
// where another program keeps the log from being emptied. It saves a sync a commit, 1 to
// 2 % of an import where a sync takes a millisecond (docs/performance.md): small files
// share commits. The cache is small: large tables are read once, from end to end, and
// written in the order of their keys, while every page that is cached costs the system's
// care to get it and to give it back. LIKE minds case, as in other engines.
const (
	bothPragmas  = "_pragma=cache_size(-8192)&_pragma=case_sensitive_like(1)"
	writePragmas = "_pragma=busy_timeout(1000)&" + bothPragmas + "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)&_txlock=immediate"
	readPragmas  = "_pragma=busy_timeout(10000)&" + bothPragmas + "&_pragma=query_only(1)"
)

// Open implements db.Engine. The location is a file's name.
func (e *Engine) Open(ctx context.Context, location string) (write, read *sql.DB, err error) {
	absolute, err := e.prepare(ctx, location)
	if err != nil {
		return nil, nil, err
	}
	if write, err = sql.Open("sqlite", dsn(absolute, writePragmas)); err != nil {
		return nil, nil, err
	}
	write.SetMaxOpenConns(1)
	if err := e.connect(ctx, write); err != nil { // creates the file that the readers open
		return nil, nil, errors.Join(err, write.Close())
	}
	if read, err = sql.Open("sqlite", dsn(absolute, readPragmas)); err != nil {
		return nil, nil, errors.Join(err, write.Close())
	}
	return write, read, nil
}

// prepare makes sure that a location is a file which may become or is a database of
// this program, and gives its absolute name.
func (e *Engine) prepare(ctx context.Context, location string) (absolute string, err error) {
	if isURL(location) {
		return "", errors.New("only SQLite files are supported so far; give --db a file name")
	}
	if err := registerModule(); err != nil {
		return "", err
	}
	if absolute, err = filepath.Abs(location); err != nil {
		return "", err
	}
	if err := createPrivate(absolute); err != nil {
		return "", err
	}
	e.holder.path = absolute + "-holder"
	return absolute, e.inspect(ctx, absolute)
}

// connect opens the connection that writes. Two programs that are the first to open a
// database wait for each other here, which SQLite does not do by itself.
func (e *Engine) connect(ctx context.Context, write *sql.DB) error {
	return e.patiently(ctx, func() error { return write.PingContext(ctx) })
}

// Begin implements db.Engine.
func (e *Engine) Begin(ctx context.Context, write *sql.DB) (tx *sql.Tx, ended func(), err error) {
	err = e.patiently(ctx, func() error {
		tx, err = write.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	e.holder.take(db.CommandOf(ctx))
	return tx, e.holder.release, nil
}

// patiently does something that needs the database for itself as soon as no other
// program has it. That it has to wait it says after a second.
func (e *Engine) patiently(ctx context.Context, do func() error) error {
	told := false
	for until := time.Now().Add(e.patience); ; time.Sleep(10 * time.Millisecond) {
		err := do()
		switch {
		case !busy(err):
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(until):
			return fmt.Errorf("%w (%s); wait until that is done, then try again", db.ErrHeld, e.holder.who())
		case !told:
			db.TellWaiting(ctx, e.holder.who())
			told = true
		}
	}
}

// Migrate implements db.Engine. Not to sync each of its commits saves a new database two
// dozen syncs.
func (e *Engine) Migrate(ctx context.Context, write *sql.DB, do func() error) error {
	return e.holder.alone(ctx, e.patience, func() error {
		if _, err := write.ExecContext(ctx, "PRAGMA synchronous = NORMAL"); err != nil {
			return err
		}
		err := do()
		_, synced := write.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = FULL")
		return errors.Join(err, synced)
	})
}

// Close implements db.Engine.
func (e *Engine) Close() error { return e.holder.close() }

// createPrivate makes the file of a database that is not there, for its owner alone;
// SQLite gives the files beside it the same mode.
func createPrivate(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another program was faster
	}
	if err != nil {
		return fmt.Errorf("%w: is the folder there, and may it be written to?", err)
	}
	return file.Close()
}

// OpenToRead opens a database that is there for reading, and neither changes nor leaves
// a file. Where no other program has it open it cannot change while it is read, and
// SQLite is told so: else it would leave the files of its log behind.
func (e *Engine) OpenToRead(location string) (*sql.DB, error) {
	absolute, err := filepath.Abs(location)
	if err != nil {
		return nil, err
	}
	if err := registerModule(); err != nil {
		return nil, err
	}
	mode := "&mode=ro"
	if _, err := os.Stat(absolute + "-wal"); errors.Is(err, fs.ErrNotExist) {
		mode += "&immutable=1"
	}
	return sql.Open("sqlite", dsn(absolute, readPragmas+mode))
}

// dsn builds a file: URI, which unlike a plain name may hold any character.
func dsn(absolute, pragmas string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: pragmas}).String()
}

func isURL(location string) bool {
	u, err := url.Parse(location)
	return err == nil && len(u.Scheme) > 1 && u.Host != ""
}

// Dialect implements db.Engine.
func (*Engine) Dialect() goose.Dialect { return goose.DialectSQLite3 }

// Load implements db.Engine. A conflict other than of keys ends the whole
// transaction: that is what becomes of a failed load anyway, and SQLite need not
// keep what the statement changes to take back that alone.
func (e *Engine) Load(ctx context.Context, tx *sql.Tx, table string, columns []string, rows db.Rows) (int64, error) {
	s, err := e.stage(ctx, tx, table, columns, rows)
	if err != nil {
		return 0, err
	}
	defer func() { s.rows = nil }() // they are not to be held until the next are staged
	list := strings.Join(columns, ", ")
	result, err := tx.ExecContext(ctx, fmt.Sprintf("INSERT OR ROLLBACK INTO %s (%s) SELECT %s FROM %s WHERE true ON CONFLICT DO NOTHING", table, list, list, s.name))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// WorkTables implements db.Engine.
func (*Engine) WorkTables(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var names []string
	var name string
	for err := range db.Scan(ctx, tx, "SELECT name FROM sqlite_temp_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %' ORDER BY name", nil, &name) {
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

var _ db.Engine = (*Engine)(nil)

// ScanLong implements db.Engine.
func (*Engine) ScanLong(ctx context.Context, from db.Querier, columns, tables string, args []any, into ...any) iter.Seq[error] {
	return scanPacked(ctx, from, columns, tables, args, into...)
}
