package text

import (
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"immrecon/store/visible"
)

// A character that is wide only in the fonts of East Asia, such as a quotation mark or
// ≥, is one column: so terminals show it unless they are told otherwise, and a table is
// the same wherever it is made.
func init() { text.OverrideRuneWidthEastAsianWidth(false) }

// newTable is a plain table: a header, columns two blanks apart, no frame.
func newTable(header ...any) table.Writer {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	if len(header) > 0 {
		t.AppendHeader(header)
	}
	return visibleTable{t}
}

// visibleTable is a table in which no text takes more than its line, or hides.
type visibleTable struct{ table.Writer }

// AppendRow implements table.Writer.
func (t visibleTable) AppendRow(row table.Row, config ...table.RowConfig) {
	shown := slices.Clone(row)
	for n, cell := range shown {
		if text := reflect.ValueOf(cell); text.Kind() == reflect.String {
			shown[n] = visible.Line(text.String())
		}
	}
	t.Writer.AppendRow(shown, config...)
}

// right sets columns, counted from 1, flush right.
func right(t table.Writer, columns ...int) {
	configs := make([]table.ColumnConfig, len(columns))
	for n, column := range columns {
		configs[n] = table.ColumnConfig{Number: column, Align: text.AlignRight, AlignHeader: text.AlignRight}
	}
	t.SetColumnConfigs(configs)
}

func render(w io.Writer, t table.Writer) error {
	t.SuppressTrailingSpaces()
	_, err := fmt.Fprintln(w, t.Render())
	return err
}
