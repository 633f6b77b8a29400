package bill

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"immrecon/import/rows"
	"immrecon/store/model"
)

// maxRow is the length of the longest row that is read, in bytes. Cells may hold
// megabytes of JSON.
const maxRow = 16 << 20

// readCSV reads a bill as a header row and rows, numbered by the physical line
// they begin on.
func readCSV(r io.Reader, to model.RecordWriter) error {
	in := rows.NewCSV(r, maxRow)
	header, err := nextRow(in)
	if err == io.EOF {
		return nil // subscriptions leave empty files behind
	}
	if err == nil {
		err = header.Err
	}
	if err != nil {
		return fmt.Errorf("reading the header row: %w", err)
	}
	t, err := newHeaderRow(header.Cells)
	if err != nil {
		return fmt.Errorf("line %d: %w", header.Line, err)
	}
	to.Skip(header.Line)
	in.Columns = len(t.titles)
	for {
		row, err := nextRow(in)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("reading the bill: %w", err)
		case row.Err != nil:
			to.Reject(row.Line, damage(row.Err), row.Text)
		default:
			t.writeRow(row.Line, row.Cells, to, func() string { return row.Text })
		}
	}
}

// nextRow returns the next row. Empty lines are no rows of a bill.
func nextRow(in *rows.CSV) (rows.CSVRow, error) {
	for {
		row, err := in.Next()
		if err != nil || row.Text != "" {
			return row, err
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
