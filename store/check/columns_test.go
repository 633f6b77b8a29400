package check_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"immrecon/store/check"
	"immrecon/store/db"
	"immrecon/store/storetest"
)

// unnoticed says why a change of a column, of a whole row, or of anything in a table,
// is no fault.
var unnoticed = map[string]string{
	"catalogue.loaded_at":       "when the catalogue was loaded: nothing reads it",
	"source_place":              "where a file was read, so that it need not be read again: no figure comes from it, and a copy of the file at another place is read",
	"source_in_rows." + rowLess: "which logs an earlier version of the program imported: an import looks for duplicates of their writes in other places",
	"symbol." + rowMore:         "a name that no record has",
}

// whyUnnoticed is the reason for an exception, "" where there is none.
func whyUnnoticed(table, what string) string {
	return cmp.Or(unnoticed[table], unnoticed[table+"."+what])
}

// schemaTable is of the schema, not of the data: which migrations were applied, and when.
const schemaTable = "goose_db_version"

// What is done to whole rows, as the page calls it.
const (
	rowLess = "(a row taken out)"
	rowMore = "(a row put in)"
)

// change is one change behind the program's back. What is a column, or what is done to
// a row.
type change struct {
	what       string
	statements []string // that make it, of which one is enough
}

// noticed are the checks that find a fault, by table and what was changed.
type noticed map[string]map[string][]string

// Of every table and column, a change of a row behind the program's back is a fault;
// so is a row that is taken out, and one that is put in.
func TestEveryChangeIsNoticed(t *testing.T) {
	again := storetest.Copies(t, func(d *storetest.Database) { everything(t, d) })
	whole := again(t)
	whole.MustHold()
	all := noticed{}
	var lock sync.Mutex
	t.Run("table", func(t *testing.T) {
		for _, table := range whole.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> ? ORDER BY name", schemaTable) {
			t.Run(table, func(t *testing.T) {
				t.Parallel()
				found := noticedIn(t, again(t), table)
				lock.Lock()
				defer lock.Unlock()
				all[table] = found
			})
		}
	})
	holdsPage(t, all)
}

// noticedIn makes every change of a table, and names by what was changed the checks that
// find a fault.
func noticedIn(t *testing.T, d *storetest.Database, table string) map[string][]string {
	if d.Value("SELECT count(*) FROM "+table) == "0" {
		t.Error("it has no row")
		return nil
	}
	found := map[string][]string{}
	for _, c := range changesOf(d, table) {
		names := noticing(t, d, c)
		why := whyUnnoticed(table, c.what)
		switch {
		case len(names) == 0 && why == "":
			t.Errorf("%s goes unnoticed: %s", c.what, c)
		case len(names) > 0 && why != "":
			t.Errorf("%s is noticed by %s, and an exception all the same: %s", c.what, names, why)
		}
		// A column that is changed in two ways is noticed by what notices both.
		if before, twice := found[c.what]; twice {
			names = slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(before, name) })
		}
		found[c.what] = names
		t.Logf("%s: %s", c.what, strings.Join(names, ", "))
	}
	return found
}

// noticing makes a change, names the checks that find a fault, and takes it back.
func noticing(t *testing.T, d *storetest.Database, c change) (names []string) {
	err := d.Try(t.Context(), func(tx *db.Tx) error {
		err := c.make(tx)
		if err != nil {
			return err
		}
		checks, err := check.All(tx.Reader)
		for _, one := range checks {
			if len(one.Faults) > 0 {
				names = append(names, one.Name)
			}
		}
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", c, err)
	}
	return names
}

// make makes the change, to the first of its values that the keys of the table allow.
func (c change) make(tx *db.Tx) (err error) {
	for _, statement := range c.statements {
		changed, failed := tx.Exec(statement)
		if failed == nil && changed != 1 {
			failed = fmt.Errorf("%d rows changed", changed)
		}
		if failed == nil {
			return nil
		}
		err = errors.Join(err, failed)
	}
	return err
}

// String tells how it is made.
func (c change) String() string { return strings.Join(c.statements, " or ") }

// changesOf are the changes of a table: of each column, a row less and a row more.
func changesOf(d *storetest.Database, table string) (all []change) {
	row := fmt.Sprintf("rowid = (SELECT rowid FROM %s ORDER BY rowid LIMIT 1 OFFSET (SELECT count(*) / 2 FROM %s))", table, table)
	columns := d.Rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
	for _, column := range columns {
		var statements []string
		for _, value := range others(d, table, column) {
			statements = append(statements, fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s", table, column, value, row))
		}
		all = append(all, change{column, statements})
		if d.Value("SELECT count("+column+") > 0 AND (SELECT \"notnull\" = 0 FROM pragma_table_info(?) WHERE name = ?) FROM "+table, table, column) == "1" {
			all = append(all, change{column, []string{fmt.Sprintf("UPDATE %s SET %s = NULL WHERE rowid = (SELECT min(rowid) FROM %s WHERE %s IS NOT NULL)",
				table, column, table, column)}})
		}
	}
	return append(all, change{rowLess, []string{"DELETE FROM " + table + " WHERE " + row}}, change{rowMore, []string{another(d, table, columns, row)}})
}

// others are SQL for other values of a column: of a number the next, and one that is
// far from all others.
func others(d *storetest.Database, table, column string) []string {
	switch d.Value("SELECT type FROM pragma_table_info(?) WHERE name = ?", table, column) {
	case "TEXT":
		return []string{"coalesce(" + column + ", '') || '7'"}
	case "BYTEA", "BLOB":
		return []string{column + " || x'00'"}
	}
	return []string{"coalesce(" + column + ", 0) + 1", "coalesce(" + column + ", 0) + 1000003"}
}

// another copies a row with another value in the last column of each of its keys.
func another(d *storetest.Database, table string, columns []string, row string) string {
	values := slices.Clone(columns)
	for _, key := range d.Rows(`SELECT name FROM (SELECT name, max(pk) FROM pragma_table_info(?))
		UNION SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i."unique" = 1
		AND c.seqno = (SELECT max(seqno) FROM pragma_index_info(i.name))`, table, table) {
		all := others(d, table, key)
		values[slices.Index(columns, key)] = all[len(all)-1]
	}
	return fmt.Sprintf("INSERT INTO %s SELECT %s FROM %s WHERE %s", table, strings.Join(values, ", "), table, row)
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
