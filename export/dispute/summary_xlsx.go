package dispute

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/words"
)

// summarySheet is the name of its one sheet, which formulas elsewhere may refer to: the
// same in each language.
const summarySheet = "Claim"

// summaryColumns are the widths of the columns, in characters.
var summaryColumns = []float64{20, 16, 12, 12, 12, 16, 16, 16}

// sheet is summary.xlsx in the making: row by row, first error kept.
type sheet struct {
	file   *excelize.File
	row    int
	styles map[string]int
	err    error
}

// xlsx writes the page as a workbook of one sheet that prints on one page. Its
// times are the run's: the same claim makes the same file.
func (p *Packet) xlsx() ([]byte, error) {
	s := &sheet{file: excelize.NewFile(), styles: map[string]int{}}
	defer s.file.Close()
	w := p.phrases()
	s.setUp(p, w)
	s.write(p.page(w))
	if s.err != nil {
		return nil, s.err
	}
	var b bytes.Buffer
	err := s.file.Write(&b)
	return b.Bytes(), err
}

// do keeps the first error.
func (s *sheet) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *sheet) setUp(p *Packet, w *phrases) {
	s.do(s.file.SetSheetName("Sheet1", summarySheet))
	for n, width := range summaryColumns {
		column, _ := excelize.ColumnNumberToName(n + 1)
		s.do(s.file.SetColWidth(summarySheet, column, column, width))
	}
	fit, one, a4, portrait := true, 1, 9, "portrait"
	s.do(s.file.SetSheetProps(summarySheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.do(s.file.SetPageLayout(summarySheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &one, FitToHeight: &one}))
	at := p.Run.StartedAt.UTC().Format(time.RFC3339)
	s.do(s.file.SetDocProps(&excelize.DocProperties{Title: fmt.Sprintf(w.Page.Title, p.Claim.ID), Subject: fmt.Sprintf(w.Page.Subject, p.Claim.Month), Language: w.Page.Lang,
		Creator: "immrecon " + p.Tool, LastModifiedBy: "immrecon " + p.Tool, Created: at, Modified: at}))
	s.do(s.file.SetAppProps(&excelize.AppProperties{Application: "immrecon"}))
	styles := summaryStyles()
	for _, name := range slices.Sorted(maps.Keys(styles)) { // in order: the same page is the same bytes
		id, err := s.file.NewStyle(styles[name])
		s.styles[name] = id
		s.do(err)
	}
}

func summaryStyles() map[string]*excelize.Style {
	font := func(f excelize.Font) *excelize.Font {
		f.Family = "Calibri"
		return &f
	}
	top := &excelize.Alignment{WrapText: true, Vertical: "top"}
	right := &excelize.Alignment{Horizontal: "right", Vertical: "top"}
	grey, blue := "555555", "1F3A5F"
	return map[string]*excelize.Style{
		"title":  {Font: font(excelize.Font{Bold: true, Size: 17})},
		"strong": {Font: font(excelize.Font{Bold: true, Size: 12}), Alignment: top},
		"head":   {Font: font(excelize.Font{Bold: true, Size: 11, Color: blue}), Border: []excelize.Border{{Type: "bottom", Color: blue, Style: 2}}},
		"label":  {Font: font(excelize.Font{Size: 10, Color: grey}), Alignment: &excelize.Alignment{Vertical: "top"}},
		"over":   {Font: font(excelize.Font{Size: 10, Color: grey}), Alignment: right},
		"text":   {Font: font(excelize.Font{Size: 10}), Alignment: top},
		"number": {Font: font(excelize.Font{Size: 10}), Alignment: right, CustomNumFmt: ptr("#,##0.00########")},
		"count":  {Font: font(excelize.Font{Size: 10}), Alignment: right, CustomNumFmt: ptr("#,##0")},
	}
}

func ptr(text string) *string { return &text }

func (s *sheet) write(pg *page) {
	s.wide("title", pg.Title)
	s.wide("strong", pg.Claim)
	s.row++
	for _, f := range pg.Facts {
		s.labelled(f.Name, f.Value)
	}
	s.heading(pg.Say.Figures)
	for _, f := range pg.Figures {
		s.row++
		s.cell(1, "label", pg.In(f.Name))
		s.cell(2, "number", f.Amount)
	}
	s.days(pg)
	if len(pg.Proof) > 0 {
		s.heading(pg.Say.Proof)
	}
	for _, line := range pg.Proof {
		s.wide("text", line)
	}
	if len(pg.Whole) > 0 {
		s.heading(pg.Say.Whole)
	}
	for _, why := range pg.Whole {
		s.wide("text", why)
	}
	if len(pg.Rules) > 0 {
		s.heading(pg.Say.Rules)
	}
	for _, r := range pg.Rules {
		s.wide("text", r.Statement+" "+r.Cited)
	}
	if len(pg.Steps) > 0 {
		s.heading(pg.Arithmetic)
	}
	for n, step := range pg.Steps {
		s.wide("text", fmt.Sprintf("%d. %s", n+1, step))
	}
	s.heading(pg.Say.Notes)
	for _, note := range pg.Notes {
		s.wide("text", note)
	}
}

func (s *sheet) days(pg *page) {
	say := pg.Say
	s.heading(say.Days)
	s.row++
	for n, header := range []string{say.Day, say.Project, say.Unit, say.BilledQuantity, say.ExpectedQuantity,
		say.Billed + " " + pg.Currency, say.Expected + " " + pg.Currency, say.Claimed + " " + pg.Currency} {
		style := "label"
		if n >= 3 { // over numbers
			style = "over"
		}
		s.cell(n+1, style, header)
	}
	for _, d := range pg.Days {
		s.row++
		s.cell(1, "text", d.Day)
		s.cell(2, "text", d.Project)
		s.cell(3, "text", d.Unit)
		s.cell(4, "count", decimal.NewFromInt(d.BilledQuantity))
		s.cell(5, "count", decimal.NewFromInt(d.ExpectedQuantity))
		s.cell(6, "number", d.BilledAmount)
		s.cell(7, "number", d.ExpectedAmount)
		s.cell(8, "number", d.ClaimedAt)
	}
	if pg.MoreDays > 0 {
		s.wide("text", pg.HoursElsewhere())
	}
}

func (s *sheet) heading(text string) {
	s.row++
	s.wide("head", text)
}

// labelled is a row with a name and a text.
func (s *sheet) labelled(name, text string) {
	s.row++
	s.cell(1, "label", name)
	s.merged(2, "text", text)
}

// wide is a row of one text across the page.
func (s *sheet) wide(style, text string) {
	s.row++
	s.merged(1, style, text)
}

// merged fills a row from a column on with one text, on as many lines as it
// takes: rows of merged cells do not find their height themselves.
func (s *sheet) merged(from int, style, text string) {
	room := 0
	for _, width := range summaryColumns[from-1:] {
		room += int(width)
	}
	last := len(summaryColumns)
	s.cell(from, style, text)
	s.do(s.file.MergeCell(summarySheet, s.name(from), s.name(last)))
	s.do(s.file.SetCellStyle(summarySheet, s.name(from), s.name(last), s.styles[style]))
	if lines := (words.Width(text) + room - 1) / room; lines > 1 {
		s.do(s.file.SetRowHeight(summarySheet, s.row, rowHeight*float64(lines)))
	}
}

// rowHeight is the height of a line of text, in points.
const rowHeight = 15

func (s *sheet) name(column int) string {
	name, _ := excelize.CoordinatesToCellName(column, s.row)
	return name
}

// cell writes one cell. A decimal is written digit by digit, so that it is a
// number and yet never a float on the way.
func (s *sheet) cell(column int, style string, value any) {
	switch v := value.(type) {
	case decimal.Decimal:
		s.do(s.file.SetCellDefault(summarySheet, s.name(column), v.String()))
	case string:
		s.do(s.file.SetCellStr(summarySheet, s.name(column), words.Harmless(v)))
	}
	s.do(s.file.SetCellStyle(summarySheet, s.name(column), s.name(column), s.styles[style]))
}
