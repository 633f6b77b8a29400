package xlsx

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"immrecon/export/words"
)

// appendices are the sheets that prove the others. They are long, and are looked into
// rather than read: only their first line is printed, unless the reader clears the
// print area.
var appendices = []string{sheetLines, sheetEvidence, sheetPrices, sheetRules, sheetSources, sheetCoverage, sheetRejected}

// offPage reports whether no more of a sheet is printed than its first line: of an
// appendix, and of a table without rows.
func (s *sheetOf[R]) offPage() bool {
	return s.rows.count == 0 || slices.Contains(appendices, s.sheet)
}

// offPrint leaves the rest of such a sheet out of the print.
func (s *sheetOf[R]) offPrint() error {
	if !s.offPage() {
		return nil
	}
	return s.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$1", s.name, letter(s.columnsPrinted())), Scope: s.name,
	})
}

// fewestPrinted is how many columns of such a sheet are printed at least: fewer would
// make its line as large as a poster.
const fewestPrinted = 8

// columnsPrinted is how many columns the line of the sheet, which begins in the second,
// has room in.
func (s *sheetOf[R]) columnsPrinted() int {
	n, need := 1, words.Width(s.saysAbout())
	for ; need > 0 || n < fewestPrinted; n++ {
		room := usualWidth
		if n < len(s.columns) {
			room = s.columns[n].width
		}
		need -= int(room)
	}
	return n
}

// usualWidth is that of a column of which nothing is said.
const usualWidth width = 8
