package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"immrecon/export/words"
	"immrecon/store"
)

// The sheets, in the order they stand in the book.
const (
	sheetStatement = "Statement"
	sheetFindings  = "Findings"
	sheetItems     = "By item"
	sheetDays      = "By day"
	sheetLines     = "Bill lines"
	sheetSources   = "Sources"
	sheetCoverage  = "Coverage"
	sheetRejected  = "Rejected"
	sheetRules     = "Rules"
	sheetPrices    = "Prices"
)

// pageRows is how many rows of a table fit on a sheet, below the header and
// above the sums. A sheet has 1,048,576 rows in all.
const pageRows = 1_048_576 - 2

// book is a workbook in the making.
type book struct {
	file   *excelize.File
	report *store.Report
	words  *words.Words
	zone   words.Zone
	styles styles
	limit  int              // rows of a table on one sheet
	parts  map[string]cells // the cells of each sheet, by its name inside the file

	findingAt map[string]string        // finding id → its place in the book
	lineAt    map[store.BillRef]string // bill line, without its id → its place
}

func newBook(r *store.Report, o Options) (*book, error) {
	b := &book{
		file: excelize.NewFile(), report: r, words: o.Words, zone: words.ZoneFor(o.UTC),
		limit: pageRows, parts: map[string]cells{},
	}
	if b.words == nil {
		b.words = words.English
	}
	var err error
	b.styles, err = newStyles(b.file)
	return b, err
}

// fill makes every sheet. The statement comes first although its formulas look
// at the sheets behind it.
func (b *book) fill() error {
	b.place()
	findings, items, days, sources := b.findings(), b.items(), b.days(), b.sources()
	steps := []func() error{
		func() error { return b.statement(findings, items, days, sources) },
		func() error { return addTable(b, findings) },
		func() error { return addTable(b, items) },
		func() error { return addTable(b, days) },
		func() error { return addTable(b, b.lines()) },
		func() error { return addTable(b, sources) },
		func() error { return addTable(b, b.coverage()) },
		func() error { return b.rejected() },
		func() error { return addTable(b, b.rules()) },
		func() error { return addTable(b, b.prices()) },
		b.properties,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// place notes where each finding and each bill line will stand, so that they
// can point at each other.
func (b *book) place() {
	b.findingAt = make(map[string]string, len(b.report.Findings))
	for i := range b.report.Findings {
		b.findingAt[b.report.Findings[i].ID] = b.placeOf(sheetFindings, i)
	}
	b.lineAt = make(map[store.BillRef]string, len(b.report.Lines))
	for i := range b.report.Lines {
		line := &b.report.Lines[i]
		b.lineAt[store.BillRef{File: line.File, Line: line.Line}] = b.placeOf(sheetLines, i)
	}
}

// placeOf is where row i of a table stands: 'Bill lines'!A17.
func (b *book) placeOf(sheet string, i int) string {
	return fmt.Sprintf("'%s'!A%d", pageName(sheet, i/b.limit), i%b.limit+2)
}

// pageName is the name of the sheet for a page of a table: a table too long
// for one sheet goes on in "Bill lines 2".
func pageName(sheet string, page int) string {
	if page == 0 {
		return sheet
	}
	return fmt.Sprintf("%s %d", sheet, page+1)
}

// paper is how many pages a sheet is fitted to; 0 tall is as many as it takes.
type paper struct{ across, tall int }

// addSheet appends a sheet, ready to print on A4, landscape.
func (b *book) addSheet(name string, fit paper, rows cells) error {
	number := len(b.parts) + 1
	b.parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", number)] = rows
	if number == 1 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	yes, landscape, a4 := true, "landscape", 9
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &fit.across, FitToHeight: &fit.tall,
	})
	if err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddFooter: "&L" + b.title() + "&C&A&RPage &P of &N",
	})
}

func (b *book) title() string { return "IMM bill check " + b.report.Run.Month }

// properties describes the file. Its times are the run's, not now: the same
// run makes the same file.
func (b *book) properties() error {
	prepared := b.report.Run.StartedAt.UTC().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: b.title(), Subject: "Run " + b.report.Run.Key, Creator: b.report.Run.Tool,
		LastModifiedBy: b.report.Run.Tool, Created: prepared, Modified: prepared,
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "immrecon"})
}

func (b *book) write(w io.Writer) error {
	b.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newParts(w, b.parts, &b.styles) })
	return b.file.Write(w)
}
