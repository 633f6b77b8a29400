package xlsx

import (
	"bytes"
	"encoding/xml"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// cells gives the rows of a sheet from top to bottom. A row may be reused for
// the next.
type cells = iter.Seq2[row, error]

// row is a row of cells.
type row struct {
	number int
	height int // in points; 0 for as high as it needs to be
	cells  []cell
}

// linkLimit is how many links a sheet may hold. The cells of any more are
// written without.
const linkLimit = 65_530

// flushAt is how much is gathered before it is passed on, in bytes.
const flushAt = 64 << 10

// rowWriter writes cells as SpreadsheetML. The first error of what it writes to
// sticks, and comes back from flush.
type rowWriter struct {
	out     io.Writer
	err     error
	buffer  []byte
	opening [looks][mostDecimals + 1]string // of a cell's tag behind its name: its style
	letters []string                        // names of columns
	links   []link                          // of the cells written so far
}

// link says that a cell leads to a place in the book.
type link struct{ from, to string }

func newRowWriter(out io.Writer, s *styles) *rowWriter {
	w := &rowWriter{out: out}
	for l := range s {
		for decimals, id := range s[l] {
			w.opening[l][decimals] = `" s="` + strconv.Itoa(id) + `"`
		}
	}
	return w
}

// rows writes the contents of a sheetData element.
func (w *rowWriter) rows(rows cells) error {
	for r, err := range rows {
		if err != nil {
			return err
		}
		w.row(r)
		if len(w.buffer) >= flushAt && w.flush() != nil {
			break
		}
	}
	return w.err
}

// flush passes on what was gathered.
func (w *rowWriter) flush() error {
	if w.err == nil {
		_, w.err = w.out.Write(w.buffer)
	}
	w.buffer = w.buffer[:0]
	return w.err
}

// hyperlinks writes the element that makes the links of the cells live.
func (w *rowWriter) hyperlinks() {
	if len(w.links) == 0 {
		return
	}
	w.add(`<hyperlinks>`)
	for _, l := range w.links {
		w.add(`<hyperlink ref="`, l.from, `" location="`)
		w.escaped(l.to)
		w.add(`"/>`)
	}
	w.add(`</hyperlinks>`)
}

func (w *rowWriter) row(r row) {
	number := strconv.Itoa(r.number)
	w.add(`<row r="`, number)
	if r.height > 0 {
		w.add(`" ht="`, strconv.Itoa(r.height), `" customHeight="1`)
	}
	w.add(`">`)
	for i := range r.cells {
		w.cell(w.letter(i), number, &r.cells[i])
	}
	w.add(`</row>`)
}

func (w *rowWriter) cell(column, row string, c *cell) {
	if c.link != "" && len(w.links) < linkLimit {
		w.links = append(w.links, link{column + row, c.link})
	}
	w.add(`<c r="`, column, row, w.opening[c.look][c.decimals()])
	switch {
	case c.formula != "" && !c.number.Valid:
		w.add(` t="str">`)
	case c.text != "":
		w.add(` t="inlineStr">`)
	default:
		w.add(`>`)
	}
	if c.formula != "" {
		w.add(`<f>`)
		w.escaped(c.formula)
		w.add(`</f>`)
	}
	switch {
	case c.number.Valid:
		w.add(`<v>`, c.number.Decimal.String(), `</v>`)
	case c.moment != "":
		w.add(`<v>`, c.moment, `</v>`)
	case c.formula != "":
		w.add(`<v>`)
		w.escaped(c.text)
		w.add(`</v>`)
	case c.text != "":
		w.add(`<is><t`)
		if strings.TrimSpace(c.text) != c.text {
			w.add(` xml:space="preserve"`)
		}
		w.add(`>`)
		w.escaped(literal(c.text))
		w.add(`</t></is>`)
	}
	w.add(`</c>`)
}

// add appends texts as they are.
func (w *rowWriter) add(texts ...string) {
	for _, text := range texts {
		w.buffer = append(w.buffer, text...)
	}
}

// write appends bytes as they are.
func (w *rowWriter) write(xml []byte) { w.buffer = append(w.buffer, xml...) }

// escaped appends a text as XML.
func (w *rowWriter) escaped(text string) {
	if plain(text) {
		w.buffer = append(w.buffer, text...)
		return
	}
	var escaped bytes.Buffer
	xml.EscapeText(&escaped, []byte(text)) // a buffer takes everything
	w.buffer = append(w.buffer, escaped.Bytes()...)
}

// plain says whether a text is the same in XML.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\'' || c == '&' || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

// escapeLike is text that spreadsheets may read as an escaped character,
// such as _x0041_.
var escapeLike = regexp.MustCompile(`_(x[0-9A-Fa-f]{4})`)

// literal keeps such text as it is by escaping its underscore.
func literal(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escapeLike.ReplaceAllString(text, "_x005F_$1")
}

// letter is the name of a column, counted from 0 and looked up once.
func (w *rowWriter) letter(column int) string {
	for len(w.letters) <= column {
		w.letters = append(w.letters, letter(len(w.letters)+1))
	}
	return w.letters[column]
}

// letter is the name of a column, counted from 1. Only a column beyond the
// last of a sheet has none, and no table is that wide.
func letter(column int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		panic(err)
	}
	return name
}
