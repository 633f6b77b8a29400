package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/internal/sample"
	"immrecon/export/words"

	"immrecon/store/model"
)

// made writes a report into memory.
func made(t *testing.T, r *model.Report, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteTo(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// open reads a workbook back.
func open(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// raw is what stands in a cell, without the format it is shown in.
func raw(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	value, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// rowOf finds the row of the statement that begins with a text.
func rowOf(t *testing.T, f *excelize.File, begins string) int {
	t.Helper()
	rows, err := f.GetRows(sheetStatement)
	if err != nil {
		t.Fatal(err)
	}
	row := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == begins })
	if row < 0 {
		t.Fatalf("the statement has no row %q", begins)
	}
	return row + 1
}

// columnOf finds the column of a header.
func columnOf(t *testing.T, f *excelize.File, sheet, header string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) < headRow {
		t.Fatalf("%s: no header, %v", sheet, err)
	}
	column := slices.Index(rows[headRow-1], header)
	if column < 0 {
		t.Fatalf("%s has no column %q, only %q", sheet, header, rows[headRow-1])
	}
	return letter(column + 1)
}

func TestSheets(t *testing.T) {
	r := sample.Report()
	want := []string{"Statement", "Claims", "Findings", "By item", "By project", "By tag", "By day", "By month", "Weboffice", "Bill lines", "Evidence",
		"Prices", "Rules", "Sources", "Coverage", "Rejected"}
	if got := open(t, made(t, r, Options{})).GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
	r.Rejected, r.Weboffice = nil, nil
	if got := open(t, made(t, r, Options{})).GetSheetList(); slices.Contains(got, sheetRejected) || slices.Contains(got, sheetWeboffice) {
		t.Errorf("nothing was rejected and nobody used Weboffice, yet there are sheets for it: %q", got)
	}
}

func TestStatementSaysWhatTheReportSays(t *testing.T) {
	r := sample.Report()
	f := open(t, made(t, r, Options{}))
	for name, want := range map[string]decimal.Decimal{
		"Billed, list amount":                    r.Statement.Billed,
		"Expected by the evidence":               r.Statement.Expected,
		"Difference":                             r.Statement.Difference,
		"Within tolerance: decimals of the bill": r.Statement.Tolerated,
		"Sum, which is the difference":           r.Statement.Difference,
		"Discount, 5%":                           r.Payable[1].Amount,
		"Payable":                                r.Payable[3].Amount,
		"Evidence that would decide is missing":  r.Statement.Unverifiable,
		"No known cause explains it":             r.Statement.Unexplained,
		"Calls that failed on the provider's side were charged": r.Statement.Explained[0].Amount,
		"Usage that is not on the bill":                         r.Statement.Explained[1].Amount,
	} {
		if got := raw(t, f, sheetStatement, at(columnAmount, rowOf(t, f, name))); got != want.String() {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := raw(t, f, sheetStatement, at(columnAmount, rowOf(t, f, "From (UTC+8)"))); got[:9] != "46121.461" {
		t.Errorf("prepared at day %s, want 46121.461 for 2026-04-09 11:04:05", got)
	}
}

// TestSumsAndChecksComputeWhatTheyShow computes every live cell of the book anew.
func TestSumsAndChecksComputeWhatTheyShow(t *testing.T) {
	for name, r := range map[string]*model.Report{"decided": sample.Report(), "undecided": sample.Undecided()} {
		t.Run(name, func(t *testing.T) { computesWhatItShows(t, r) })
	}
}

func computesWhatItShows(t *testing.T, r *model.Report) {
	f := open(t, made(t, r, Options{}))
	formulas := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, shown := range row {
				cell := at(letter(j+1), i+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula == "" {
					continue
				}
				formulas++
				computed, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatalf("%s!%s: %v", sheet, cell, err)
				}
				if !equal(shown, computed) {
					t.Errorf("%s!%s shows %q and computes %q", sheet, cell, shown, computed)
				}
				if shown == failed {
					t.Errorf("%s!%s: a check fails on a report that adds up", sheet, cell)
				}
			}
		}
	}
	if formulas < 20 {
		t.Errorf("only %d live cells", formulas)
	}
}

// equal compares what is shown with what a program computed in binary fractions.
func equal(shown, computed string) bool {
	a, errA := decimal.NewFromString(shown)
	b, errB := decimal.NewFromString(computed)
	if errA != nil || errB != nil {
		return shown == computed
	}
	return same(a, b)
}

// firstCell is the first cell of a report, to be spoilt.
func firstCell(r *model.Report) *model.Cell {
	cells, _ := model.Collect(r.Cells) // of a sample, which cannot fail
	r.Cells = model.Listed(cells)
	return &cells[0]
}

// TestChecksFail proves that the checks can fail: each report has one thing
// wrong, and the check meant for it must say so, shown and computed.
func TestChecksFail(t *testing.T) {
	cent := decimal.RequireFromString("0.01")
	for name, test := range map[string]struct {
		spoil func(*model.Report)
		row   string
	}{
		"difference": {func(r *model.Report) { r.Statement.Billed = r.Statement.Billed.Add(cent) }, "Billed less expected is the difference that the findings leave"},
		"part":       {func(r *model.Report) { r.Statement.Tolerated = cent }, "The difference is the sum of its parts"},
		"cell":       {func(r *model.Report) { firstCell(r).Billed.Amount = cent }, "The sheet By item adds up to billed and expected"},
		"day":        {func(r *model.Report) { firstCell(r).Expected.Amount = cent }, "The sheet By day adds up to billed and expected"},
		"line":       {func(r *model.Report) { r.Sources[0].Tally.Kept-- }, "Every line read is kept, skipped, duplicate or rejected"},
		"finding":    {func(r *model.Report) { r.Findings[0].Difference.Amount = cent }, "Calls that failed on the provider's side were charged"},
		"count":      {func(r *model.Report) { r.Statement.Explained[1].Findings++ }, "Usage that is not on the bill"},
	} {
		t.Run(name, func(t *testing.T) {
			r := sample.Report()
			test.spoil(r)
			f := open(t, made(t, r, Options{}))
			for _, row := range []string{test.row, "All checks"} {
				cell := at(columnCheck, rowOf(t, f, row))
				computed, err := f.CalcCellValue(sheetStatement, cell)
				if shown := raw(t, f, sheetStatement, cell); shown != failed || computed != failed {
					t.Errorf("%s shows %q and computes %q, %v", row, shown, computed, err)
				}
			}
		})
	}
}

func TestTheWayFromStatementToEvidenceAndBack(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	in := func(sheet, header string, row int) string { return at(columnOf(t, f, sheet, header), row) }
	for _, test := range []struct{ sheet, cell, place string }{
		{sheetStatement, at("A", rowOf(t, f, "Usage that is not on the bill")), "'Claims'!A5"},
		{sheetStatement, at("A", rowOf(t, f, "No known cause explains it")), "'Findings'!A6"},
		{sheetClaims, "A1", "'Statement'!A1"},
		{sheetClaims, in(sheetClaims, "Findings", 5), "'Findings'!A5"},
		{sheetFindings, in(sheetFindings, "No.", 5), "'Claims'!A5"},
		{sheetFindings, in(sheetFindings, "Bill lines", 3), "'Bill lines'!A4"},
		{sheetFindings, in(sheetFindings, "Bill lines", 4), "'Bill lines'!A7"},
		{sheetFindings, in(sheetFindings, "Evidence records", 3), "'Evidence'!A3"},
		{sheetFindings, in(sheetFindings, "Evidence records", 6), "'Evidence'!A5"},
		{sheetLines, in(sheetLines, "Finding", 4), "'Findings'!A3"},
		{sheetLines, in(sheetLines, "Finding", 7), "'Findings'!A4"},
		{sheetEvidence, "A5", "'Findings'!A6"},
	} {
		if _, place, _ := f.GetCellHyperLink(test.sheet, test.cell); place != test.place {
			t.Errorf("%s!%s leads to %q, want %q", test.sheet, test.cell, place, test.place)
		}
	}
	for _, header := range []string{"Bill lines", "Evidence records"} {
		if leads, place, _ := f.GetCellHyperLink(sheetFindings, in(sheetFindings, header, 5)); leads {
			t.Errorf("a finding without %s leads to %q", header, place)
		}
	}
}

func TestNumbersAreNumbersAndIdsAreText(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	for _, test := range []struct {
		sheet, header string
		row           int
		kind          excelize.CellType
		value         string
	}{
		{sheetFindings, "Difference (USD)", 3, excelize.CellTypeUnset, "0.1"},
		{sheetFindings, "Difference (USD)", 5, excelize.CellTypeUnset, "-0.00028"},
		{sheetFindings, "From (UTC+8)", 3, excelize.CellTypeUnset, "46085.416666666666667"},
		{sheetFindings, "Project", 5, excelize.CellTypeInlineString, "'=photos"},
		{sheetLines, "List price", 3, excelize.CellTypeUnset, "0.0283018868"},
		{sheetLines, "Quantity", 3, excelize.CellTypeUnset, "9007199254740993"},
		{sheetLines, "Account", 3, excelize.CellTypeInlineString, "1200000000000042"},
		{sheetLines, "Line id", 6, excelize.CellTypeInlineString, "'@refund"},
		{sheetLines, "Line id", 7, excelize.CellTypeInlineString, "'-202603_0000004"},
		{sheetLines, "Gross (USD)", 6, excelize.CellTypeUnset, "-0.0000001"},
		{sheetDays, "Day (UTC+8)", 3, excelize.CellTypeInlineString, "longer than a day"},
		{sheetDays, "Day (UTC+8)", 4, excelize.CellTypeUnset, "46085"},
		{sheetEvidence, "Object key", 3, excelize.CellTypeInlineString, "'=2+5.jpg"},
		{sheetEvidence, "HTTP status", 3, excelize.CellTypeUnset, "503"},
		{sheetRejected, "Text", 3, excelize.CellTypeInlineString, "'=cmd|' /C calc'!A0 \uFFFD _x0041_"},
		{sheetRejected, "Text", 4, excelize.CellTypeInlineString, " \uFFFD, \"quoted\"\nsecond line "},
	} {
		cell := columnOf(t, f, test.sheet, test.header) + fmt.Sprint(test.row)
		kind, err := f.GetCellType(test.sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if value := raw(t, f, test.sheet, cell); kind != test.kind || value != test.value {
			t.Errorf("%s!%s is %q of type %v, want %q of type %v", test.sheet, cell, value, kind, test.value, test.kind)
		}
	}
}

func TestUTC(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{UTC: true}))
	cell := columnOf(t, f, sheetFindings, "From (UTC)") + "3"
	if got := raw(t, f, sheetFindings, cell); got != "46085.083333333333333" {
		t.Errorf("02:00 UTC is day %s", got)
	}
}

