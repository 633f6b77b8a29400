package grid

import (
	"fmt"
	"io"
	"strings"
)

// Grid is a table whose cells are text: what is empty is not stated, decimals
// have all their digits, instants are RFC 3339.
type Grid struct {
	Name    string // of the rows, plural: "prices"
	Columns []string
	Rows    [][]string
}

// Formats are the names of the forms that Write knows.
var Formats = []string{"table", "json", "csv"}

// Write writes a grid in one of Formats.
func (g *Grid) Write(w io.Writer, format string) error {
	switch format {
	case "table":
		return g.table(w)
	case "json":
		return g.json(w)
	case "csv":
		return g.csv(w)
	}
	return fmt.Errorf("format %q is none of %s", format, strings.Join(Formats, ", "))
}

// lay makes a grid of rows: one cell a column, in the order of the columns,
// which stand together as the header of a CSV file would have them.
func lay[R any](name, columns string, rows []R, cells func(R) []string) *Grid {
	g := &Grid{Name: name, Columns: strings.Split(columns, ","), Rows: make([][]string, 0, len(rows))}
	for _, row := range rows {
		g.Rows = append(g.Rows, cells(row))
	}
	return g
}
