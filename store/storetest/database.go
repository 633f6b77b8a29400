// Package storetest opens databases for tests, fills them with made-up records
// and runs, and compares what is in them. Only tests import it.
package storetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"immrecon/store"
	"immrecon/store/db"
	"immrecon/store/ingest"
)

// Database is the database of a test, which fails where something cannot be
// done.
type Database struct {
	*db.DB
	Writer *ingest.Writer // of what Import imports

	t    testing.TB
	path string
}

// Open opens a new database. Migrating and loading the catalogue take long, so
// one file is made a test binary, and copied.
func Open(t testing.TB) *Database {
	t.Helper()
	content, err := newFile()
	if err != nil {
		t.Fatal(err)
	}
	return openCopy(t, content)
}

// OpenFile opens the database in a file, creating it if need be.
func OpenFile(t testing.TB, path string) *Database {
	t.Helper()
	opened, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	d := &Database{DB: opened, t: t, path: path}
	d.NewWriter(nil)
	return d
}

// NewWriter makes Import import with another writer. Settle may be nil.
func (d *Database) NewWriter(settle ingest.Settle) {
	d.t.Helper()
	var err error
	if d.Writer, err = ingest.NewWriter(d.t.Context(), d.DB, settle); err != nil {
		d.t.Fatal(err)
	}
}

// Copies fills a new database, and opens a copy of it for each test that asks.
func Copies(t testing.TB, fill func(*Database)) (another func(testing.TB) *Database) {
	t.Helper()
	original := Open(t)
	fill(original)
	// The last to close a file leaves nothing beside it.
	if err := original.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(original.path)
	if err != nil {
		t.Fatal(err)
	}
	return func(t testing.TB) *Database {
		t.Helper()
		return openCopy(t, content)
	}
}

func openCopy(t testing.TB, content []byte) *Database {
	t.Helper()
	path := filepath.Join(t.TempDir(), "audit.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return OpenFile(t, path)
}

// newFile is the file of a database that nothing was imported into.
var newFile = sync.OnceValues(func() (content []byte, err error) {
	folder, err := os.MkdirTemp("", "storetest")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "new.db")
	d, err := store.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
