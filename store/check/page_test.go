package check_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of docs/guarantees.md anew")

// guarantees is the page that tells what notices which change. The table stands between
// two lines of it.
const (
	guarantees = "../../docs/guarantees.md"
	tableFrom  = "<!-- what notices which change: written by go test ./store/check -run TestEveryChangeIsNoticed -update -->\n"
	tableTo    = "<!-- end of what notices which change -->\n"
)

// holdsPage holds the table of the page to what was found.
func holdsPage(t *testing.T, all noticed) {
	t.Helper()
	content, err := os.ReadFile(guarantees)
	noError(t, err)
	before, rest, begins := strings.Cut(string(content), tableFrom)
	_, after, ends := strings.Cut(rest, tableTo)
	if !begins || !ends {
		t.Fatalf("%s has no place for the table", guarantees)
	}
	page := before + tableFrom + "\n" + table(all) + "\n" + tableTo + after
	switch {
	case t.Failed() || page == string(content):
	case *update:
		noError(t, os.WriteFile(guarantees, []byte(page), 0o644))
	default:
		t.Errorf("the table of %s is not what was found; -update writes it", guarantees)
	}
}

// table is a row for each table of the database and set of checks.
func table(all noticed) string {
	var b strings.Builder
	b.WriteString("| table | what is changed | checks that fail |\n|---|---|---|\n")
	for _, table := range slices.Sorted(maps.Keys(all)) {
		for _, g := range grouped(all[table]) {
			checks := g.checks
			if checks == "" {
				checks = "none: " + whyUnnoticed(table, g.changed[0])
			}
			changed := strings.Join(g.changed, ", ")
			if len(g.changed) == len(all[table]) {
				changed = "everything"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", table, changed, checks)
		}
	}
	return b.String()
}

// group is what of a table the same checks notice.
type group struct {
	changed []string
	checks  string
}

// grouped groups what was changed of a table by the checks that notice it.
func grouped(found map[string][]string) (all []group) {
	for _, changed := range slices.Sorted(maps.Keys(found)) {
		checks := strings.Join(found[changed], ", ")
		at := slices.IndexFunc(all, func(g group) bool { return g.checks == checks })
		if at < 0 {
			at, all = len(all), append(all, group{checks: checks})
		}
		all[at].changed = append(all[at].changed, changed)
	}
	return all
}