func TestSameRunSameBytes(t *testing.T) {
	first := made(t, sample.Report(), Options{})
	for range 3 {
		if !bytes.Equal(first, made(t, sample.Report(), Options{})) {
			t.Fatal("the same run made another file")
		}
	}
	properties, err := open(t, first).GetDocProps()
	if err != nil || properties.Created != "2026-04-09T03:04:05Z" || properties.Modified != properties.Created {
		t.Errorf("made at %+v, want the time of the run; %v", properties, err)
	}
}

func TestEmptyReport(t *testing.T) {
	f := open(t, made(t, sample.Empty(), Options{}))
	if got := raw(t, f, sheetStatement, at(columnCheck, rowOf(t, f, "All checks"))); got != passed {
		t.Errorf("a report of nothing says %q", got)
	}
}

// TestLongTablesGoOn makes sheets of three rows, so that the bill needs two.
func TestLongTablesGoOn(t *testing.T) {
	b, err := newBook(sample.Report(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	b.limit = 3
	if err := b.fill(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}
	f := open(t, out.Bytes())
	if got := raw(t, f, "Bill lines 2", columnOf(t, f, "Bill lines 2", "Line")+"5"); got != "7" {
		t.Errorf("the last line of the bill is line %q, want 7", got)
	}
	cell := columnOf(t, f, sheetFindings, "Bill lines") + "4"
	if _, place, _ := f.GetCellHyperLink(sheetFindings, cell); place != "'Bill lines 2'!A4" {
		t.Errorf("finding leads to %q", place)
	}
	for sheet, note := range map[string]string{"Bill lines": "it goes on on Bill lines 2.", "Bill lines 2": "it begins on Bill lines."} {
		if says := raw(t, f, sheet, "B1"); !strings.Contains(says, note) {
			t.Errorf("%s says %q, not that %s", sheet, says, note)
		}
	}
	all := at(columnCheck, rowOf(t, f, "All checks"))
	if computed, err := f.CalcCellValue(sheetStatement, all); computed != passed {
		t.Errorf("sums over several sheets: %q, %v", computed, err)
	}
}

// TestALineThatCannotBeReadFailsTheBook holds that a book is never short of
// lines without a word.
func TestALineThatCannotBeReadFailsTheBook(t *testing.T) {
	broken := errors.New("the disk is gone")
	for name, spoil := range map[string]func(*model.Report){
		"broken": func(r *model.Report) {
			r.Lines = func(yield func(model.ReportLine, error) bool) { yield(model.ReportLine{}, broken) }
		},
		"broken cells": func(r *model.Report) {
			r.Cells = func(yield func(model.Cell, error) bool) { yield(model.Cell{}, broken) }
		},
		"too few": func(r *model.Report) { r.LineCount++ },
	} {
		r := sample.Report()
		spoil(r)
		err := WriteTo(io.Discard, r, Options{})
		if err == nil || name != "too few" && !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCurrenciesAreNotAddedUp(t *testing.T) {
	r := sample.Report()
	lines, _ := model.Collect(r.Lines) // of a sample, which cannot fail
	lines[1].Currency = "CNY"
	r.Lines = model.Listed(lines)
	f := open(t, made(t, r, Options{}))
	cell := columnOf(t, f, sheetLines, "Gross (USD)") + fmt.Sprint(len(lines)+firstRow)
	if got := raw(t, f, sheetLines, cell); got != "several currencies" {
		t.Errorf("dollars and yuan come to %q", got)
	}
}

func TestFit(t *testing.T) {
	for _, long := range []string{strings.Repeat("图", 40_000), strings.Repeat("😀", 20_000), strings.Repeat("a", 32_768)} {
		cut := fit(long)
		if !strings.HasSuffix(cut, cutMark) || strings.Contains(cut, "\uFFFD") || unitsOf(cut) > textLimit {
			t.Errorf("%d units end in %q", unitsOf(cut), cut[len(cut)-40:])
		}
	}
	if whole := strings.Repeat("图", 32_767); fit(whole) != whole {
		t.Error("a text that fits was cut")
	}
}

// unitsOf counts UTF-16 units, as spreadsheets do.
func unitsOf(s string) (units int) {
	for _, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return units
}

// formula is what a spreadsheet takes for one: a sign in either width behind
// any blanks, and a carriage return.
var formula = regexp.MustCompile(`^(\r|[\s\p{Z}]*[=+\-@＝＋－＠])`)

// FuzzText proves that any text survives in a cell, or is made harmless, and
// never breaks the sheet.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"plain", "=1+1", "<c/>&]]>", "_x0041_", "_x005F_x0041_", "\x00\x1f", "\xff", "a\r\n\tb", " ", "\t", "\t=1", "图片"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		written := text(lookText, value)
		var out bytes.Buffer
		w := newRowWriter(&out, &styles{})
		w.row(row{number: 1, cells: []cell{written, count(1)}})
		if err := w.flush(); err != nil {
			t.Fatal(err)
		}
		var row struct {
			Cells []struct {
				Text   string `xml:"is>t"`
				Number string `xml:"v"`
			} `xml:"c"`
		}
		if err := xml.Unmarshal(out.Bytes(), &row); err != nil || len(row.Cells) != 2 || row.Cells[1].Number != "1" {
			t.Fatalf("%q breaks the row: %v\n%s", value, err, out.Bytes())
		}
		got := row.Cells[0].Text
		if formula.MatchString(got) {
			t.Errorf("%q stands as a formula: %q", value, got)
		}
		if want := readable(literal(written.text)); got != want {
			t.Errorf("%q came back as %q, want %q", value, got, want)
		}
	})
}

// readable is a text without what XML cannot hold.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, text)
}

