// Package dbtest is the suite that every engine of package db must pass. Only
// tests import it.
package dbtest

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"immrecon/store/db"
)

// Opener opens a new database by the engine that is to be tested, and applies
// the migrations. The database is closed when the test ends.
type Opener func(t *testing.T, migrations fs.FS) *db.DB

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	for name, test := range map[string]func(*database){
		"Exec says how many rows it changed":        testExec,
		"Query gives each row":                      testQuery,
		"One is the first row":                      testOne,
		"Scan can be left early":                    testScanLeftEarly,
		"a decimal that is missing is not the last": testMissingDecimals,
		"texts are interned":                        testInterner,
		"ScanLong is Scan":                          testScanLong,
		"ScanLong of every type":                    testScanLongTypes,
		"Load leaves out what is there":             testLoad,
		"Load of what the table may not hold":       testLoadRefused,
		"LoadAll loads all or none":                 testLoadAll,
		"Insert loads by the buffer":                testInsert,
		"Insert waits for rows that are read":       testInsertWaits,
		"nothing is written while rows are read":    testWriteWhileReading,
		"staged rows are joined":                    testStage,
		"staging replaces":                          testStageReplaces,
		"staging after a rollback":                  testStageAfterRollback,
		"two databases stage at once":               testStageTwoDatabases,
		"work tables are dropped":                   testWorkTables,
		"what fails leaves nothing":                 testFailedWrite,
		"a transaction ends once":                   testTransactionEnds,
		"a trial leaves nothing":                    testTrial,
		"a transaction sees what it wrote":          testTransactionReads,
		"Read sees one state":                       testReadSeesOneState,
		"readers cannot write":                      testReadersCannotWrite,
		"statements are traced":                     testTrace,
		"a database is sound":                       testVerify,
		"texts are compared by their bytes":         testTexts,
		"a cancelled context ends it":               testCancelled,
	} {
		t.Run(name, func(t *testing.T) { test(&database{T: t, DB: open(t, migrations), open: open}) })
	}
}

// database is what a test of the suite is about: a new database with one table.
type database struct {
	*testing.T
	*db.DB
	open Opener
}

var migrations = fstest.MapFS{"00001_entry.sql": &fstest.MapFile{Data: []byte(`-- +goose Up
CREATE TABLE entry (
  id     BIGINT PRIMARY KEY,
  name   TEXT   NOT NULL,
  amount TEXT,
  body   BYTEA
);
`)}}

// write runs a function in one transaction, which must not fail.
func (d *database) write(do func(*db.Tx) error) {
	d.Helper()
	if err := d.Write(d.Context(), do); err != nil {
		d.Fatal(err)
	}
}

// fill writes entries with ids from 1 on.
func (d *database) fill(names ...string) {
	d.Helper()
	d.write(func(tx *db.Tx) error {
		rows := named(1, names...)
		return rows.Flush(tx)
	})
}

// named makes rows of the ids and names of entries.
func named(first int64, names ...string) *db.Buffer {
	rows := db.NewBuffer("entry", "id", "name")
	for n, name := range names {
		rows.Add(first+int64(n), name)
	}
	return rows
}

// has wants the database to have entries.
func (d *database) has(what string, want ...string) {
	d.Helper()
	d.same(what, d.texts(d.Reader(d.Context()), "SELECT id || ' ' || name FROM entry ORDER BY id"), want)
}

func (d *database) same(what string, got, want []string) {
	d.Helper()
	if !slices.Equal(got, want) {
		d.Errorf("%s: %q, want %q", what, got, want)
	}
}

// texts reads what a statement with one column selects.
func (d *database) texts(r db.Reader, statement string, args ...any) []string {
	d.Helper()
	var all []string
	var text string
	if err := r.Query(statement, args, func() { all = append(all, text) }, &text); err != nil {
		d.Fatalf("%s: %v", statement, err)
	}
	return all
}

// count reads a number.
func (d *database) count(r db.Reader, statement string, args ...any) (n int64) {
	d.Helper()
	if err := r.One(statement, args, &n); err != nil {
		d.Fatalf("%s: %v", statement, err)
	}
	return n
}

// numbers names so many entries.
func numbers(count int) []string {
	all := make([]string, count)
	for n := range all {
		all[n] = fmt.Sprint(n + 1)
	}
	return all
}
