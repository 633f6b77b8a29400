package main

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A loss takes some evidence out of a folder and says what; "" for nothing, where
// there is nothing left of its kind.
type loss func(t *testing.T, random *rand.Rand, folder string) string

// losses are the ways in which evidence is lost: files, hours, days, subjects and
// operations of a channel, single records that a total counts, rows of tables; what
// is cut short or damaged; and the totals themselves.
var losses = slices.Concat(logLosses, apiLosses, tableLosses)

// takeAway loses one to three things, and a fourth of the time what is stated of
// the evidence as well. A log and a row of bindings are never lost together: what
// both would show nobody can know.
func takeAway(t *testing.T, random *rand.Rand, folder string) string {
	t.Helper()
	all := losses
	bindings := filepath.Join(folder, "registry", "bindings.csv")
	if random.IntN(2) == 0 {
		all = slices.Concat(apiLosses, tableLosses)
	} else {
		defer write(t, bindings, content(t, bindings)) // whatever becomes of them
	}
	var what []string
	for range 1 + random.IntN(3) {
		if one := all[random.IntN(len(all))](t, random, folder); one != "" {
			what = append(what, one)
		}
	}
	if coverage := filepath.Join(folder, "registry", "coverage.csv"); random.IntN(4) == 0 && os.Remove(coverage) == nil {
		what = append(what, "coverage.csv")
	}
	return strings.Join(what, "; ")
}

func pickOne[T any](random *rand.Rand, all []T) T { return all[random.IntN(len(all))] }

// keepRows writes a table with the rows that are kept of it. One that is lost
// already, or has no rows, stays so.
func keepRows(t *testing.T, path string, keep func(header []string, rows [][]string) ([][]string, string)) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return ""
	}
	noError(t, err)
	reader := csv.NewReader(bytes.NewReader(text))
	reader.LazyQuotes, reader.FieldsPerRecord = true, -1
	rows, err := reader.ReadAll()
	noError(t, err)
	rows = slices.DeleteFunc(rows, func(row []string) bool { return len(row) != len(rows[0]) }) // cut short before
	if len(rows) < 2 {
		return ""
	}
	kept, what := keep(rows[0], rows[1:])
	write(t, path, string(csvText(append([][]string{rows[0]}, kept...))))
	return what
}

// removeAll removes some files.
func removeAll(t *testing.T, files []string) {
	t.Helper()
	for _, file := range files {
		noError(t, os.Remove(file))
	}
}

// cut cuts a file short, within a line: a cut between two is seen by nobody.
func cut(t *testing.T, random *rand.Rand, file string) (at int) {
	t.Helper()
	text := content(t, file)
	at = random.IntN(len(text))
	if at > 0 && text[at-1] == '\n' {
		at--
	}
	write(t, file, text[:at])
	return at
}

// side is one side of a list, before or from a random place on.
func side[T any](random *rand.Rand, all []T) []T {
	at := random.IntN(len(all))
	if random.IntN(2) == 0 {
		return all[:at]
	}
	return all[at:]
}
