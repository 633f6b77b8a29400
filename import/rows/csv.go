package rows

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// CSV reads rows as RFC 4180 has them. Each row is cut out of the input first and
// parsed on its own, so that a stray quote costs one line, not the file.
type CSV struct {
	// Columns is the number of cells that a row over several lines must have to be
	// read as one row; 0 before the header is known.
	Columns int

	lines  *lines
	buffer *bufio.Reader // of the row that parser reads
	parser *csv.Reader   // one for all rows: making one costs more than a row
}

// CSVRow is one row before its cells have names.
type CSVRow struct {
	Line  int64    // the line it begins on, from 1
	Text  string   // as in the file, without the line end
	Cells []string // valid until the next row is read
	Err   error    // why it is no row: a *csv.ParseError, or that it is too long
}

// NewCSV reads CSV, of which no row may be longer than maxRow bytes.
func NewCSV(r io.Reader, maxRow int) *CSV { return newCSV(newLines(r, wholeBuffer, maxRow)) }

func newCSV(lines *lines) *CSV {
	// A bufio.Reader of this size is the one that the csv.Reader uses itself.
	buffer := bufio.NewReader(nil)
	parser := csv.NewReader(buffer)
	parser.FieldsPerRecord = -1 // how many is for the caller to check
	parser.ReuseRecord = true
	return &CSV{lines: lines, buffer: buffer, parser: parser}
}

// Separate sets what stands between two cells, which is a comma otherwise. It must be
// called before the first row is read.
func (c *CSV) Separate(by byte) { c.parser.Comma = rune(by) }

// Next returns the next row; a row with an empty Text is an empty line. The error
// is io.EOF at the end, else the input's own.
func (c *CSV) Next() (CSVRow, error) {
	first, err := c.lines.next()
	if err != nil {
		return CSVRow{}, err
	}
	return c.rowAt(first)
}

// rowAt reads the row that begins with first, with the lines that it needs to
// close every quote. Where these make no row, first alone is one, damaged, and the
// others are read again.
func (c *CSV) rowAt(first line) (CSVRow, error) {
	row := CSVRow{Line: first.number, Text: first.text}
	if first.cut {
		row.Err = tooLong(c.lines.maxRow)
		return row, nil
	}
	more, err := c.closeQuotes(first)
	if err != nil {
		return CSVRow{}, err
	}
	if more.lines == 0 {
		row.Cells, row.Err = c.parse(first.number, first.text)
		return row, nil
	}
	text, cells, err := c.join(first, more)
	if err != nil {
		row.Err = err
		c.lines.unread(more)
		return row, nil
	}
	row.Text, row.Cells = text, cells
	return row, nil
}

// closeQuotes returns the lines of the row that begins with first beyond that one.
// A line end belongs to a cell exactly where the quotes before it are odd in number,
// for a quote within a cell is written double. Without a line that closes them, it
// returns lines up to the end of the input or beyond the longest row.
func (c *CSV) closeQuotes(first line) (more stretch, err error) {
	more.number = first.number + 1
	var text strings.Builder
	for open := hasOddQuotes(first.text); open && !more.cut && len(first.text)+text.Len() <= c.lines.maxRow; {
		next, err := c.lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return stretch{}, err
		}
		if more.lines > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(next.text)
		more.lines++
		more.cut = next.cut
		open = open != hasOddQuotes(next.text)
	}
	more.text = text.String()
	return more, nil
}

func hasOddQuotes(text string) bool { return strings.Count(text, `"`)%2 == 1 }

// join makes one row of first and the lines after it. The error is why they are none.
func (c *CSV) join(first line, more stretch) (text string, cells []string, err error) {
	text = first.text + "\n" + more.text
	if more.cut || len(text) > c.lines.maxRow {
		return "", nil, fmt.Errorf("a quoted cell makes the row longer than %d bytes, the longest that is read", c.lines.maxRow)
	}
	if cells, err = c.parse(first.number, text); err != nil {
		_, err = c.parse(first.number, first.text) // where in the first line
		return "", nil, err
	}
	if c.Columns > 0 && len(cells) != c.Columns {
		return "", nil, fmt.Errorf("a quoted cell that ends on line %d makes a row of %d cells, the header has %d", more.last(), len(cells), c.Columns)
	}
	return text, cells, nil
}

// errUnclosed replaces csv.ErrQuote, which means other damage as well.
var errUnclosed = errors.New("a quoted cell is not closed")

// maxCells is how many cells of a row are read, as many as a row of a spreadsheet has.
// Of a text of commas alone, cells take a hundred times its length.
const maxCells = 1 << 14

// countCells counts the cells of a row, at least as far as maxCells matters.
func (c *CSV) countCells(text string) int {
	separators := strings.Count(text, string(c.parser.Comma))
	if separators < maxCells {
		return separators + 1
	}
	separators = 0
	quoted := false
	for part := range strings.SplitSeq(text, `"`) {
		if !quoted {
			separators += strings.Count(part, string(c.parser.Comma))
		}
		quoted = !quoted
	}
	return separators + 1
}

// parse parses one row, which begins on a line.
func (c *CSV) parse(number int64, text string) ([]string, error) {
	if c.countCells(text) > maxCells {
		return nil, fmt.Errorf("more than %d cells, the most of a row that is read", maxCells)
	}
	whole := text
	if strings.Contains(text, "\r") { // of a cell: the parser would take it for half a line end
		whole = strings.ReplaceAll(text+"\n", "\r\n", "\r\r\n")
	}
	c.buffer.Reset(strings.NewReader(whole))
	cells, err := c.parser.Read()
	if err == io.EOF { // nothing
		return []string{text}, nil
	}
	if damage := new(csv.ParseError); errors.As(err, &damage) {
		if errors.Is(damage.Err, csv.ErrQuote) && damage.Column > len(text) {
			damage.Err = errUnclosed
		}
		within := damage.Line - damage.StartLine
		damage.StartLine = int(number)
		damage.Line = int(number) + within
	}
	return cells, err
}

func tooLong(maxRow int) error {
	return fmt.Errorf("longer than %d bytes, the longest row that is read; the beginning of its text is kept", maxRow)
}

func allEmpty(cells []string) bool {
	for _, cell := range cells {
		if cell != "" {
			return false
		}
	}
	return true
}

// delimited is a table in CSV.
type delimited struct {
	csv     *CSV
	columns []string
}

// fill reads a CSV row into the cells of its columns.
func (d *delimited) fill(row *Row, first line) error {
	read, err := d.csv.rowAt(first)
	if err != nil {
		return err
	}
	row.Raw = read.Text
	switch {
	case read.Err != nil:
		row.fail(notCSV(read.Err))
		return nil
	case len(read.Cells) != len(d.columns) && !allEmpty(read.Cells):
		row.fail(fmt.Errorf("the row has %d cells, the header has %d", len(read.Cells), len(d.columns)))
		return nil
	}
	for i, cell := range read.Cells[:min(len(read.Cells), len(d.columns))] {
		row.cells[d.columns[i]] = cell
	}
	return nil
}

// notCSV says what is wrong with the text of a row.
func notCSV(err error) error {
	if damage := new(csv.ParseError); errors.As(err, &damage) {
		return fmt.Errorf("not CSV: %w", damage.Err)
	}
	return err
}
