package main

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fill makes a database by statements.
func fill(t *testing.T, path string, statements ...string) {
	t.Helper()
	d, err := sql.Open("sqlite", path)
	noError(t, err)
	for _, statement := range statements {
		_, err := d.Exec(statement)
		noError(t, err)
	}
	noError(t, d.Close())
}

// What is no database of this program, or one that it does not know yet, is refused
// before a byte of it is changed, and said in words.
func TestDatabasesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		want string
	}{
		"of another program": {func(t *testing.T, path string) {
			fill(t, path, "CREATE TABLE source (id INT)", "INSERT INTO source VALUES (1)")
		},
			"it is the database of another program and was left as it is; give --db another name"},
		"with migrations of its own": {func(t *testing.T, path string) {
			fill(t, path, "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY, version_id INT, is_applied INT, tstamp TEXT)", "CREATE TABLE orders (id INT)")
		}, "it is the database of another program and was left as it is"},
		"of a newer version": {func(t *testing.T, path string) {
			output(t, filepath.Dir(path), "--quiet", "--db", path, "import", "projects.csv")
			fill(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
		}, "a newer immrecon has made it: its schema is version 99999, and this program knows "},
		"no database": {func(t *testing.T, path string) { write(t, path, strings.Repeat("a bill, perhaps\n", 100)) },
			"it is no SQLite database, or it is damaged beyond reading"},
		"a folder": {func(t *testing.T, path string) { noError(t, os.Mkdir(path, 0o700)) },
			"it is a folder; give --db the name of a file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, filepath.Join(dir, "projects.csv"), "project,region,created_at,workflow_template\ngallery,ap-southeast-1,2024-01-01T00:00:00+08:00,\n")
			path := filepath.Join(dir, "audit.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			for _, args := range [][]string{{"import", "projects.csv"}, {"sources"}, {"check"}, {"reconcile", "--month", "2026-03"}, {"audit", "projects.csv", "--month", "2026-03"}} {
				s := start(t, dir, append([]string{"--db", "audit.db"}, args...)...)
				s.ends(t, exitTrouble)
				if !strings.Contains(s.said.String(), "open database audit.db: "+c.want) {
					t.Errorf("%s: %s", args[0], s.said.String())
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("it was changed")
			}
			left, err := filepath.Glob(path + "-*")
			noError(t, err)
			if len(left) > 0 {
				t.Errorf("beside it were left %v", left)
			}
		})
	}
}

// A database that may not be written to, in a folder that may not either, is read and
// checked; what would write to it says why it cannot.
func TestReadOnlyDatabase(t *testing.T) {
	t.Parallel()
	dir, reader := openFolder(t), asNobody(t)
	output(t, dir, "--quiet", "demo", "month", "--days", "1")
	output(t, dir, "--quiet", "import", "month")
	output(t, dir, "--quiet", "reconcile", "--month", "2026-03", "--fail-on", "1000000")
	path := filepath.Join(dir, "immrecon.db")
	noError(t, errors.Join(os.Chmod(path, 0o444), os.Chmod(dir, 0o555)))
	defer os.Chmod(dir, 0o755)
	for _, args := range []string{"check", "summary --month 2026-03", "findings --month 2026-03", "sources", "export json --month 2026-03 --out -"} {
		if said, code := reader(dir, strings.Fields(args)...); code != exitDone {
			t.Errorf("%s ended with %d: %s", args, code, said)
		}
	}
	for _, args := range []string{"import month", "reconcile --month 2026-03", "month close 2026-03"} {
		said, code := reader(dir, strings.Fields(args)...)
		if code != exitTrouble || !strings.Contains(said, "the database may not be written to: the file is read-only for this user") {
			t.Errorf("%s ended with %d: %s", args, code, said)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("the folder holds %v %v", entries, err)
	}
}

// openFolder is a folder that every user may read, which those of a test are not.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "immrecon-test-*")
	noError(t, errors.Join(err, os.Chmod(dir, 0o755)))
	t.Cleanup(func() { noError(t, os.RemoveAll(dir)) })
	return dir
}
