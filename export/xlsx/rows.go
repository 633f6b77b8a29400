package xlsx

import (
	"bufio"
	"encoding/xml"
	"io"
	"iter"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// cells gives the rows of a sheet from top to bottom, each with its number.
type cells = iter.Seq2[int, []cell]

// linkLimit is how many links a sheet may hold. The cells of any more are
// written without.
const linkLimit = 65_530

// rowWriter writes cells as SpreadsheetML. The first error sticks to its
// bufio.Writer and comes back from Flush.
type rowWriter struct {
	*bufio.Writer
	styles *styles
	links  []link            // of the cells written so far
	height func(row int) int // of each row, in points; nil: as high as it needs to be
}

// link says that a cell leads to a place in the book.
type link struct{ from, to string }

func newRowWriter(w io.Writer, s *styles) *rowWriter {
	return &rowWriter{Writer: bufio.NewWriter(w), styles: s}
}

// rows writes the contents of a sheetData element.
func (w *rowWriter) rows(rows cells) {
	for number, row := range rows {
		w.row(number, row)
	}
}

// hyperlinks writes the element that makes the links of the cells live.
func (w *rowWriter) hyperlinks() {
	if len(w.links) == 0 {
		return
	}
	w.WriteString(`<hyperlinks>`)
	for _, l := range w.links {
		w.WriteString(`<hyperlink ref="` + l.from + `" location="`)
		xml.EscapeText(w, []byte(l.to))
		w.WriteString(`"/>`)
	}
	w.WriteString(`</hyperlinks>`)
}

func (w *rowWriter) row(number int, row []cell) {
	w.WriteString(`<row r="` + strconv.Itoa(number) + `"`)
	if w.height != nil {
		w.WriteString(` ht="` + strconv.Itoa(w.height(number)) + `" customHeight="1"`)
	}
	w.WriteString(`>`)
	for i := range row {
		w.cell(number, i+1, &row[i])
	}
	w.WriteString(`</row>`)
}

func (w *rowWriter) cell(row, column int, c *cell) {
	name := letter(column) + strconv.Itoa(row)
	if c.link != "" && len(w.links) < linkLimit {
		w.links = append(w.links, link{name, c.link})
	}
	w.WriteString(`<c r="` + name + `" s="` + strconv.Itoa(w.styles[c.look]) + `"`)
	switch {
	case c.formula != "" && !c.number.Valid:
		w.WriteString(` t="str">`)
	case c.text != "":
		w.WriteString(` t="inlineStr">`)
	default:
		w.WriteString(`>`)
	}
	if c.formula != "" {
		w.element("f", c.formula)
	}
	switch {
	case c.number.Valid:
		w.element("v", c.number.Decimal.String())
	case c.formula != "":
		w.element("v", c.text)
	case c.text != "":
		w.WriteString(`<is><t xml:space="preserve">`)
		xml.EscapeText(w, []byte(literal(c.text)))
		w.WriteString(`</t></is>`)
	}
	w.WriteString(`</c>`)
}

func (w *rowWriter) element(name, text string) {
	w.WriteString(`<` + name + `>`)
	xml.EscapeText(w, []byte(text))
	w.WriteString(`</` + name + `>`)
}

// escapeLike is text that spreadsheets may read as an escaped character,
// such as _x0041_.
var escapeLike = regexp.MustCompile(`_(x[0-9A-Fa-f]{4})`)

// literal keeps such text as it is by escaping its underscore.
func literal(text string) string { return escapeLike.ReplaceAllString(text, "_x005F_$1") }

// letter is the name of a column, counted from 1. Only a column beyond the
// last of a sheet has none, and no table is that wide.
func letter(column int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		panic(err)
	}
	return name
}
