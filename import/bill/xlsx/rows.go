package xlsx

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Limits of the format itself.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// Row is a row that holds a cell.
type Row struct {
	Number int
	Cells  []Cell // those that hold something, in the order of their columns
}

// Cell is what a cell holds.
type Cell struct {
	Column int // from 1, which is A
	Text   string
	Number bool   // Text are the digits of a binary number
	Fault  string // why nothing is known of the value: "" where Text is it
}

// Rows reads the rows of one sheet.
type Rows struct {
	book *Book
	name string
	part *part
	row  int
}

// Rows begins to read a sheet, which must be one of Names.
func (b *Book) Rows(name string) (*Rows, error) {
	for _, s := range b.sheets {
		if s.name == name {
			p, err := openPart(b.parts[s.part])
			return &Rows{book: b, name: name, part: p}, err
		}
	}
	return nil, fmt.Errorf("there is no sheet %q", name)
}

// Close ends the reading.
func (r *Rows) Close() error { return r.part.close() }

// Next returns the next row that holds a cell; io.EOF when all of the sheet has been
// found whole.
func (r *Rows) Next() (Row, error) {
	for {
		row, err := r.next()
		if err == nil && len(row.Cells) == 0 {
			continue
		}
		if err != nil && err != io.EOF {
			err = fmt.Errorf("sheet %q, row %d: %w", r.name, max(r.row, 1), err)
		}
		return row, err
	}
}

func (r *Rows) next() (Row, error) {
	for {
		t, err := r.part.next()
		if err == io.EOF {
			return Row{}, r.end()
		}
		if err != nil {
			return Row{}, err
		}
		if t.starts() && t.name == "row" {
			if r.row, err = number(t.attr("r"), r.row, maxRows); err != nil {
				return Row{}, fmt.Errorf("the row behind it: %w", err)
			}
			cells, err := r.cells()
			return Row{r.row, cells}, err
		}
	}
}

func (r *Rows) end() error {
	if err := r.book.strings.damage(); err != nil {
		return err
	}
	return io.EOF
}

// number reads the place of a row or a column, which is behind the last one; the next
// where it is not given.
func number(given string, last, most int) (int, error) {
	n := last + 1
	if given != "" {
		var err error
		if n, err = strconv.Atoi(given); err != nil {
			return last, fmt.Errorf("%.20q is no number", given)
		}
	}
	if n <= last || n > most {
		return last, fmt.Errorf("its number %d is not between %d and %d", n, last+1, most)
	}
	return n, nil
}

// cells reads the cells of a row that has begun.
func (r *Rows) cells() ([]Cell, error) {
	var cells []Cell
	size, column := 0, 0
	for {
		t, err := r.part.next()
		switch {
		case err != nil:
			return nil, noEnd(err)
		case t.kind == ends && t.name == "row":
			return cells, nil
		case !t.starts() || t.name != "c":
			continue
		}
		given := t.attr("r")
		if column, err = number(columnOf(given), column, maxColumns); err != nil {
			return nil, fmt.Errorf("cell %.20q: %w", given, err)
		}
		cell, err := r.cell(t.attr("t"))
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", ColumnName(column), err)
		}
		if size += len(cell.Text); size > maxRow {
			return nil, fmt.Errorf("longer than %d bytes, the longest row that is read", maxRow)
		}
		if cell != (Cell{}) {
			cell.Column = column
			cells = append(cells, cell)
		}
	}
}

// cell reads a cell that has begun, of the type that it says it has.
func (r *Rows) cell(kind string) (Cell, error) {
	var value []byte
	var inline string
	var formula, inValue, given bool
	for {
		t, err := r.part.next()
		if err != nil {
			return Cell{}, noEnd(err)
		}
		switch {
		case t.kind == text && inValue:
			if value = append(value, t.text...); len(value) > maxText {
				return Cell{}, fmt.Errorf("a text is longer than %d bytes, the longest that is read", maxText)
			}
		case t.kind == text:
		case t.name == "v":
			inValue, given = t.starts(), true
		case t.name == "f":
			formula = true
		case t.name == "is" && t.starts():
			if inline, err = r.part.richText("is"); err != nil {
				return Cell{}, err
			}
		case t.name == "c" && t.kind == ends:
			if formula && !given {
				return Cell{Fault: "a formula whose result is not in the file; open and save the workbook in a spreadsheet program, or save it as CSV"}, nil
			}
			return r.value(kind, string(value), inline)
		}
	}
}

// value makes a cell of what it says of its type and value.
func (r *Rows) value(kind, value, inline string) (Cell, error) {
	switch kind {
	case "s":
		text, err := r.book.strings.at(value)
		return Cell{Text: text}, err
	case "inlineStr":
		return Cell{Text: inline}, nil
	case "b":
		return Cell{Text: map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(value)]}, nil
	case "e":
		return Cell{Fault: fmt.Sprintf("the error %.20s of a formula", value)}, nil
	case "str", "d":
		text, err := unescape(value)
		return Cell{Text: text}, err
	case "", "n":
		value = strings.TrimSpace(value)
		return Cell{Text: value, Number: value != ""}, nil
	}
	return Cell{}, errors.New("it has the type " + strconv.Quote(kind) + ", which no cell has")
}

// columnOf is the number of the column of a cell, as text; "" for no cell.
func columnOf(cell string) string {
	n := 0
	for i, c := range cell {
		if c < 'A' || c > 'Z' {
			if i == 0 || c < '0' || c > '9' {
				return cell // which is no number
			}
			break
		}
		if n = n*26 + int(c-'A') + 1; n > maxColumns {
			break
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ColumnName is the name of a column: A, B, … AA.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
