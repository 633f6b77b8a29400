package xlsx

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// appendices are the sheets that prove the others. They are long, and are looked into
// rather than read: only their first line is printed, unless the reader clears the
// print area.
var appendices = []string{sheetLines, sheetEvidence, sheetPrices, sheetRules, sheetSources, sheetCoverage, sheetRejected}

// columnsPrinted is how many columns of an appendix its first line has room in.
const columnsPrinted = 8

// offPrint says what of an appendix is printed.
func (s *sheetOf[R]) offPrint() error {
	if !slices.Contains(appendices, s.sheet) {
		return nil
	}
	return s.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$1", s.name, letter(columnsPrinted)), Scope: s.name,
	})
}
