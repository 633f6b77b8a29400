package sqlite_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"immrecon/store/db"
	"immrecon/store/db/dbtest"
	"immrecon/store/db/sqlite"
)

func TestSuite(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, migrations fs.FS) *db.DB {
		return opened(t, filepath.Join(t.TempDir(), "test.db"), migrations)
	})
}

// opened opens a file and closes it when the test ends.
func opened(t *testing.T, path string, migrations fs.FS) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), sqlite.New(), path, migrations)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

var oneTable = fstest.MapFS{"00001_entry.sql": &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE entry (id BIGINT PRIMARY KEY);\n")}}

func TestFileNamesMayHoldAnyCharacter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "100% sure? #1 春.db")
	d := opened(t, path, oneTable)
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO entry (id) VALUES (7)")
		return err
	})
	var id int64
	if err == nil {
		err = d.Reader(t.Context()).One("SELECT id FROM entry", nil, &id)
	}
	if err != nil || id != 7 {
		t.Errorf("wrote 7, read %d, %v", id, err)
	}
	if got := fmt.Sprint(filepath.Glob(filepath.Join(filepath.Dir(path), "100*.db"))); got != fmt.Sprint([]string{path}, error(nil)) {
		t.Errorf("files: %s", got)
	}
}

func TestWhatIsNoDatabaseIsRefused(t *testing.T) {
	folder := t.TempDir()
	letter := filepath.Join(folder, "letter.txt")
	const text = "Dear sirs,\nenclosed you find a letter that is no database, however long it may go on about that. Yours faithfully\n"
	if err := os.WriteFile(letter, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, location := range []string{"postgres://db.example/audit", filepath.Join(folder, "missing", "audit.db"), folder, letter} {
		if d, err := db.Open(t.Context(), sqlite.New(), location, oneTable); err == nil {
			t.Errorf("%s was opened", location)
			d.Close()
		}
	}
	if left, err := os.ReadFile(letter); err != nil || string(left) != text {
		t.Errorf("the file that is no database became %q, %v", left, err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("what was refused left %v, %v", files, err)
	}
}
