package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tableLosses are those of the company's own tables.
var tableLosses = []loss{lostTable, lostRow, lostRow, sideOfTable, damagedRow, lostStatement, lostStatements(1), lostStatements(2)}

func lostTable(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "registry")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	noError(t, os.Remove(file))
	return filepath.Base(file)
}

func lostRow(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "registry")
	if len(files) == 0 {
		return ""
	}
	return keepRows(t, pickOne(random, files), lostOne(random))
}

func lostStatement(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "registry", "coverage.csv"), lostOne(random))
}

func sideOfTable(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "registry")
	if len(files) == 0 {
		return ""
	}
	return keepRows(t, pickOne(random, files), sideOfRows(random))
}

// damagedRow makes a row of a table one that is rejected: of nothing.
func damagedRow(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "registry")
	if len(files) == 0 {
		return ""
	}
	return keepRows(t, pickOne(random, files), func(_ []string, rows [][]string) ([][]string, string) {
		n := random.IntN(len(rows))
		what := "the damaged row " + strings.Join(rows[n], ",")
		rows[n][0] = ""
		return rows, what
	})
}

// lostStatements loses all statements of a channel, or of a subject of it.
func lostStatements(columns int) loss {
	return func(t *testing.T, random *rand.Rand, folder string) string {
		return keepRows(t, filepath.Join(folder, "registry", "coverage.csv"), func(_ []string, rows [][]string) ([][]string, string) {
			lost := pickOne(random, rows)[:columns]
			return slices.DeleteFunc(rows, func(row []string) bool { return slices.Equal(row[:columns], lost) }), fmt.Sprint("the statements of ", lost)
		})
	}
}

func lostOne(random *rand.Rand) func([]string, [][]string) ([][]string, string) {
	return func(_ []string, rows [][]string) ([][]string, string) {
		n := random.IntN(len(rows))
		what := "the row " + strings.Join(rows[n], ",")
		return slices.Delete(rows, n, n+1), what
	}
}

func sideOfRows(random *rand.Rand) func([]string, [][]string) ([][]string, string) {
	return func(_ []string, rows [][]string) ([][]string, string) {
		kept := side(random, rows)
		return kept, fmt.Sprintf("%d rows, the first of those kept and lost being %s", len(rows)-len(kept), strings.Join(rows[0][:2], ","))
	}
}
