package storetest

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"immrecon/store/model"

	"immrecon/store/check"
)

// Rows gives the rows of a statement with one column, in their order.
func (d *Database) Rows(statement string, args ...any) []string {
	d.t.Helper()
	var all []string
	var row string
	if err := d.Reader(d.t.Context()).Query(statement, args, func() { all = append(all, row) }, &row); err != nil {
		d.t.Fatalf("%s: %v", statement, err)
	}
	return all
}

// Value is the only row of a statement with one column.
func (d *Database) Value(statement string, args ...any) string {
	d.t.Helper()
	rows := d.Rows(statement, args...)
	if len(rows) != 1 {
		d.t.Fatalf("%s: %d rows, want 1", statement, len(rows))
	}
	return rows[0]
}

// Content is every row of every table as text, by table. The log of what was
// done and the version of the catalogue are left out.
func (d *Database) Content() []string {
	d.t.Helper()
	var all []string
	tables := d.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT IN ('catalogue', 'event') ORDER BY name")
	for _, table := range tables {
		columns := d.Rows("SELECT 'quote(' || name || ')' FROM pragma_table_info(?) ORDER BY cid", table)
		rows := d.Rows("SELECT '" + table + ": ' || " + strings.Join(columns, " || ' ' || ") + " FROM " + table)
		slices.Sort(rows)
		all = append(all, rows...)
	}
	return all
}

// FailedChecks names the checks that find faults, and lists these.
func (d *Database) FailedChecks() (names []string, faults string) {
	d.t.Helper()
	checks, err := check.All(d.Reader(d.t.Context()))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range checks {
		if len(c.Faults) > 0 {
			names = append(names, c.Name)
			faults += c.Name + ": " + strings.Join(c.Faults, "; ") + "\n"
		}
	}
	return names, faults
}

// MustHold wants a check of the whole database to find nothing: that lines are
// conserved, hourly sums are those of the requests, and so on.
func (d *Database) MustHold() {
	d.t.Helper()
	if names, faults := d.FailedChecks(); len(names) > 0 {
		d.t.Errorf("a check of the database finds\n%s", faults)
	}
}

// SameRows wants two lists of rows to be the same, and tells the rows that only
// one of them has.
func SameRows(t testing.TB, what string, got, want []string) {
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

// Collect lists what a report reads from the database.
func Collect[R any](t testing.TB, rows iter.Seq2[R, error]) []R {
	t.Helper()
	list, err := model.Collect(rows)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
