package bill

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// entry is one line of a bill as its form printed it, before it is understood.
type entry struct {
	form     string
	cells    [columnCount]string  // without blanks around them; "" where not given
	names    *[columnCount]string // what the form calls each column, for messages
	signs    []moneySign          // the currencies that stand beside amounts
	overview bool                 // a row of an overview, not a line
	raw      func() string        // the whole line as a JSON object
}

// set sets a cell as printed. Exports put a TAB beside long numbers so that a
// spreadsheet keeps them as text, and "-" or NULL where nothing is given.
func (e *entry) set(col column, cell string) {
	if cell = bare(cell); !isEmpty(cell) {
		e.cells[col] = cell
	}
}

// bare is what a cell says, without what makes a spreadsheet take it for text: blanks
// and TABs, an apostrophe before it, or a formula that is nothing but a text.
func bare(cell string) string {
	cell = strings.TrimSpace(cell)
	if inner, is := strings.CutPrefix(cell, "'"); is {
		return inner
	}
	if inner, is := strings.CutPrefix(cell, `="`); is && strings.HasSuffix(inner, `"`) {
		return strings.TrimSpace(strings.TrimSuffix(inner, `"`))
	}
	return cell
}

// isEmpty reports whether a cell says that nothing is given.
func isEmpty(cell string) bool {
	return cell == "" || cell == "-" || cell == "--" || cell == "—" || len(cell) == 4 && strings.EqualFold(cell, "NULL")
}

// first returns the first of the columns that is given.
func (e *entry) first(cols ...column) string {
	for _, col := range cols {
		if e.cells[col] != "" {
			return e.cells[col]
		}
	}
	return ""
}

// columnError is the reason to reject a line for what one column holds.
func (e *entry) columnError(col column, format string, args ...any) error {
	return fmt.Errorf("column %s: %w", e.names[col], fmt.Errorf(format, args...))
}

// checkText refuses a line whose cells are not text: what could not be decoded
// would otherwise become a name that nothing matches.
func (e *entry) checkText() error {
	for col, cell := range e.cells {
		if fault := textFault(cell); fault != "" {
			return e.columnError(column(col), "%.60q has %s", cell, fault)
		}
	}
	return nil
}

// textFault says what of a cell is no text; "" where all of it is.
func textFault(cell string) string {
	for i := 0; i < len(cell); {
		c := cell[i]
		switch {
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\x7f':
			return "a control code"
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRuneInString(cell[i:])
			if r == utf8.RuneError { // also what a decoder put for what it could not read
				return "bytes that are no text in the file's encoding"
			}
			i += size
		}
	}
	return ""
}
