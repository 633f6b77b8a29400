package bill

import (
	"fmt"
	"slices"
	"strings"
)

// headerRow is the header row of a table: where each column of its form is.
type headerRow struct {
	form      *form
	overview  bool // the rows are control totals
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
	if isAmortised(header) {
		return nil, errAmortised
	}
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
		h.place(col, index)
	}
	h.addSpare()
	h.overview = !slices.ContainsFunc(lineColumns, func(c column) bool { return h.names[c] != "" })
	if err := h.complete(header); err != nil {
		return nil, err
	}
	f.nameMissing(&h.names)
	return h, nil
}

// place puts a column where it stands.
func (h *headerRow) place(col column, index int) {
	h.names[col] = h.titles[index]
	h.positions = append(h.positions, position{col, index})
}

// addSpare finds the columns that have a spare name only.
func (h *headerRow) addSpare() {
	for col := range columnCount {
		for _, name := range h.form.spare[col] {
			index := slices.IndexFunc(h.titles, func(title string) bool { return h.form.key(title) == normalize(name) })
			if index >= 0 && h.names[col] == "" {
				h.place(col, index)
			}
		}
	}
}

// complete names the columns that the form needs and the header row lacks.
func (h *headerRow) complete(header []string) error {
	var missing []string
	needs := h.form.needs
	if h.overview {
		needs = overviewNeeds
	}
	for _, set := range needs {
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

// entry reads a row, which must have a cell for each header.
func (h *headerRow) entry(r row) (*entry, error) {
	switch have, want := len(r.cells), len(h.titles); {
	case have < want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: column %s is the first without a cell", have, want, h.titles[have])
	case have > want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: %.60q after column %s belongs to none", have, want, r.cells[want], h.titles[want-1])
	}
	e := &entry{form: h.form.name, names: &h.names, overview: h.overview, raw: func() string { return h.raw(r.cells) }}
	for _, p := range h.positions {
		if fault := r.faults[p.index]; fault != "" {
			return nil, e.columnError(p.col, "holds %s", fault)
		}
		e.set(p.col, r.cells[p.index])
	}
	return e, nil
}

// repeats reports whether a row is a header row once more, as where files were put one
// after the other: then a title stands where a line has its month.
func (h *headerRow) repeats(cells []string) bool {
	for _, p := range h.positions {
		if (p.col == colMonth || p.col == colDate) && p.index < len(cells) && strings.ContainsAny(cells[p.index], "0123456789") {
			return false
		}
	}
	return isHeader(cells)
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
