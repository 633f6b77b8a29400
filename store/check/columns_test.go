package check_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"immrecon/store/check"
	"immrecon/store/db"
	"immrecon/store/storetest"
)

var update = flag.Bool("update", false, "write the tables of docs/guarantees.md anew")

// guarantees is the page that the table of what notices which change stands on.
const guarantees = "../../docs/guarantees.md"

// unnoticed are the columns that may change without a fault, and why; under the name
// of a table all of them.
var unnoticed = map[string]string{
	"goose_db_version":      "of the schema, not of the data: which migrations were applied, and when",
	"catalogue.loaded_at":   "when the catalogue was loaded; nothing reads it",
	"source_place.path":     placeIsCache,
	"source_place.member":   placeIsCache,
	"source_place.size":     placeIsCache,
	"source_place.modified": placeIsCache,
	"source_place.changed":  placeIsCache,
	"source_place.inode":    placeIsCache,
	"source_place.device":   placeIsCache,
}

const placeIsCache = "where a file was last read, so that it need not be read again to be known; `import` of a copy elsewhere reads it"

// unnoticedRows are the tables of which a row may be taken out, or another put in,
// without a fault.
var unnoticedRows = map[string]string{}

// change is one change behind the program's back.
type change struct{ table, column, statement string }

// Of every table and column, a change of a row behind the program's back is a fault;
// so is a row that is taken out, and one that is put in.
func TestEveryChangeIsNoticed(t *testing.T) {
	d := storetest.Open(t)
	everything(t, d)
	d.MustHold()
	notices := map[string]map[string][]string{} // by table and column, the checks
	for _, c := range changes(t, d) {
		names := noticing(t, d, c)
		if notices[c.table] == nil {
			notices[c.table] = map[string][]string{}
		}
		notices[c.table][c.column] = names
		why, excepted := unnoticed[c.table+"."+c.column]
		if whole, all := unnoticed[c.table]; all {
			why, excepted = whole, true
		}
		switch {
		case len(names) == 0 && !excepted:
			t.Errorf("%s.%s: unnoticed: %s", c.table, c.column, c.statement)
		case len(names) > 0 && excepted:
			t.Errorf("%s.%s is noticed by %s; it is no exception (%s)", c.table, c.column, names, why)
		}
		t.Logf("%s.%s: %s", c.table, c.column, strings.Join(names, ", "))
	}
}

// noticing makes a change, names the checks that find a fault, and takes it back.
func noticing(t *testing.T, d *storetest.Database, c change) (names []string) {
	t.Helper()
	err := d.Try(t.Context(), func(tx *db.Tx) error {
		changed, err := tx.Exec(c.statement)
		if err == nil && changed != 1 {
			err = fmt.Errorf("%d rows changed", changed)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.statement, err)
		}
		defer func() {
			if said := recover(); said != nil {
				t.Errorf("%s: %v", c.statement, said)
			}
		}()
		checks, err := check.All(tx.Reader)
		for _, one := range checks {
			if len(one.Faults) > 0 {
				names = append(names, one.Name)
			}
		}
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", c.statement, err)
	}
	return names
}

// changes are those of every table: one of each column, a row less and a row more.
func changes(t *testing.T, d *storetest.Database) (all []change) {
	for _, table := range d.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name") {
		if d.Value("SELECT count(*) FROM "+table) == "0" {
			t.Errorf("table %s has no row", table)
			continue
		}
		row := fmt.Sprintf("rowid = (SELECT rowid FROM %s ORDER BY rowid LIMIT 1 OFFSET (SELECT count(*) / 2 FROM %s))", table, table)
		columns := d.Rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
		for _, column := range columns {
			all = append(all, change{table, column, fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s", table, column, other(d, table, column), row)})
			if d.Value("SELECT count("+column+") > 0 AND (SELECT \"notnull\" = 0 FROM pragma_table_info(?) WHERE name = ?) FROM "+table, table, column) == "1" {
				null := fmt.Sprintf("UPDATE %s SET %s = NULL WHERE rowid = (SELECT min(rowid) FROM %s WHERE %s IS NOT NULL)", table, column, table, column)
				all = append(all, change{table, column + " to NULL", null})
			}
		}
		all = append(all, change{table, rowLess, "DELETE FROM " + table + " WHERE " + row}, change{table, rowMore, another(d, table, columns, row)})
	}
	return all
}

// What is done to whole rows, as the table of the page calls it.
const (
	rowLess = "a row taken out"
	rowMore = "a row put in"
)

// other is SQL for another value of a column.
func other(d *storetest.Database, table, column string) string {
	switch d.Value("SELECT type FROM pragma_table_info(?) WHERE name = ?", table, column) {
	case "TEXT":
		return "coalesce(" + column + ", '') || '7'"
	case "BYTEA", "BLOB":
		return column + " || x'00'"
	case "TIMESTAMP":
		return "'2026-01-01'"
	}
	return "coalesce(" + column + ", 0) + 1000003"
}

// another copies a row under another key.
func another(d *storetest.Database, table string, columns []string, row string) string {
	values := slices.Clone(columns)
	keys := d.Rows(`SELECT name FROM pragma_table_info(?) WHERE pk > 0
		UNION SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i."unique"`, table, table)
	for n, column := range columns {
		if slices.Contains(keys, column) && column != "source_id" && column != "run_id" || len(keys) == 1 && keys[0] == column {
			values[n] = other(d, table, column)
		}
	}
	return fmt.Sprintf("INSERT INTO %s SELECT %s FROM %s WHERE %s", table, strings.Join(values, ", "), table, row)
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var _ = os.ReadFile
