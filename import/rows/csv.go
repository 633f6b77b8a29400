package rows

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// delimited is CSV as RFC 4180 has it. Each row is cut out of the input first
// and parsed on its own, so that a stray quote costs one line, not the file.
type delimited struct {
	columns []string
	buffer  *bufio.Reader // lent to each row's csv.Reader, which would otherwise make its own
}

func newDelimited() *delimited {
	return &delimited{buffer: bufio.NewReader(nil)}
}

// fill takes as many lines as it needs to close every quote. Where that gives
// no row, only the first line is failed and the others are given back.
func (d *delimited) fill(row *Row, first line, rest *lines) error {
	text, taken, err := closeQuotes(first, rest)
	if err != nil {
		return err
	}
	cells, err := d.split(text)
	if err == nil && len(cells) != len(d.columns) && !allEmpty(cells) {
		err = fmt.Errorf("the row has %d cells, the header has %d", len(cells), len(d.columns))
	}
	if err != nil {
		rest.giveBack(taken...)
		row.fail(err)
		return nil
	}
	row.Raw = text
	for i, cell := range cells[:min(len(cells), len(d.columns))] {
		row.cells[d.columns[i]] = cell
	}
	return nil
}

// closeQuotes returns the row that begins with first, and the lines it took
// beyond that one. A line end belongs to a cell exactly where the quotes
// before it are odd in number, for a quote within a cell is written double.
func closeQuotes(first line, rest *lines) (text string, taken []line, err error) {
	if strings.Count(first.text, `"`)%2 == 0 {
		return first.text, nil, nil
	}
	var joined strings.Builder
	joined.WriteString(first.text)
	for open := true; open && joined.Len() < maxRow; {
		next, err := rest.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", nil, err
		}
		if next.cut {
			rest.giveBack(next)
			break
		}
		taken = append(taken, next)
		joined.WriteByte('\n')
		joined.WriteString(next.text)
		open = strings.Count(next.text, `"`)%2 == 0
	}
	return joined.String(), taken, nil
}

// split parses one row.
func (d *delimited) split(text string) ([]string, error) {
	d.buffer.Reset(strings.NewReader(text))
	cells, err := csv.NewReader(d.buffer).Read()
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return nil, fmt.Errorf("not CSV: %w", wrong.Err)
	}
	return cells, err
}

func allEmpty(cells []string) bool {
	for _, cell := range cells {
		if cell != "" {
			return false
		}
	}
	return true
}
