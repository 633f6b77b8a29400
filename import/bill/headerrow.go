package bill

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// headerRow is the header row of a table: where each column of its form is.
type headerRow struct {
	form      *form
	positions []position
	names     [columnCount]string
	titles    []string // the headers as printed, trimmed
	keys      [][]byte // the headers as JSON strings, all different
}

// position is a known column and the index of its cell.
type position struct {
	col   column
	index int
}

// newHeaderRow finds the columns in a header row. It fails where the row is not a
// bill's, where two headers mean one column, and where the form needs a column that
// is not there.
func newHeaderRow(header []string) (*headerRow, error) {
	f, isBill := detectForm(header)
	if !isBill {
		return nil, fmt.Errorf("no known form of bill: the header has %s, of which the nearest form, %s, knows %d; "+
			"export the bill again with its header row", listHeaders(header), f.name, f.countKnown(header))
	}
	h := &headerRow{form: f, keys: rawKeys(header)}
	for index, name := range header {
		h.titles = append(h.titles, trimHeader(name))
		col, known := f.column(name)
		if !known {
			continue
		}
		name = trimHeader(name)
		if h.names[col] != "" {
			return nil, fmt.Errorf("%s bill: columns %q and %q both stand for %s; remove the one that is not meant",
				f.name, h.names[col], name, f.headers[col][0])
		}
		h.names[col] = name
		h.positions = append(h.positions, position{col, index})
	}
	h.addSpare(header)
	if err := h.complete(header); err != nil {
		return nil, err
	}
	f.nameMissing(&h.names)
	return h, nil
}

// addSpare finds the columns that have a spare name only.
func (h *headerRow) addSpare(header []string) {
	for index, name := range header {
		if col, known := h.form.spareColumn(name); known && h.names[col] == "" {
			h.names[col] = trimHeader(name)
			h.positions = append(h.positions, position{col, index})
		}
	}
}

// complete names the columns that the form needs and the header row lacks.
func (h *headerRow) complete(header []string) error {
	var missing []string
	for _, set := range h.form.needs {
		if slices.ContainsFunc(set, func(c column) bool { return h.names[c] != "" }) {
			continue
		}
		var names []string
		for _, col := range set {
			if headers := h.form.headers[col]; len(headers) > 0 {
				names = append(names, headers[0])
			}
		}
		missing = append(missing, strings.Join(names, " or "))
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%s bill: the header lacks %s; it has %s; export the bill again with all columns",
		h.form.name, strings.Join(missing, ", "), listHeaders(header))
}

// writeRow writes the line of a row; text returns the row as it is in the file.
func (h *headerRow) writeRow(number int64, cells []string, to model.RecordWriter, text func() string) {
	e, err := h.entry(cells)
	if err != nil {
		to.Reject(number, err.Error(), text())
		return
	}
	writeLine(number, e, to, text)
}

// entry reads a row, which must have a cell for each header.
func (h *headerRow) entry(cells []string) (*entry, error) {
	switch have, want := len(cells), len(h.titles); {
	case have < want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: column %s is the first without a cell", have, want, h.titles[have])
	case have > want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: %.60q after column %s belongs to none", have, want, cells[want], h.titles[want-1])
	}
	e := &entry{form: h.form.name, names: h.names, raw: h.raw(cells)}
	for _, p := range h.positions {
		e.set(p.col, cells[p.index])
	}
	return e, nil
}

// trimHeader returns a header without blanks and byte order marks around it.
func trimHeader(header string) string {
	return strings.TrimSpace(strings.Trim(header, "\ufeff"))
}

// listHeaders shows the headers that were found, as many as a message can bear.
func listHeaders(header []string) string {
	const most = 40
	shown := make([]string, 0, most)
	for _, name := range header[:min(most, len(header))] {
		shown = append(shown, fmt.Sprintf("%.60q", trimHeader(name)))
	}
	text := strings.Join(shown, ", ")
	if len(header) > most {
		text += fmt.Sprintf(" and %d more", len(header)-most)
	}
	return text
}
