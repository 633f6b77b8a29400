package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// The sheets, in the order they stand in the book.
const (
	sheetStatement = "Statement"
	sheetClaims    = "Claims"
	sheetFindings  = "Findings"
	sheetItems     = "By item"
	sheetProjects  = "By project"
	sheetDays      = "By day"
	sheetWeboffice = "Weboffice"
	sheetLines     = "Bill lines"
	sheetEvidence  = "Evidence"
	sheetPrices    = "Prices"
	sheetRules     = "Rules"
	sheetSources   = "Sources"
	sheetCoverage  = "Coverage"
	sheetRejected  = "Rejected"
	sheetAccounts  = "By account"
	sheetUnplaced  = "Not placed"
	sheetNeeded    = "To bring"
	sheetMonths    = "By month"
	sheetLabels    = "By tag"
)

// pageRows is how many rows of a table stand on one sheet. A sheet could hold
// twice as many, but few machines open it then.
const pageRows = 500_000

// book is a workbook in the making.
type book struct {
	file    *excelize.File
	report  *model.Report
	words   *words.Words
	zone    words.Zone
	styles  styles
	lists   words.Lists
	limit   int         // rows of a table on one sheet
	bodies  []sheetBody // what this package writes of each sheet
	stops   []func()    // to end the reading of the tables
	places  places
	sums    grouped
	claimed map[string]*model.Claim // by finding
}

func newBook(r *model.Report, o Options) (*book, error) {
	b := &book{
		file: excelize.NewFile(), report: r, words: o.Words, zone: words.ZoneFor(o.UTC),
		limit: pageRows, claimed: r.ClaimsByFinding(),
	}
	if b.words == nil {
		b.words = words.English
	}
	b.lists = words.Lists{Unplaced: b.theSheet(sheetUnplaced), Rejected: b.theSheet(sheetRejected)}
	var err error
	b.styles, err = newStyles(b.file)
	return b, err
}

// fill makes every sheet. The statement comes first although its formulas look
// at the sheets behind it.
func (b *book) fill() error {
	b.place()
	var err error
	if b.sums, err = b.group(); err != nil {
		return err
	}
	behind := sheetsBehind{b.findings(), b.items(), b.days(), b.months(), b.sources()}
	steps := []func() error{
		func() error { return b.statement(&behind) },
		func() error { return addIfAny(b, b.accounts()) },
		func() error { return addTable(b, b.claims()) },
		func() error { return addTable(b, behind.findings) },
		func() error { return addTable(b, behind.items) },
		func() error { return addTable(b, b.projects()) },
		func() error { return addIfAny(b, b.labels()) },
		func() error { return addTable(b, behind.days) },
		func() error { return addIfAny(b, behind.months) },
		func() error { return addIfAny(b, b.unplaced()) },
		func() error { return addIfAny(b, b.needed()) },
		func() error { return addIfAny(b, b.weboffice()) },
		func() error { return addTable(b, b.lines()) },
		func() error { return addTable(b, b.evidence()) },
		func() error { return addTable(b, b.prices()) },
		func() error { return addTable(b, b.rules()) },
		func() error { return addTable(b, behind.sources) },
		func() error { return addTable(b, b.coverage()) },
		func() error { return addIfAny(b, b.rejected()) },
		b.properties,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// addIfAny makes the sheet of a table that is worth one only if it has rows.
func addIfAny[R any](b *book, t table[R]) error {
	if t.rows.count == 0 {
		return nil
	}
	return addTable(b, t)
}

// sheetsBehind are the tables that the statement's formulas look at.
type sheetsBehind struct {
	findings table[model.Finding]
	items    table[group[itemKey]]
	days     table[group[dayKey]]
	months   table[model.MonthSum]
	sources  table[model.Source]
}

// say gives a heading or a label in the reader's language.
func (b *book) say(english string) string { return b.words.Term(english) }

// theSheet names a sheet at the beginning of a sentence.
func (b *book) theSheet(name string) string { return fmt.Sprintf(b.say("The sheet %s"), b.say(name)) }

// title is a header with its unit: Difference (USD).
func (b *book) title(header, unit string) string {
	if unit == "" {
		return b.say(header)
	}
	return b.say(header) + " (" + unit + ")"
}

// pageName is the English name of a page of a table: a table too long for one
// sheet goes on in "Bill lines 2".
func pageName(sheet string, page int) string {
	if page == 0 {
		return sheet
	}
	return fmt.Sprintf("%s %d", sheet, page+1)
}

// pageName is the name of such a page as it stands on the tab.
func (b *book) pageName(sheet string, page int) string { return pageName(b.say(sheet), page) }

// paper is how many pages a sheet is fitted to; 0 tall is as many as it takes.
type paper struct{ across, tall int }

// addSheet appends a sheet, ready to print on A4, landscape.
func (b *book) addSheet(name string, fit paper, body sheetBody) error {
	body.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.bodies)+1)
	b.bodies = append(b.bodies, body)
	if len(b.bodies) == 1 {
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
	side, end, foot := 0.35, 0.55, 0.25 // inches
	err = b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &side, Bottom: &end, Header: &foot, Footer: &foot,
	})
	if err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddFooter: "&L" + b.heading() + "&C&A&R" + fmt.Sprintf(b.say("Page %s of %s"), "&P", "&N"),
	})
}

// put writes a text above a table.
func (b *book) put(sheet, cell, text string, l look) error {
	if err := b.file.SetCellStr(sheet, cell, visible.Text(text)); err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, cell, cell, b.styles[l][0])
}

// protect locks a sheet, without a password, but for what a reader needs.
func (b *book) protect(sheet string) error {
	return b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true, Sort: true, FormatColumns: true, FormatRows: true,
	})
}

// heading names the whole: it stands at the foot of each page.
func (b *book) heading() string { return b.say("IMM bill check") + " " + b.report.Run.Month }

// properties describes the file. Its times are the run's, not now: the same
// run makes the same file.
func (b *book) properties() error {
	prepared := b.report.Run.StartedAt.UTC().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: b.heading(), Subject: b.say("Run") + " " + b.report.Run.Key, Creator: b.report.Run.Tool,
		LastModifiedBy: b.report.Run.Tool, Created: prepared, Modified: prepared,
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "immrecon"})
}

// close frees what the book holds.
func (b *book) close() error {
	for _, stop := range b.stops {
		stop()
	}
	return b.file.Close()
}

// write writes the archive straight to w, past the buffer that excelize would
// gather it in.
func (b *book) write(w io.Writer) error {
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newParts(w, b.bodies, &b.styles) })
	return b.file.Write(io.Discard)
}
