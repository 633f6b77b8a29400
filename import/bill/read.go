package bill

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"immrecon/import/rows"
	"immrecon/store/model"
)

// Detect reports whether content that begins with head is a bill: a header row
// that names the columns of a known form, an answer of the billing API, or a
// workbook (of which the head does not show what is in it). head must hold the
// whole header row.
func Detect(head []byte) bool {
	switch {
	case isWorkbook(head):
		return true
	case isJSON(head):
		return isAPIAnswer(head)
	}
	header, err := nextRow(rows.NewCSV(newUTF8Reader(bytes.NewReader(head)), maxRow))
	if err != nil || header.Err != nil {
		return false
	}
	_, isBill := detectForm(header.Cells)
	return isBill
}

// Read reads a bill line by line: IMM and OSS lines are kept, those of other
// products skipped, as is the header row, and lines that cannot be understood are
// rejected with the column and the reason.
//
// CSV rows are numbered by the physical line they begin on, rows of a workbook
// by their number in the sheet, items of the API by their place in the file,
// all from 1.
//
// An empty file has no lines and is no error. An error means that the file as
// a whole is no bill or cannot be read on; what was written before must then be
// dropped.
func Read(r io.Reader, to model.RecordWriter) error {
	from := bufio.NewReaderSize(r, headSize)
	head, err := from.Peek(headSize)
	if err != nil && err != io.EOF {
		return fmt.Errorf("reading the bill: %w", err)
	}
	switch {
	case isWorkbook(head):
		return readWorkbook(from, to)
	case isJSON(head):
		return readAPI(newUTF8Reader(from), to)
	}
	return readCSV(newUTF8Reader(from), to)
}

// isJSON reports whether the text begins with an object or an array.
func isJSON(head []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark))
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// writeLine makes exactly one call on to for a line. text returns the line as it is
// in the file, for one that must be rejected.
func writeLine(number int64, e *entry, to model.RecordWriter, text func() string) {
	line, err := parseLine(e)
	switch {
	case err != nil:
		to.Reject(number, err.Error(), text())
	case line == nil:
		to.Skip(number)
	default:
		to.KeepBillLine(number, line)
	}
}
