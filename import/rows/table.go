package rows

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A table is an input whose form is known.
type table struct {
	lines  *lines
	header []string // of a CSV file; nil for NDJSON
	form   form
	row    Row // the row that next returns, filled anew each time
}

// A form is a way of writing rows down.
type form interface {
	// fill reads the row that begins with the line first. A row that is not
	// well formed is failed; the error is the input's own.
	fill(row *Row, first line) error
}

// open finds the form of a table by its first line that is not blank: a brace
// begins an NDJSON object, anything else is a CSV header. It calls skip with the
// lines that are no rows.
func open(lines *lines, required []string, skip func(line int64)) (*table, error) {
	t := &table{lines: lines}
	first, err := t.lines.next()
	for ; err == nil && strings.TrimSpace(first.text) == ""; first, err = t.lines.next() {
		skip(first.number)
	}
	if err == io.EOF {
		return nil, errors.New("nothing to read: a CSV header or an NDJSON object is expected")
	}
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimSpace(first.text), "{") {
		t.form = objects{}
		t.lines.unread(stretchOf(first))
		return t, nil
	}
	skip(first.number)
	return t, t.readHeader(first, required)
}

// readHeader reads the columns of a CSV file and checks that the required ones are
// among them.
func (t *table) readHeader(first line, required []string) error {
	form := &delimited{csv: newCSV(t.lines)}
	header, err := form.csv.rowAt(first)
	if err != nil {
		return err
	}
	if header.Err != nil {
		return fmt.Errorf("line %d: the header is %w", first.number, notCSV(header.Err))
	}
	names := slices.Clone(header.Cells)
	for i, name := range names {
		if !printable(name) {
			return fmt.Errorf("line %d: the header is not text in UTF-8: %q; save the table as CSV in UTF-8", first.number, name)
		}
		names[i] = columnName(name)
		if names[i] != "" && slices.Contains(names[:i], names[i]) {
			return fmt.Errorf("line %d: the header has the column %s twice; rename or remove one", first.number, names[i])
		}
	}
	for _, column := range required {
		if !slices.Contains(names, column) {
			return fmt.Errorf("line %d: the header has no column %s, only %s; add the column, or name what the file holds with --kind",
				first.number, column, strings.Join(names, ", "))
		}
	}
	form.columns, form.csv.Columns = names, len(names)
	t.header, t.form = names, form
	return nil
}

// columnName is the form in which names of columns are compared.
func columnName(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == utf8.RuneError })
}

// next reads a row into the table's own; it is good until the next call. A row
// that is not well formed comes with its failure. The error is io.EOF at the
// end, else the input's own.
func (t *table) next() (*Row, error) {
	first, err := t.lines.next()
	if err != nil {
		return nil, err
	}
	t.row.reset(first)
	if first.cut {
		t.row.fail(tooLong(t.lines.maxRow))
		return &t.row, nil
	}
	if strings.TrimSpace(first.text) == "" {
		return &t.row, nil
	}
	if err := t.form.fill(&t.row, first); err != nil {
		return nil, err
	}
	if !utf8.ValidString(t.row.Raw) {
		t.row.fail(errors.New("not text in UTF-8; save the table in UTF-8"))
	}
	return &t.row, nil
}