func TestWriteMakesAWholeFile(t *testing.T) {
	content := made(t, sample.Report(), Options{})
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		content, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			t.Errorf("%s: %v", part.Name, err)
		}
	}
}

// TestSheetsStayReadable holds what a reader has on the screen and a printer on
// paper: headers that stay, landscape, one page across or a few, named tables.
func TestSheetsStayReadable(t *testing.T) {
	content := made(t, sample.Report(), Options{})
	f := open(t, content)
	titles := 0
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" {
			titles++
		}
	}
	for n, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth > 3 {
			t.Errorf("%s: layout %+v, %v", sheet, layout, err)
		}
		if n == 0 {
			if *layout.FitToWidth != 1 || *layout.FitToHeight != 1 {
				t.Errorf("the statement is fitted to %d × %d pages", *layout.FitToWidth, *layout.FitToHeight)
			}
			continue
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != headRow {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 || tables[0].Name != strings.ReplaceAll(sheet, " ", "") {
			t.Errorf("%s: tables %+v, %v", sheet, tables, err)
		}
		if merged, err := f.GetMergeCells(sheet); err != nil || len(merged) > 0 {
			t.Errorf("%s has merged cells %v, %v", sheet, merged, err)
		}
	}
	if sheets := len(f.GetSheetList()) - 1; titles != sheets {
		t.Errorf("%d of %d sheets repeat their header in print", titles, sheets)
	}
	if charts := bytes.Count(content, []byte("xl/charts/chart")); charts != 6 { // each once as a part, once in the directory
		t.Errorf("%d mentions of charts, want three charts", charts)
	}
}

