package bill

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"immrecon/store/model"
)

// Detect reports whether content that begins with head is a bill or looks so much like
// one that it must be read or refused: a header row that names the columns of a form,
// an answer of the billing API, a workbook (of which the head does not show what is in
// it), or a spreadsheet of a kind that cannot be read. head must hold the whole header
// row.
func Detect(head []byte) bool {
	if isWorkbook(head) || foreign(head) != nil {
		return true
	}
	t := newText(bufio.NewReaderSize(bytes.NewReader(head), headSize))
	if isJSON(t.head()) {
		return isAPIAnswer(t.head())
	}
	_, found := findLayout(t.head())
	return found > no
}

// Read reads a bill line by line: IMM and OSS lines are kept, those of other
// products skipped, as are the header row and what stands before it, and lines that
// cannot be understood are rejected with the column and the reason. Rows of an overview
// are control totals.
//
// CSV rows are numbered by the physical line they begin on, rows of a workbook
// by their number in the sheet (see sheetLines), items of the API by their place in
// the file, all from 1.
//
// An empty file has no lines and is no error. An error means that the file as
// a whole is no bill or cannot be read on; what was written before must then be
// dropped.
func Read(r io.Reader, to model.RecordWriter) error {
	from := bufio.NewReaderSize(&failingReader{from: r}, headSize)
	head, err := from.Peek(headSize)
	if err != nil && err != io.EOF {
		return fmt.Errorf("reading the bill: %w", err)
	}
	if err := foreign(head); err != nil {
		return err
	}
	in := newReading(to)
	if isWorkbook(head) {
		err = in.readWorkbook(from)
	} else {
		err = in.readText(newText(from))
	}
	if err != nil {
		return err
	}
	in.describe()
	return nil
}

func (in *reading) readText(t *text) error {
	read := in.readCSV
	if isJSON(t.head()) {
		read = in.readAPI
	}
	err := read(t)
	in.file.Encoding = t.encoding()
	return err
}

// failingReader fails again and again where the input has failed once, so that looking
// ahead does not lose the error.
type failingReader struct {
	from io.Reader
	err  error
}

// Read implements io.Reader.
func (r *failingReader) Read(p []byte) (n int, err error) {
	if r.err == nil {
		n, r.err = r.from.Read(p)
	}
	return n, r.err
}

// isJSON reports whether the text begins with an object or an array.
func isJSON(head []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark))
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// ErrNoBill says that a workbook, which may hold anything, holds no bill.
var ErrNoBill = errors.New("no sheet of the workbook is a bill")
