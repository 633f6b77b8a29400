package bill

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// table is a header row that was understood: where each column stands.
type table struct {
	form  *form
	place []placed
	names [columns]string
	heads []string // the headers as they stand, without what surrounds them
	keys  [][]byte // the headers as JSON strings, all different
}

// placed is a known column and the index of its cell.
type placed struct {
	col column
	at  int
}

// newTable places the columns of a header row. It fails where the row is not a
// bill's, where two headers stand for one column, and where the form needs a
// column that is not there.
func newTable(header []string) (*table, error) {
	f, isBill := detectForm(header)
	if !isBill {
		return nil, fmt.Errorf("no known form of bill: the header has %s, of which the nearest form, %s, knows %d; "+
			"export the bill again with its header row", list(header), f.name, f.known(header))
	}
	t := &table{form: f, keys: rawKeys(header)}
	for at, name := range header {
		t.heads = append(t.heads, clean(name))
		col, known := f.column(name)
		if !known {
			continue
		}
		name = clean(name)
		if t.names[col] != "" {
			return nil, fmt.Errorf("%s bill: columns %q and %q both stand for %s; remove the one that is not meant",
				f.name, t.names[col], name, f.headers[col][0])
		}
		t.names[col] = name
		t.place = append(t.place, placed{col, at})
	}
	t.placeSpare(header)
	if err := t.complete(header); err != nil {
		return nil, err
	}
	f.nameRest(&t.names)
	return t, nil
}

// placeSpare places the columns that stand under a spare name only.
func (t *table) placeSpare(header []string) {
	for at, name := range header {
		if col, known := t.form.spareColumn(name); known && t.names[col] == "" {
			t.names[col] = clean(name)
			t.place = append(t.place, placed{col, at})
		}
	}
}

// complete names the columns that the form needs and the header row lacks.
func (t *table) complete(header []string) error {
	var missing []string
	for _, set := range t.form.needs {
		if slices.ContainsFunc(set, func(c column) bool { return t.names[c] != "" }) {
			continue
		}
		var names []string
		for _, col := range set {
			if headers := t.form.headers[col]; len(headers) > 0 {
				names = append(names, headers[0])
			}
		}
		missing = append(missing, strings.Join(names, " or "))
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%s bill: the header lacks %s; it has %s; export the bill again with all columns",
		t.form.name, strings.Join(missing, ", "), list(header))
}

// writeRow writes a row; text returns it as it stands in the file.
func (t *table) writeRow(number int64, cells []string, to model.RecordWriter, text func() string) {
	e, err := t.entry(cells)
	if err != nil {
		to.Reject(number, err.Error(), text())
		return
	}
	writeLine(number, e, to, text)
}

// entry takes a row apart, which must have a cell for each header.
func (t *table) entry(cells []string) (*entry, error) {
	switch have, want := len(cells), len(t.heads); {
	case have < want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: column %s is the first without a cell", have, want, t.heads[have])
	case have > want:
		return nil, fmt.Errorf("the row has %d cells, the header has %d columns: %.60q after column %s belongs to none", have, want, cells[want], t.heads[want-1])
	}
	e := &entry{form: t.form.name, names: t.names, raw: t.raw(cells)}
	for _, p := range t.place {
		e.set(p.col, cells[p.at])
	}
	return e, nil
}

// clean is a header without what surrounds it.
func clean(header string) string {
	return strings.TrimSpace(strings.Trim(header, "\ufeff"))
}

// list shows the headers that were found, as many as a message can bear.
func list(header []string) string {
	const most = 40
	shown := make([]string, 0, most)
	for _, name := range header[:min(most, len(header))] {
		shown = append(shown, fmt.Sprintf("%.60q", clean(name)))
	}
	text := strings.Join(shown, ", ")
	if len(header) > most {
		text += fmt.Sprintf(" and %d more", len(header)-most)
	}
	return text
}