func TestLinesOf(t *testing.T) {
	for _, test := range []struct {
		text  string
		width width
		want  int
	}{{"", 20, 0}, {"short", 20, 1}, {strings.Repeat("a", 18), 20, 1}, {strings.Repeat("a", 19), 20, 2}, {strings.Repeat("图", 10), 20, 2},
		{strings.Repeat("a", 12) + ", " + strings.Repeat("b", 12) + ", c", 20, 2}, {strings.Repeat("a", 40) + " b", 20, 4}} {
		if got := linesOf(test.text, test.width); got != test.want {
			t.Errorf("%q in %d: %d lines, want %d", test.text, test.width, got, test.want)
		}
	}
}

// TestReadersMayWriteOnlyTheirNotes holds that figures are locked and the
// columns for notes are not, with a choice of words where there is one.
func TestReadersMayWriteOnlyTheirNotes(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	for _, sheet := range f.GetSheetList() {
		if protection, err := f.GetSheetProtection(sheet); err != nil || !protection.AutoFilter || protection.FormatCells {
			t.Errorf("%s: protection %+v, %v", sheet, protection, err)
		}
	}
	for _, sheet := range []string{sheetClaims, sheetFindings} {
		for header, open := range map[string]bool{"Reviewer": true, "Status": true, "Comment": true, "Item": false} {
			style, err := f.GetCellStyle(sheet, columnOf(t, f, sheet, header)+"3")
			if err != nil {
				t.Fatal(err)
			}
			definition, err := f.GetStyle(style)
			if unlocked := definition.Protection != nil && !definition.Protection.Locked; err != nil || unlocked != open {
				t.Errorf("%s, %s: open to change %v, want %v; %v", sheet, header, unlocked, open, err)
			}
		}
		choices, err := f.GetDataValidations(sheet)
		if err != nil || len(choices) != 1 || !strings.Contains(choices[0].Formula1, "disputed") {
			t.Errorf("%s: choices %+v, %v", sheet, choices, err)
		}
	}
}

