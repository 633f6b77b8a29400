package grid

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"immrecon/export/internal/records"
	"immrecon/export/text"
	"immrecon/export/words"
)

// table writes the grid for a person: columns that line up.
func (g *Grid) table(w io.Writer) error {
	if len(g.Rows) == 0 {
		_, err := fmt.Fprintf(w, "No %s.\n", g.Name)
		return err
	}
	return text.Table(w, g.Columns, g.Rows)
}

// csv writes the grid as the other CSV exports are written: RFC 4180, and no
// cell that a spreadsheet would take for a formula. No number of a grid is
// negative, so none is harmed by that.
func (g *Grid) csv(w io.Writer) error {
	return records.Write(w, g.Columns, func(yield func([]string, error) bool) {
		for _, row := range g.Rows {
			cells := make([]string, len(row))
			for n, cell := range row {
				cells[n] = words.Harmless(cell)
			}
			if !yield(cells, nil) {
				return
			}
		}
	})
}

// json writes the grid as an object with its schema and its rows, each an
// object whose keys are the columns in their order. Every value is a string,
// so that no reader makes a float of a decimal.
func (g *Grid) json(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"schema":"immrecon.catalog.%s/1",%q:[`, g.Name, g.Name)
	for n, row := range g.Rows {
		if n > 0 {
			b.WriteByte(',')
		}
		if err := g.object(&b, row); err != nil {
			return err
		}
	}
	b.WriteString("]}")
	var indented bytes.Buffer
	if err := json.Indent(&indented, b.Bytes(), "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	_, err := indented.WriteTo(w)
	return err
}

// object writes one row.
func (g *Grid) object(b *bytes.Buffer, row []string) error {
	b.WriteByte('{')
	for n, cell := range row {
		value, err := json.Marshal(cell)
		if err != nil {
			return err
		}
		if n > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, "%q:%s", g.Columns[n], value)
	}
	b.WriteByte('}')
	return nil
}
