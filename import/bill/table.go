package bill

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxTitles is how many rows may stand before the header row: titles, what was
// selected, blank ones.
const maxTitles = 50

// row is a row of a table before its cells have names.
type row struct {
	number int64
	cells  []string
	faults map[int]string // by cell, why its value is not known
	text   func() string  // the row as it is in the file
	err    error          // why it is no row
}

// blank reports whether no cell holds anything.
func (r row) blank() bool {
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return r.err == nil
}

// rowReader reads the rows of a table.
type rowReader interface {
	// next returns the next row; io.EOF after the last one.
	next() (row, error)
	// expect says how many cells a row of this table has.
	expect(cells int)
}

// table is a table that is being read.
type table struct {
	*reading
	rows   rowReader
	sheet  string     // "" for a text
	header *headerRow // nil before it is found
}

// find returns the rows up to the header row, which is the last of them. Where none is
// sure to be one, that is the row that comes nearest to it, else the first that holds
// anything. The header row stands within the first headSize bytes.
func find(rows rowReader) (before []row, found sure, err error) {
	nearest, first := 0, 0
	for size := 0; len(before) <= maxTitles && size < headSize; {
		r, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return before, no, err
		}
		r.cells = slices.Clone(r.cells)
		before = append(before, r)
		size += len(r.text())
		switch {
		case isHeader(r.cells):
			return before, yes, nil
		case nearest == 0 && isNearlyHeader(r.cells):
			nearest = len(before)
		case first == 0 && !r.blank():
			first = len(before)
		}
	}
	if nearest > 0 {
		return before[:nearest], nearly, nil
	}
	return before[:first], no, nil
}

// sure is how sure it is that a row is the header row of a bill.
type sure int

const (
	no sure = iota
	nearly
	yes
)

// start takes the rows up to the header row.
func (t *table) start(before []row) error {
	last := before[len(before)-1]
	if last.err != nil {
		return fmt.Errorf("reading the header row: %w", last.err)
	}
	if err := t.setHeader(last.cells); err != nil {
		return fmt.Errorf("line %d: %w", last.number, err)
	}
	for _, r := range before {
		t.to.Skip(r.number)
	}
	return nil
}

func (t *table) setHeader(cells []string) (err error) {
	if t.header, err = newHeaderRow(cells); err == nil {
		t.rows.expect(len(cells))
	}
	return err
}

// read reads the rows behind the header row.
func (t *table) read() error {
	for {
		r, err := t.rows.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case r.err != nil:
			t.reject(r.number, t.place(r)+damage(r.err), r.text())
		case r.blank():
			t.to.Skip(r.number)
		case t.header.repeats(r.cells):
			if err := t.setHeader(r.cells); err != nil {
				return fmt.Errorf("line %d: %w", r.number, err)
			}
			t.to.Skip(r.number)
		default:
			t.writeRow(r)
		}
	}
}

// place is where a row is, before a reason to reject it: the file and its line are said
// by whoever shows it.
func (t *table) place(r row) string {
	if t.sheet == "" {
		return ""
	}
	return fmt.Sprintf("sheet %q, row %d: ", t.sheet, r.number%sheetLines)
}

// writeRow writes the line of a row.
func (t *table) writeRow(r row) {
	e, err := t.header.entry(r)
	if err != nil {
		t.reject(r.number, t.place(r)+err.Error(), r.text())
		return
	}
	t.write(r.number, e, func(reason string) { t.reject(r.number, t.place(r)+reason, r.text()) })
}