// The calendar has a row for each state of the evidence: the hours of each day, why,
// and which they are.
func TestCalendarSaysWhatIsKnown(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	for _, test := range []struct {
		row                    int
		evidence, why          string
		day1, day6, day7, day8 string
		hours, ofWhat          string
	}{
		{3, "stated complete", "the log of the hour and of its neighbours is there", "24", "20", "", "24", "716", ""},
		{4, "not known", "the log of the hour is not there: 2026-03-06 01:00–04:00; 2026-03-06 23:00 to 2026-03-07 24:00", "", "4", "24", "", "28", ""},
		{5, "proven", "proven by metering: the provider counted as many requests as the log has", "24", "24", "24", "24", "744", ""},
		{6, "stated complete", "stated by coverage.csv:2 (source: =the trail's owner)", "24", "", "", "", "24", "all"},
		{7, "not needed", "nothing is missing: of trail and call log, the other is known to have all of these calls", "", "24", "24", "24", "720", "all"},
		{8, "short of records", "coverage.csv:3 and 1 more rows counts 3 records more than arrived (source: the nightly count): 2026-03-01 to 2026-03-31", "24", "24", "24", "24", "744",
			"CreateOfficeConversionTask, WebofficeOpen"},
		{9, "not known", "the records of the month have none of these operations: 2026-03-01 to 2026-03-31", "24", "24", "24", "24", "744", "all others"},
	} {
		for header, want := range map[string]string{"Evidence is": test.evidence, "Why": test.why, "01": test.day1, "06": test.day6,
			"07": test.day7, "08": test.day8, "Hours": test.hours, "Operations": test.ofWhat} {
			if got := raw(t, f, sheetCoverage, at(columnOf(t, f, sheetCoverage, header), test.row)); got != want {
				t.Errorf("row %d, %s says %q, want %q", test.row, header, got, want)
			}
		}
	}
}

