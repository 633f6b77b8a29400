package bill

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/import/bill/xlsx"
)

// isWorkbook reports whether a file begins as an Office Open XML package: a
// zip whose first member is one of those that only such packages have.
func isWorkbook(head []byte) bool {
	for _, member := range []string{"[Content_Types].xml", "_rels/", "docProps/", "xl/", "customXml/"} {
		if beginsWithMember(head, member) {
			return true
		}
	}
	return false
}

// beginsWithMember reports whether a file is a zip whose first member has a name that
// begins so.
func beginsWithMember(head []byte, name string) bool {
	const nameAt = 30 // length of a zip member's header before its name
	return len(head) >= nameAt && bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.HasPrefix(head[nameAt:], []byte(name))
}

// readWorkbook reads a bill that was saved again as a workbook: every sheet that has a
// bill's header. A workbook is a zip and cannot be read from a stream, so it is copied
// to a temporary file.
func (in *reading) readWorkbook(r io.Reader) (err error) {
	file, err := os.CreateTemp("", "immrecon-*.xlsx")
	if err != nil {
		return fmt.Errorf("copying the workbook: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	size, err := io.Copy(file, r)
	if err != nil {
		return fmt.Errorf("copying the workbook: %w", err)
	}
	book, err := xlsx.Open(file, size)
	if errors.Is(err, xlsx.ErrNoWorkbook) {
		return fmt.Errorf("%w: %w", ErrNoBill, err)
	}
	if err != nil {
		return fmt.Errorf("opening the workbook: %w", err)
	}
	return in.readSheets(book)
}

// readSheets reads the sheets that are bills. A sheet that is nearly one is refused,
// and the workbook with it: what stands there must not be missing in silence.
func (in *reading) readSheets(book *xlsx.Book) error {
	var others []error
	for _, name := range book.Names() {
		isBill, err := in.readSheet(book, name)
		switch {
		case isBill && err != nil:
			return err
		case err != nil:
			others = append(others, fmt.Errorf("sheet %q: %w", name, err))
		}
	}
	if len(in.file.Sheets) == 0 {
		return fmt.Errorf("%w: %w", ErrNoBill, errors.Join(others...))
	}
	return nil
}

// readSheet reads a sheet if it is a bill; else the error says why it is none.
func (in *reading) readSheet(book *xlsx.Book, name string) (isBill bool, err error) {
	read, err := book.Rows(name)
	if err != nil {
		return true, err
	}
	defer func() { err = errors.Join(err, read.Close()) }()
	rows := &sheetRows{rows: read, before: int64(len(in.file.Sheets)) * sheetLines}
	t := &table{reading: in, rows: rows, sheet: name}
	before, found, err := find(rows)
	switch {
	case err != nil:
		return true, err
	case allBlank(before):
		return false, errors.New("it is empty")
	case found == no:
		_, err := newHeaderRow(before[len(before)-1].cells)
		return false, err
	}
	if err := t.start(before); err != nil {
		return true, fmt.Errorf("%w; if the sheet is no bill, take it out of the workbook", err)
	}
	in.file.Sheets = append(in.file.Sheets, name)
	return true, t.read()
}

// sheetLines is by how much the lines of the second sheet that is read have higher
// numbers than its rows, those of the third by twice as much, and so on: more than any
// sheet has rows, so that each line has a number of its own that shows its sheet.
const sheetLines = 10_000_000

// maxColumns is how many columns of a sheet are read. No known form has a hundred, though
// a bill may have one more for each key of its tags. A cell far behind them, which costs
// nothing in the file, must not make every row as wide as a sheet can be.
const maxColumns = 1000

// sheetRows are the rows of one sheet. A row ends at its last cell that holds anything,
// so a short one is no damage.
type sheetRows struct {
	rows   *xlsx.Rows
	before int64 // what the numbers of its lines are higher by
	cells  int
}

func (s *sheetRows) expect(cells int) { s.cells = cells }

func (s *sheetRows) next() (row, error) {
	read, err := s.rows.Next()
	if err != nil {
		return row{}, err
	}
	r := row{number: s.before + int64(read.Number)}
	r.cells, r.faults, r.err = s.fill(read.Cells)
	r.text = func() string { return strings.TrimRight(strings.Join(r.cells, "\t"), "\t") }
	return r, nil
}

// fill puts the cells of a row into their columns. The error says which one has none.
func (s *sheetRows) fill(read []xlsx.Cell) (cells []string, faults map[int]string, err error) {
	width := s.cells
	for n, cell := range read {
		if cell.Column > maxColumns {
			err = fmt.Errorf("column %s holds %.60q, and no column behind %s is read; take it out",
				xlsx.ColumnName(cell.Column), cmp.Or(cell.Text, cell.Fault), xlsx.ColumnName(maxColumns))
			read = read[:n]
			break
		}
		width = max(width, cell.Column)
	}
	cells = make([]string, width)
	for _, cell := range read {
		cells[cell.Column-1] = asPrinted(cell)
		if cell.Fault == "" {
			continue
		}
		if faults == nil {
			faults = map[int]string{}
		}
		faults[cell.Column-1] = cell.Fault
	}
	return cells, faults, err
}

// fraction is a number that a workbook may hold inexactly.
var fraction = regexp.MustCompile(`^-?(\d+\.\d+([eE][+-]?\d+)?|\d+[eE][+-]?\d+)$`)

// exactDigits is how many decimal digits a number in a workbook holds.
const exactDigits = 15

// asPrinted undoes what the binary numbers of a workbook do to a decimal: 1.1 is
// stored as 1.1000000000000001 and 0.0000028 as 2.8E-6; in 15 digits and
// written out they are what they were. Cells of text are what they are.
func asPrinted(cell xlsx.Cell) string {
	if !cell.Number || !fraction.MatchString(cell.Text) {
		return cell.Text
	}
	amount, err := parseAmount(cell.Text)
	digits := amount.Decimal.NumDigits()
	if err != nil || digits <= exactDigits && !strings.ContainsAny(cell.Text, "eE") {
		return cell.Text
	}
	exact := amount.Decimal
	if digits > exactDigits && !exact.IsInteger() {
		exact = exact.Round(-exact.Exponent() - int32(digits-exactDigits))
	}
	return trimZeros(exact)
}

// trimZeros writes a number without the zeros that rounding left at its end.
func trimZeros(d decimal.Decimal) string {
	text := d.String()
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
