package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver

	"immrecon/migrations"
)

// DB is the audit's database. Writing goes through one connection, so that a
// transaction never waits for another of our own; reading has a pool that is
// barred from writing.
type DB struct {
	write *sql.DB
	read  *sql.DB
	words *dictionary
	who   string // whom events are recorded of, see As
	usage usage  // on its way in; kept because it grows large, and imports do not overlap
}

// Settings every connection starts with. WAL with synchronous=NORMAL loses at
// most the last commits on a power cut, never the consistency of the file. The
// cache is small: large tables are read once, from end to end, and written in
// the order of their keys, while every page that is cached costs the system's
// care to get it and to give it back.
const (
	bothPragmas  = "_pragma=busy_timeout(10000)&_pragma=cache_size(-8192)"
	writePragmas = bothPragmas + "&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
		"&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_txlock=immediate"
	readPragmas = bothPragmas + "&_pragma=query_only(1)"
)

// Open opens the database at path, creating it if need be, and brings its
// schema and its catalogue up to this program's version.
func Open(ctx context.Context, path string) (*DB, error) {
	if _, err := url.Parse(path); err == nil && isURL(path) {
		return nil, fmt.Errorf("open database %s: only SQLite files are supported so far; give --db a file name", path)
	}
	if err := feedModule(); err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	write, err := sql.Open("sqlite", dsn(absolute, writePragmas))
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	db := &DB{write: write, who: nobody}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), write.Close())
	}
	if db.read, err = sql.Open("sqlite", dsn(absolute, readPragmas)); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), write.Close())
	}
	return db, nil
}

// OpenExisting opens a database that must be there already: what reads results
// should not leave an empty file behind.
func OpenExisting(ctx context.Context, path string) (*DB, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open database %s: there is no such file; import something first, or name the database with --db", path)
	}
	return Open(ctx, path)
}

// Close releases both pools.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

func (db *DB) prepare(ctx context.Context) error {
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if err := db.loadCatalogue(ctx); err != nil {
		return err
	}
	words, err := readDictionary(ctx, db.write)
	db.words = words
	return err
}

func (db *DB) migrate(ctx context.Context) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db.write, migrations.SQLite())
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// dsn builds a file: URI, which unlike a plain name may hold any character.
func dsn(absolute, pragmas string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: pragmas}).String()
}

func isURL(path string) bool {
	u, err := url.Parse(path)
	return err == nil && len(u.Scheme) > 1 && u.Host != ""
}