// The sheet of coverage says what no access log shows.
func TestCalendarSaysItsLimit(t *testing.T) {
	r := sample.Report()
	f := open(t, made(t, r, Options{}))
	if got, limits := raw(t, f, sheetCoverage, "B1"), words.English.Limits(r.Coverage); len(limits) != 1 || !strings.Contains(got, limits[0]) {
		t.Errorf("it says %q, want %q", got, limits)
	}
}

// On the statement a number says in how many hours of a day a channel may lack
// records, of what it has recorded at all.
func TestEvidenceByDay(t *testing.T) {
	r := sample.Report()
	for n, want := range map[int]map[int]string{
		0: {1: "OK", 6: "4", 7: "24", 8: "OK"}, // logs: of another bucket there is all
		1: {1: "OK", 2: "OK"},
		2: {1: "24", 31: "24"},
	} {
		c := byChannel(r.States)[n]
		for day, says := range want {
			hours, evidence := lackingIn(daysOf(r)[day-1], c.states)
			said := channelCell(hours, evidence)
			if got := said.text + fmt.Sprint(said.number.Decimal); strings.TrimSuffix(got, "0") != says && got != says {
				t.Errorf("%s, day %d: %q, want %q", c.kind, day, got, says)
			}
		}
	}
}

// alikeInChinese are the headings that read the same in both languages.
var alikeInChinese = []string{"SHA-256", "Bucket", "Weboffice"}

// TestChineseIsWhole looks at every heading and every label: each must have a
// Chinese character, or be one of the few that have none.
func TestChineseIsWhole(t *testing.T) {
	for _, r := range []*model.Report{sample.Report(), sample.Undecided()} {
		chineseIsWhole(t, r)
	}
}

func chineseIsWhole(t *testing.T, r *model.Report) {
	f := open(t, made(t, r, Options{Words: words.Chinese}))
	chinese := func(text string) bool {
		return hasHan(text) || slices.Contains(alikeInChinese, text)
	}
	for n, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		if n == 0 {
			for _, row := range rows {
				words = append(words, append(row, "")[0])
			}
		} else {
			words = append(rows[headRow-1], rows[0]...)
		}
		for _, word := range append(words, sheet) {
			if digits := strings.Trim(word, "0123456789"); digits != "" && !strings.HasPrefix(word, "D-") && !chinese(word) { // a claim has a name
				t.Errorf("%s: %q is not Chinese", sheet, word)
			}
		}
	}
}

