package bill

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/store/model"
)

// maxUnzipped bounds what a workbook may unpack to: some million bill lines.
const maxUnzipped = 4 << 30

// isWorkbook reports whether a file begins as an Office Open XML package: a
// zip whose first member is one of those that only such packages have.
func isWorkbook(head []byte) bool {
	const nameAt = 30 // length of a zip member's header before its name
	if len(head) < nameAt || !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	for _, member := range []string{"[Content_Types].xml", "_rels/", "docProps/", "xl/"} {
		if bytes.HasPrefix(head[nameAt:], []byte(member)) {
			return true
		}
	}
	return false
}

// readWorkbook reads a bill that was saved again as a workbook: the first sheet
// whose first row is a bill's header. A workbook is a zip and cannot be read
// from a stream, so it is held in memory.
func readWorkbook(r io.Reader, to model.RecordWriter) (err error) {
	// Raw values are the digits of the file, not what a cell format shows.
	file, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
	if err != nil {
		return fmt.Errorf("opening the workbook: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		return errors.New("the workbook counts its dates from 1904; save it with dates from 1900, or as CSV")
	}
	var refused []error
	for _, name := range file.GetSheetList() {
		s := &sheet{file: file, name: name}
		t, err := s.open()
		if err != nil {
			refused = append(refused, fmt.Errorf("sheet %q: %w", name, err))
			continue
		}
		return errors.Join(s.read(t, to), s.rows.Close())
	}
	return fmt.Errorf("%w: %w", ErrNoBill, errors.Join(refused...))
}

// ErrNoBill says that a workbook, which may hold anything, holds no bill.
var ErrNoBill = errors.New("no sheet of the workbook is a bill")

// sheet reads the rows of one sheet.
type sheet struct {
	file   *excelize.File
	name   string
	rows   *excelize.Rows
	number int
}

// open reads the header row.
func (s *sheet) open() (*headerRow, error) {
	rows, err := s.file.Rows(s.name)
	if err != nil {
		return nil, err
	}
	s.rows = rows
	header, err := s.next()
	if err == io.EOF {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	t, err := newHeaderRow(header)
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	return t, nil
}

// next returns the cells of the next row, without empty ones at its end.
func (s *sheet) next() ([]string, error) {
	if !s.rows.Next() {
		if err := s.rows.Error(); err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	s.number++
	cells, err := s.rows.Columns()
	if err != nil {
		return nil, err
	}
	for i := range cells {
		cells[i] = s.printed(i, cells[i])
	}
	return cells, nil
}

// read reads the rows after the header. A row ends at its last cell that holds
// anything, so a short one is no damage; rows without any cell are passed over.
func (s *sheet) read(t *headerRow, to model.RecordWriter) error {
	to.Skip(int64(s.number))
	for {
		cells, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", s.name, s.number, err)
		}
		if strings.Join(cells, "") == "" {
			continue
		}
		text := func() string { return strings.Join(cells, "\t") }
		for len(cells) < len(t.keys) {
			cells = append(cells, "")
		}
		t.writeRow(int64(s.number), cells, to, text)
	}
}

// fraction is a number that a workbook may hold inexactly.
var fraction = regexp.MustCompile(`^-?(\d+\.\d+([eE][+-]?\d+)?|\d+[eE][+-]?\d+)$`)

// exactDigits is how many decimal digits a number in a workbook holds.
const exactDigits = 15

// printed undoes what the binary numbers of a workbook do to a decimal: 1.1 is
// stored as 1.1000000000000001 and 0.0000028 as 2.8E-6; in 15 digits and
// written out they are what they were. Cells of text are what they are.
func (s *sheet) printed(index int, cell string) string {
	if !fraction.MatchString(cell) {
		return cell
	}
	amount, err := parseAmount(cell)
	digits := amount.Decimal.NumDigits()
	if err != nil || digits <= exactDigits && !strings.ContainsAny(cell, "eE") || s.isText(index) {
		return cell
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

func (s *sheet) isText(index int) bool {
	name, err := excelize.CoordinatesToCellName(index+1, s.number)
	if err != nil {
		return false
	}
	kind, err := s.file.GetCellType(s.name, name)
	return err == nil && (kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString)
}
