package store_test

import (
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"immrecon/store/db"
	"immrecon/store/db/sqlite"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"

	"immrecon/migrations"
	"immrecon/migrations/catalogue"
	"immrecon/store"
)

func TestOpenTwiceChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.db")
	first := storetest.OpenFile(t, path)
	first.Import(model.KindOSSLog, "a.log", func(in *ingest.Import) { in.KeepRequest(1, storetest.Request("A", "photos", "a.jpg", storetest.Noon)) })
	const loaded = "SELECT version || ' loaded at ' || loaded_at FROM catalogue"
	// a time of loading that a second loading would overwrite
	first.Tamper("UPDATE catalogue SET loaded_at = 1")
	before, version, schema := first.Content(), first.Value(loaded), first.Value("SELECT max(version_id) FROM goose_db_version")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	second := storetest.OpenFile(t, path)
	storetest.SameRows(t, "after reopening", second.Content(), before)
	if got := second.Value(loaded); got != version {
		t.Errorf("catalogue %s, was %s", got, version)
	}
	if got := second.Value("SELECT max(version_id) FROM goose_db_version"); got != schema || schema == "0" {
		t.Errorf("schema version %s, was %s", got, schema)
	}
}

func TestOpenReloadsACatalogueThatIsNotItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.db")
	first := storetest.OpenFile(t, path)
	before := first.Content()
	for _, statement := range []string{
		"UPDATE catalogue SET version = 'of another program'",
		"UPDATE price SET price = '99'",
		"DELETE FROM rule",
		"INSERT INTO item VALUES ('Withdrawn', 'image', 'Withdrawn item', 'call', 1, '')",
	} {
		first.Tamper(statement)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := storetest.OpenFile(t, path)
	storetest.SameRows(t, "after reopening", second.Content(), before)
	if got := second.Value("SELECT version FROM catalogue"); got != catalogue.Version() {
		t.Errorf("catalogue version %s, want %s", got, catalogue.Version())
	}
}

// A database whose making was interrupted after any of the migrations is its own, and
// the rest of it is made.
func TestOpenFinishesWhatWasInterrupted(t *testing.T) {
	all, err := fs.Glob(migrations.Files(), "*.sql")
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	some := fstest.MapFS{}
	for _, name := range all {
		content, err := fs.ReadFile(migrations.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		some[name] = &fstest.MapFile{Data: content}
		path := filepath.Join(t.TempDir(), "audit.db")
		interrupted, err := db.Open(t.Context(), sqlite.New(), path, some)
		if err == nil {
			err = interrupted.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		finished, err := store.Open(t.Context(), path)
		if err != nil {
			t.Errorf("interrupted after %s: %v", name, err)
			continue
		}
		if err := finished.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenRefusesWhatIsNoDatabaseOfItsOwn(t *testing.T) {
	for _, path := range []string{"postgres://db.example/audit", filepath.Join(t.TempDir(), "missing", "audit.db")} {
		if db, err := store.Open(t.Context(), path); err == nil {
			t.Errorf("%s was opened", path)
			db.Close()
		}
	}
	missing := filepath.Join(t.TempDir(), "none.db")
	if db, err := store.OpenExisting(t.Context(), missing); err == nil {
		t.Errorf("%s was opened", missing)
		db.Close()
	}
	if found, _ := filepath.Glob(missing + "*"); len(found) > 0 {
		t.Errorf("asking for a database that is not there left %v", found)
	}
}
