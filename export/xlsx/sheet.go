package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetOf is one sheet of a table: all of it, or a page of a long one.
type sheetOf[R any] struct {
	table[R]
	book *book
	name string // as it stands on the tab
	page int
	size int                     // rows on this sheet
	more bool                    // the table goes on on another sheet
	next func() (R, error, bool) // of the table's rows
}

// pageWidth is how much can still be read across one page in print, in characters.
const pageWidth = 240

// across is how many pages wide the sheet is printed.
func (s *sheetOf[R]) across() int {
	if s.offPage() {
		return 1
	}
	var total width
	for _, c := range s.columns {
		total += c.width
	}
	return 1 + int(total)/pageWidth
}

func (s *sheetOf[R]) add() error {
	back := link{"A1", "'" + s.book.pageName(sheetStatement, 0) + "'!A1"}
	if err := s.book.addSheet(s.name, paper{across: s.across()}, sheetBody{rows: s.cells, links: []link{back}, early: s.early}); err != nil {
		return err
	}
	for _, step := range []func() error{s.headline, s.header, s.named, s.checks, s.choices, s.keepInSight, s.offPrint, s.protect} {
		if err := step(); err != nil {
			return err
		}
	}
	return s.book.file.SetSheetDimension(s.name, fmt.Sprintf("A1:%s%d", letter(len(s.columns)), s.bottom()+1))
}

// bottom is the last row of the table, which has at least one row, if empty.
func (s *sheetOf[R]) bottom() int { return max(s.size+headRow, firstRow) }

// saysAbout says what the sheet is for, and what a reader has to know of it.
func (s *sheetOf[R]) saysAbout() string {
	about := strings.Join(append([]string{s.book.say(s.about)}, s.also...), " ")
	switch {
	case s.rows.count == 0:
		about += " " + s.book.say("There are none.")
	case slices.Contains(appendices, s.sheet):
		about += " " + s.book.say("To print it, clear the print area.")
	}
	if s.page > 0 || s.more {
		about += " " + s.book.say("The table is too long for one sheet:")
		if s.page > 0 {
			about += " " + s.book.say("it begins on") + " " + s.book.pageName(s.sheet, 0) + "."
		}
		if s.more {
			about += " " + s.book.say("it goes on on") + " " + s.book.pageName(s.sheet, s.page+1) + "."
		}
	}
	return strings.ReplaceAll(about, "。 ", "。") // no blank follows a Chinese full stop
}

// headline leads back to the statement and says what the sheet is for.
func (s *sheetOf[R]) headline() error {
	if err := s.book.file.SetRowHeight(s.name, 1, 20); err != nil {
		return err
	}
	if err := s.book.put(s.name, "A1", "← "+s.book.say(sheetStatement), lookBack); err != nil {
		return err
	}
	return s.book.put(s.name, "B1", s.saysAbout(), lookAbout)
}

// header is written by excelize, which takes the names of a table's columns
// from the cells it knows.
func (s *sheetOf[R]) header() error {
	file := s.book.file
	if err := file.SetRowHeight(s.name, headRow, 30); err != nil { // two lines
		return err
	}
	for i, c := range s.columns {
		name := letter(i + 1)
		if err := s.book.put(s.name, at(name, headRow), s.book.title(c.header, c.unit), s.headLook(c)); err != nil {
			return err
		}
		if err := file.SetColWidth(s.name, name, name, float64(c.width)); err != nil {
			return err
		}
	}
	return nil
}

// headLook sets a header as the cells below it are set.
func (s *sheetOf[R]) headLook(c column[R]) look {
	if s.rows.count == 0 {
		return lookHeader
	}
	switch c.cell(s.rows.like).look {
	case lookAmount, lookCount, lookChange, lookCountChange, lookCountLink, lookUnbounded:
		return lookHeaderRight
	case lookCheck, lookStatus, lookFailure, lookDayFull, lookDayHoles, lookDayNone:
		return lookHeaderCentred
	default:
		return lookHeader
	}
}

// named makes the rows an Excel table, which can be filtered. Its name is
// English in every language, for formulas of the reader's own.
func (s *sheetOf[R]) named() error {
	whole := fmt.Sprintf("A%d:%s%d", headRow, letter(len(s.columns)), s.bottom())
	noStripes := false
	err := s.book.file.AddTable(s.name, &excelize.Table{
		Range: whole, Name: strings.ReplaceAll(pageName(s.sheet, s.page), " ", ""),
		StyleName: "TableStyleLight1", ShowRowStripes: &noStripes,
	})
	if err != nil {
		return err
	}
	// Ids of digits are text on purpose: Excel need not warn of them.
	return s.book.file.AddIgnoredErrors(s.name, whole, excelize.IgnoredErrorsNumberStoredAsText)
}

// checks lets checks that fail stand out.
func (s *sheetOf[R]) checks() error {
	for i, c := range s.columns {
		if c.header != headerCheck {
			continue
		}
		if err := s.book.markChecks(s.name, fmt.Sprintf("%s:%s", at(letter(i+1), firstRow), at(letter(i+1), s.bottom()))); err != nil {
			return err
		}
	}
	return nil
}

// choices lets the reader pick from what a column offers.
func (s *sheetOf[R]) choices() error {
	for i, c := range s.columns {
		if len(c.choices) == 0 {
			continue
		}
		said := make([]string, len(c.choices))
		for n, choice := range c.choices {
			said[n] = s.book.say(choice)
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s:%s", at(letter(i+1), firstRow), at(letter(i+1), s.bottom()))
		if err := v.SetDropList(said); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, s.book.say(c.header), s.book.say("Choose one of the list, or leave it empty."))
		if err := s.book.file.AddDataValidation(s.name, v); err != nil {
			return err
		}
	}
	return nil
}

// keepInSight freezes the header and the first column, and repeats them on
// every printed page.
func (s *sheetOf[R]) keepInSight() error {
	err := s.book.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: headRow, TopLeftCell: at("B", firstRow), ActivePane: "bottomRight",
	})
	if err != nil {
		return err
	}
	return s.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$A:$A,'%s'!$1:$%d", s.name, s.name, headRow), Scope: s.name,
	})
}

// protect keeps figures from being overwritten by accident. There is no
// password: whoever wants to may lift it.
func (s *sheetOf[R]) protect() error { return s.book.protect(s.name) }
