package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"immrecon/migrations/catalogue"
	"immrecon/store/model"
)

// openAt opens the database at path and closes it when the test ends.
func openAt(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

func openNew(t *testing.T) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "audit.db"))
}

// noon is an instant within the billing month that the tests play in.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60)).Unix()

// imported reads a source into the database; its content is its name.
func imported(t *testing.T, db *DB, kind model.Kind, name string, read func(*Import)) model.Source {
	t.Helper()
	s, err := tryImport(t, db, kind, name, read)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tryImport(t *testing.T, db *DB, kind model.Kind, name string, read func(*Import)) (model.Source, error) {
	t.Helper()
	in := begun(t, db, kind, name)
	read(in)
	return in.Commit("sha256 of "+name, int64(len(name)), time.Unix(noon, 0))
}

func begun(t *testing.T, db *DB, kind model.Kind, name string) *Import {
	t.Helper()
	in, err := db.Begin(context.Background(), model.Source{Kind: kind, Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// rowsOf gives the rows of a one-column statement, in their order.
func rowsOf(t *testing.T, db *DB, statement string, args ...any) []string {
	t.Helper()
	var all []string
	var row string
	if err := query(context.Background(), db.read, statement, args, func() { all = append(all, row) }, &row); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return all
}

// single is the only row of a one-column statement.
func single(t *testing.T, db *DB, statement string, args ...any) string {
	t.Helper()
	rows := rowsOf(t, db, statement, args...)
	if len(rows) != 1 {
		t.Fatalf("%s: %d rows, want 1", statement, len(rows))
	}
	return rows[0]
}

// content is every row of every table that holds records, as text; the events of
// how they came about are left out.
func content(t *testing.T, db *DB) []string {
	t.Helper()
	var all []string
	tables := rowsOf(t, db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT IN ('catalogue', 'event') ORDER BY name`)
	for _, table := range tables {
		columns := rowsOf(t, db, "SELECT 'quote(' || name || ')' FROM pragma_table_info(?) ORDER BY cid", table)
		row := "'" + table + ": '"
		for _, c := range columns {
			row += " || " + c + " || ' '"
		}
		rows := rowsOf(t, db, "SELECT "+row+" FROM "+table)
		slices.Sort(rows)
		all = append(all, rows...)
	}
	return all
}

// sameRows tells the rows that only one of two lists has.
func sameRows(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for _, row := range got {
		if !slices.Contains(want, row) {
			t.Errorf("%s: unexpected %s", what, row)
		}
	}
	for _, row := range want {
		if !slices.Contains(got, row) {
			t.Errorf("%s: missing %s", what, row)
		}
	}
	if !t.Failed() {
		t.Errorf("%s: the same rows, but not as often or not in the same order", what)
	}
}

func TestOpenTwiceChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.db")
	first, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	imported(t, first, model.KindOSSLog, "a.log", func(in *Import) { in.KeepRequest(1, request("A", "photos", "a.jpg", noon)) })
	const loaded = "SELECT version || ' loaded at ' || loaded_at FROM catalogue"
	// a time of loading that a second loading would overwrite
	if _, err := first.write.Exec("UPDATE catalogue SET loaded_at = 1"); err != nil {
		t.Fatal(err)
	}
	before, version, schema := content(t, first), single(t, first, loaded), single(t, first, "SELECT max(version_id) FROM goose_db_version")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	second := openAt(t, path)
	sameRows(t, "after reopening", content(t, second), before)
	if got := single(t, second, loaded); got != version {
		t.Errorf("catalogue %s, was %s", got, version)
	}
	if got := single(t, second, "SELECT max(version_id) FROM goose_db_version"); got != schema || schema == "0" {
		t.Errorf("schema version %s, was %s", got, schema)
	}
}

func TestOpenReloadsACatalogueThatIsNotItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.db")
	first, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	before := content(t, first)
	for _, statement := range []string{
		"UPDATE catalogue SET version = 'of another program'",
		"UPDATE price SET price = '99'",
		"DELETE FROM rule",
		"INSERT INTO item VALUES ('Withdrawn', 'image', 'Withdrawn item', 'call', 1, '')",
	} {
		if _, err := first.write.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := openAt(t, path)
	sameRows(t, "after reopening", content(t, second), before)
	if got := single(t, second, "SELECT version FROM catalogue"); got != catalogue.Version() {
		t.Errorf("catalogue version %s, want %s", got, catalogue.Version())
	}
}

func TestOpenRefusesWhatIsNoDatabaseOfItsOwn(t *testing.T) {
	for _, path := range []string{"postgres://db.example/audit", filepath.Join(t.TempDir(), "missing", "audit.db")} {
		if db, err := Open(context.Background(), path); err == nil {
			t.Errorf("%s was opened", path)
			db.Close()
		}
	}
	missing := filepath.Join(t.TempDir(), "none.db")
	if db, err := OpenExisting(context.Background(), missing); err == nil {
		t.Errorf("%s was opened", missing)
		db.Close()
	}
	if found, _ := filepath.Glob(missing + "*"); len(found) > 0 {
		t.Errorf("asking for a database that is not there left %v", found)
	}
}

func TestFileNamesMayHoldAnyCharacter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "100% sure? #1 春.db")
	db := openAt(t, path)
	imported(t, db, model.KindOSSLog, "a.log", func(in *Import) { in.Skip(1) })
	if got := fmt.Sprint(filepath.Glob(filepath.Join(filepath.Dir(path), "100*.db"))); got != fmt.Sprint([]string{path}, error(nil)) {
		t.Errorf("files: %s", got)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := openNew(t)
	if _, err := db.read.Exec("DELETE FROM item"); err == nil {
		t.Error("the reading pool deleted rows")
	}
}
