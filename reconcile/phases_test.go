package reconcile_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"immrecon/reconcile"
	"immrecon/store/storetest"
)

var (
	writes = regexp.MustCompile(`(?:INSERT INTO|UPDATE|DELETE FROM|CREATE TEMP VIEW|CREATE TEMP TABLE) (\w+)( \()?`)
	reads  = regexp.MustCompile(`(?:FROM|JOIN) (\w+)(?: \w+, (\w+))?`)
)

// tablesOf finds the tables of statements, of those that there are: what they
// read and what they fill. A table that is only made is not filled.
func tablesOf(statements []string, tables map[string]bool) (read, filled []string) {
	for _, statement := range statements {
		statement = strings.Join(strings.Fields(regexp.MustCompile(`(?m)--.*$`).ReplaceAllString(statement, "")), " ")
		for _, found := range writes.FindAllStringSubmatch(statement, -1) {
			made := strings.HasPrefix(found[0], "CREATE TEMP TABLE") && found[2] != ""
			tables[found[1]] = true
			if !made {
				filled = append(filled, found[1])
			}
		}
		for _, found := range reads.FindAllStringSubmatch(strings.ReplaceAll(statement, "DELETE FROM", "DELETE"), -1) {
			read = append(read, found[1], found[2])
		}
	}
	known := func(names []string) []string {
		slices.Sort(names)
		return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return !tables[name] })
	}
	return known(read), known(filled)
}

// Every phase reads and fills the tables that it says, and reads none that is
// filled only by a later one.
func TestPhasesReadWhatIsThere(t *testing.T) {
	m := newMonth(t)
	everyClass(m)
	oss := billed("", "GetRequest", on(9, 0), 1, "0.01", 10_000)
	oss.Product = "oss"
	m.bill(detected("photos", on(9, 0), 9), oss)
	m.options.Tolerances.Amount = dec("0.000001")
	m.options.Program = "a build"
	stored := map[string]bool{}
	for _, name := range m.db.Rows("SELECT name FROM sqlite_schema WHERE type = 'table'") {
		stored[name] = true
	}
	phases, statements, err := reconcile.Trace(context.Background(), m.db.DB, m.options)
	if err != nil {
		t.Fatal(err)
	}
	there, tables := map[string]bool{}, map[string]bool{}
	for name := range stored {
		there[name], tables[name] = true, true
	}
	for n, p := range phases {
		read, filled := tablesOf(statements[n], tables)
		if p.Name == "notes" {
			read = append(read, "late_source") // of a month that is closed
			slices.Sort(read)
		}
		if p.Name == "bill" {
			filled = append(filled, "billed_together") // by a bill of before February 2026
			slices.Sort(filled)
		}
		storetest.SameRows(t, p.Name+" reads", p.Reads, read)
		storetest.SameRows(t, p.Name+" leaves", p.Leaves, filled)
		for _, name := range p.Leaves {
			there[name] = true
		}
		for _, name := range p.Reads {
			if !there[name] {
				t.Errorf("%s reads %s, which no phase has filled", p.Name, name)
			}
		}
	}
}
