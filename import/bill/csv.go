package bill

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"immrecon/import/rows"
)

// maxRow is the length of the longest row that is read, in bytes. Cells may hold
// megabytes of JSON.
const maxRow = 16 << 20

// separators are what may stand between two cells: Chinese and English spreadsheets
// write commas, those of countries with a decimal comma semicolons, and all of them
// TABs in what they call Unicode text.
var separators = []byte{',', '\t', ';'}

// findLayout finds what separates the cells of a text that begins with head, by its
// header row.
func findLayout(head []byte) (separator byte, found sure) {
	separator = separators[0]
	for _, other := range separators {
		if _, how, _ := find(newCSVRows(bytes.NewReader(head), other)); how > found {
			separator, found = other, how
		}
	}
	return separator, found
}

// readCSV reads a bill as a header row and rows, numbered by the physical line
// they begin on.
func (in *reading) readCSV(text *text) error {
	separator, _ := findLayout(text.head())
	t := &table{reading: in, rows: newCSVRows(text, separator)}
	before, _, err := find(t.rows)
	if err != nil {
		return fmt.Errorf("reading the header row: %w", err)
	}
	if allBlank(before) {
		return t.skipBlank(before) // subscriptions leave empty files behind
	}
	if err := t.start(before); err != nil {
		return err
	}
	if err := t.read(); err != nil {
		return fmt.Errorf("reading the bill: %w", err)
	}
	return nil
}

// csvRows are the rows of a text.
type csvRows struct{ csv *rows.CSV }

func newCSVRows(r io.Reader, separator byte) *csvRows {
	c := &csvRows{rows.NewCSV(r, maxRow)}
	c.csv.Separate(separator)
	return c
}

func (c *csvRows) expect(cells int) { c.csv.Columns = cells }

// next returns the next row. Empty lines are no rows of a bill.
func (c *csvRows) next() (row, error) {
	for {
		read, err := c.csv.Next()
		if err != nil {
			return row{}, err
		}
		if read.Text != "" {
			return row{number: read.Line, cells: read.Cells, text: func() string { return read.Text }, err: read.Err}, nil
		}
	}
}

// damage says what is wrong with a row that cannot be split into cells, and where.
func damage(err error) string {
	if malformed := new(csv.ParseError); errors.As(err, &malformed) {
		return fmt.Sprintf("not CSV: %v (line %d, byte %d)", malformed.Err, malformed.Line, malformed.Column)
	}
	return err.Error()
}
