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
// anything, else all are blank. The header row stands within the first headSize bytes.
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
	if first > 0 {
		before = before[:first]
	}
	return before, no, nil
}

// allBlank reports whether no row holds anything.
func allBlank(rows []row) bool {
	return !slices.ContainsFunc(rows, func(r row) bool { return !r.blank() })
}

// skipBlank takes the rows of a table that begins with blank ones, which must be all it
// has.
func (t *table) skipBlank(before []row) error {
	for _, r := range before {
		t.to.Skip(r.number)
	}
	for {
		r, err := t.rows.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case !r.blank():
			return fmt.Errorf("%s: no header row is among the first %d rows, which are blank; take them out", t.place(r), len(before))
		}
		t.to.Skip(r.number)
	}
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
		return fmt.Errorf("%s: reading the header row: %s", t.place(last), damage(last.err))
	}
	if err := t.setHeader(last.cells); err != nil {
		return fmt.Errorf("%s: %w", t.place(last), err)
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
			t.rejectRow(r, damage(r.err))
		case r.blank():
			t.to.Skip(r.number)
		case t.header.repeats(r.cells):
			if err := t.setHeader(r.cells); err != nil {
				return fmt.Errorf("%s: %w", t.place(r), err)
			}
			t.to.Skip(r.number)
		default:
			t.writeRow(r)
		}
	}
}

// place is where a row is within its file.
func (t *table) place(r row) string {
	if t.sheet == "" {
		return fmt.Sprintf("line %d", r.number)
	}
	return fmt.Sprintf("sheet %q, row %d", t.sheet, r.number%sheetLines)
}

// rejectRow rejects a row. The file and the line are said by whoever shows it; of a
// workbook that is not enough.
func (t *table) rejectRow(r row, reason string) {
	if t.sheet != "" {
		reason = t.place(r) + ": " + reason
	}
	t.reject(r.number, reason, r.text())
}

// writeRow writes the line of a row.
func (t *table) writeRow(r row) {
	e, err := t.header.entry(r)
	if err != nil {
		t.rejectRow(r, err.Error())
		return
	}
	t.write(r.number, e, func(reason string) { t.rejectRow(r, reason) })
}
