// Package records writes rows as CSV the way every export does: RFC 4180, that
// is commas, CRLF, and quotes where they are needed, also around what a spreadsheet of
// another country would split. Does not belong here: what the columns mean, and whether
// a text as a whole is harmless.
package records

import (
	"io"
	"iter"
)

// Table is a table whose rows are R, by its columns.
type Table[R any] []Column[R]

// Column is one column: its name and what a row has there.
type Column[R any] struct {
	Name  string
	Value func(*R) string
}

// Write writes the table's header and rows.
func (t Table[R]) Write(w io.Writer, rows iter.Seq2[R, error]) error {
	header, record := make([]string, len(t)), make([]string, len(t))
	for n, c := range t {
		header[n] = c.Name
	}
	return Write(w, header, func(yield func([]string, error) bool) {
		var row R
		var err error
		for row, err = range rows {
			for n, c := range t {
				record[n] = c.Value(&row)
			}
			if !yield(record, err) {
				return
			}
		}
	})
}
