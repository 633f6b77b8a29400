package bill

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"

	"immrecon/store/model"
)

// Looks reports whether a file that begins with head is a bill, from its
// content alone: a header row that names the columns of a known form, an
// answer of the billing API, or a workbook (of which the head does not show
// what is in it). Give it the whole header row, best 64 KiB.
func Looks(head []byte) bool {
	switch {
	case isWorkbook(head):
		return true
	case isJSON(head):
		return looksLikeAPI(head)
	}
	header, err := csv.NewReader(newDecoded(bytes.NewReader(head))).Read()
	if err != nil {
		return false
	}
	_, isBill := recognise(header)
	return isBill
}

// Read reads a bill and hands each of its lines to the intake: IMM and OSS
// lines are kept, those of other products skipped, as is the header row, and
// lines that cannot be understood are rejected with the column and the reason.
//
// CSV rows are numbered by the physical line they begin on, rows of a workbook
// by their number in the sheet, items of the API by their place in the file,
// all from 1.
//
// An empty file has no lines and is no error. An error means that the file as
// a whole is no bill or cannot be read on; what was handed over before must
// then be dropped.
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
		return readAPI(newDecoded(from), to)
	}
	return readCSV(newDecoded(from), to)
}

// isJSON reports whether the text begins with an object or an array.
func isJSON(head []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark))
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// deliver calls the one method of the intake that is due for a line. text gives
// the line as it stands in the file, where it must be rejected.
func deliver(number int64, e *entry, to model.RecordWriter, text func() string) {
	line, err := understand(e)
	switch {
	case err != nil:
		to.Reject(number, err.Error(), text())
	case line == nil:
		to.Skip(number)
	default:
		to.KeepBillLine(number, line)
	}
}
