// Package rows reads tables: the rows of any CSV file, and of our own tables, CSV
// with a header or NDJSON with the same names, the cells as values. It says which
// column failed.
//
// What the columns mean belongs to the readers built on it; nothing here knows the
// name of a column, a kind of source or a rule of billing.
package rows

import (
	"bytes"
	"io"
	"maps"
	"slices"

	"immrecon/store/model"
)

// maxRow is how many bytes of a row of our own tables are held in memory. Real rows
// have some hundred; a file that is no table may come without any line end.
const maxRow = 1 << 20

// Read turns every row of r into a record and calls keep with it. Columns may be
// in any order and in any case; those that parse does not ask for are
// ignored. A CSV header without one of the required columns is an error, for a
// misspelt name must not pass for a column of empty cells; an NDJSON object may
// leave out what is empty.
//
// Every line is counted with exactly one call on to or keep: the header and
// blank rows are skipped, a row that is not well formed or in which parse met
// a bad cell is rejected with its first reason, the others are kept under the
// number of the line they begin on. A row over several lines counts once.
// What is to be remarked of a row that is kept is.
//
// The only other errors are an empty input, a header that cannot be read and
// the errors of r; what stood before has been delivered.
func Read[T any](r io.Reader, to model.RecordWriter, required []string, parse func(*Row) T, keep func(int64, *T)) error {
	t, err := open(newLines(r, wholeBuffer, maxRow), required, to.Skip)
	if err != nil {
		return err
	}
	for {
		row, err := t.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if row.blank() {
			to.Skip(row.Line)
			continue
		}
		record := parse(row)
		if row.err != nil {
			to.Reject(row.Line, row.err.Error(), row.Raw)
			continue
		}
		keep(row.Line, &record)
		for _, remark := range row.remarks {
			to.Remark(row.Line, remark)
		}
	}
}

// Header returns the column names of the table that begins with head, trimmed
// and in lower case: the header's of a CSV file in its order, or the keys of
// the first NDJSON object, sorted. It is nil where head begins no table.
func Header(head []byte) []string {
	t, err := open(newLines(bytes.NewReader(head), headerBuffer, maxRow), nil, func(int64) {})
	if err != nil {
		return nil
	}
	if t.header != nil {
		return t.header
	}
	first, err := t.next()
	if err != nil || first.err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(first.cells))
}

// Has reports whether header holds all of the columns named.
func Has(header []string, columns ...string) bool {
	for _, column := range columns {
		if !slices.Contains(header, column) {
			return false
		}
	}
	return true
}
