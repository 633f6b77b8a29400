package bill

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"immrecon/store/model"
)

// readCSV reads a bill as a header row and rows, numbered by the physical line
// they begin on. It holds one row in memory at a time, of whatever length.
func readCSV(r io.Reader, to model.RecordWriter) error {
	seen := &tape{from: r}
	rows := csv.NewReader(seen)
	rows.FieldsPerRecord = -1 // a row of another length is rejected, not an end
	rows.ReuseRecord = true
	t, err := readHeader(rows, to)
	if err == io.EOF {
		return nil // subscriptions leave empty files behind
	}
	if err != nil {
		return err
	}
	text := func() string { return seen.until(rows.InputOffset()) }
	for {
		seen.forget(rows.InputOffset())
		cells, err := rows.Read()
		var malformed *csv.ParseError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &malformed):
			to.Reject(int64(malformed.StartLine), fmt.Sprintf("not CSV: %v (line %d, byte %d)",
				malformed.Err, malformed.Line, malformed.Column), text())
		case err != nil:
			return fmt.Errorf("reading the bill: %w", err)
		default:
			line, _ := rows.FieldPos(0)
			t.writeRow(int64(line), cells, to, text)
		}
	}
}

// readHeader reads the header row. The error is io.EOF where there is none.
func readHeader(rows *csv.Reader, to model.RecordWriter) (*table, error) {
	header, err := rows.Read()
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("reading the header row: %w", err)
	}
	line, _ := rows.FieldPos(0)
	t, err := newTable(header)
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", line, err)
	}
	to.Skip(int64(line))
	return t, nil
}

// tape remembers what was read through it, so that a rejected row can be kept
// as it stands in the file.
type tape struct {
	from  io.Reader
	held  []byte
	start int64 // offset in the file of the first byte held
}

// Read implements io.Reader.
func (t *tape) Read(p []byte) (int, error) {
	n, err := t.from.Read(p)
	t.held = append(t.held, p[:n]...)
	return n, err
}

// forget drops what stands before offset.
func (t *tape) forget(offset int64) {
	t.held = append(t.held[:0], t.held[offset-t.start:]...)
	t.start = offset
}

// until returns what is held before offset, without the line ends around it.
func (t *tape) until(offset int64) string {
	return strings.Trim(string(t.held[:offset-t.start]), "\r\n")
}
