package bill

import (
	"fmt"
	"strings"
)

// entry is one line of a bill as its form printed it, before it is understood.
type entry struct {
	form  string
	cells [columnCount]string // without blanks around them; "" where not given
	names [columnCount]string // what the form calls each column, for messages
	raw   string              // the whole line as a JSON object
}

// set sets a cell as printed. Exports put a TAB beside long numbers so that a
// spreadsheet keeps them as text, and "-" or NULL where nothing is given.
func (e *entry) set(col column, cell string) {
	if cell = strings.TrimSpace(cell); !isEmpty(cell) {
		e.cells[col] = cell
	}
}

// isEmpty reports whether a cell says that nothing is given.
func isEmpty(cell string) bool {
	return cell == "" || cell == "-" || strings.EqualFold(cell, "NULL")
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
		if strings.ContainsRune(cell, '\uFFFD') { // also finds invalid UTF-8
			return e.columnError(column(col), "%q has bytes that are no text in the file's encoding", cell)
		}
	}
	return nil
}
