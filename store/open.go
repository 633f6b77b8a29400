package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"immrecon/migrations"
	"immrecon/store/db"
	"immrecon/store/db/sqlite"
	"immrecon/store/ratecard"
)

// nobody is whom the audit log records what is done of where no name was given.
const nobody = "unknown"

// Open opens the database of an audit, creating it if need be, and brings its
// schema and its catalogue up to this program's version.
func Open(ctx context.Context, location string) (*db.DB, error) {
	d, err := db.Open(ctx, sqlite.New(), location, migrations.Files())
	if err != nil {
		return nil, err
	}
	d.User = nobody
	if err := ratecard.Load(ctx, d); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", location, err), d.Close())
	}
	return d, nil
}

// Damaged reports whether an error says that the file of the database is damaged, or is
// no database.
func Damaged(err error) bool { return sqlite.Damaged(err) }

// OpenToRead opens a database that must be there already to read it as it is: nothing
// is migrated, loaded or written. A statement may fail where the database is of another
// version of the program.
func OpenToRead(location string) (*db.DB, error) {
	if _, err := os.Stat(location); err != nil {
		return nil, fmt.Errorf("open database %s: %w", location, err)
	}
	engine := sqlite.New()
	read, err := engine.OpenToRead(location)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", location, err)
	}
	return db.Reading(engine, read), nil
}

// OpenExisting opens a database that must be there already: what reads results
// should not leave an empty file behind.
func OpenExisting(ctx context.Context, location string) (*db.DB, error) {
	if _, err := os.Stat(location); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open database %s: there is no such file; import something first, or name the database with --db", location)
	}
	return Open(ctx, location)
}

// OpenToShow is OpenExisting for what only reads: one that may not be written to is
// read as it is, if it is of this version of the program.
func OpenToShow(ctx context.Context, location string) (*db.DB, error) {
	d, err := OpenExisting(ctx, location)
	if !errors.Is(err, db.ErrReadOnly) {
		return d, err
	}
	if d, err = OpenToRead(location); err != nil {
		return nil, err
	}
	if err := d.Current(ctx, migrations.Files()); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", location, err), d.Close())
	}
	return d, nil
}