// englishSentence is four English words in a row.
var englishSentence = regexp.MustCompile(`[A-Za-z']{2,}( [A-Za-z']+){3,}`)

// printedElsewhere are the columns that show what files, tables and the rule book say, in
// their words. That each rule of the book is said in Chinese is held in package words.
var printedElsewhere = []string{"What it says", "Source", "Text", "Reason", "Object key", "Name", "File"}

// TestChineseSaysNoSentenceInEnglish looks at every cell. Columns of codes in words have
// no English word at all.
func TestChineseSaysNoSentenceInEnglish(t *testing.T) {
	inWords := []string{"Explanation", "Unit", "Channel", "Kind", headerVerdict, headerCause, headerBasis}
	for _, r := range []*model.Report{sample.Report(), sample.Undecided()} {
		f := open(t, made(t, r, Options{Words: words.Chinese}))
		for n, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for at, row := range rows {
				for column, cell := range row {
					header := func(english string) bool {
						return n > 0 && at >= headRow && rows[headRow-1][column] == words.Chinese.Term(english)
					}
					if said := englishSentence.FindString(cell); said != "" && !slices.ContainsFunc(printedElsewhere, header) {
						t.Errorf("%s, row %d: %q is English", sheet, at+1, said)
					}
					if slices.ContainsFunc(inWords, header) && cell != "" && !hasHan(cell) {
						t.Errorf("%s, row %d: %q has no Chinese word", sheet, at+1, cell)
					}
				}
			}
		}
	}
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// uncomputed drops the values that formulas were written with, so that whoever
// opens the book has to compute them.
func uncomputed(t *testing.T, content []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	copied := zip.NewWriter(&out)
	for _, part := range archive.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		w, err := copied.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(regexp.MustCompile(`</f><v>[^<]*</v>`).ReplaceAll(data, []byte("</f>"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := copied.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestLibreOfficeComputesTheSame lets another program open a book whose formulas
// have no values yet, and compares what it computes, cell by cell.
func TestLibreOfficeComputesTheSame(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("needs LibreOffice")
	}
	folder := t.TempDir()
	content := made(t, sample.Undecided(), Options{})
	path := filepath.Join(folder, "audit.xlsx")
	if err := os.WriteFile(path, uncomputed(t, content), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(folder, "computed"), path)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	computed, err := excelize.OpenFile(filepath.Join(folder, "computed", "audit.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer computed.Close()
	want, formulas := open(t, content), 0
	for _, sheet := range want.GetSheetList() {
		rows, err := want.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, shown := range row {
				cell := at(letter(j+1), i+1)
				if formula, _ := want.GetCellFormula(sheet, cell); formula == "" {
					continue
				}
				formulas++
				if got := raw(t, computed, sheet, cell); !equal(shown, got) {
					t.Errorf("%s!%s shows %q, LibreOffice computes %q", sheet, cell, shown, got)
				}
			}
		}
	}
	if formulas < 20 {
		t.Errorf("only %d live cells", formulas)
	}
}

// Of an appendix only its first line is printed, and it says how to print it all.
func TestAppendicesAreOffThePrint(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	areas := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Area" {
			areas[name.Scope] = name.RefersTo
		}
	}
	for _, sheet := range f.GetSheetList() {
		if sheet == sheetStatement {
			continue
		}
		if area, off := areas[sheet], slices.Contains(appendices, sheet); (strings.HasPrefix(area, "'"+sheet+"'!$A$1:$") && strings.HasSuffix(area, "$1")) != off {
			t.Errorf("%s is printed by %q", sheet, area)
		} else if off && !strings.Contains(raw(t, f, sheet, "B1"), "To print it, clear the print area.") {
			t.Errorf("%s does not say how to print it", sheet)
		}
	}
}
