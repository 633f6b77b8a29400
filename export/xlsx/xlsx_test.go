package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/internal/sample"
	"immrecon/store"
)

// made writes a report into memory.
func made(t *testing.T, r *store.Report, o Options) []byte {
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
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: no header, %v", sheet, err)
	}
	column := slices.Index(rows[0], header)
	if column < 0 {
		t.Fatalf("%s has no column %q, only %q", sheet, header, rows[0])
	}
	return letter(column + 1)
}

func TestSheets(t *testing.T) {
	r := sample.Report()
	want := []string{"Statement", "Findings", "By item", "By day", "Bill lines", "Sources", "Coverage", "Rejected", "Rules", "Prices"}
	if got := open(t, made(t, r, Options{})).GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
	r.Rejected = nil
	if got := open(t, made(t, r, Options{})).GetSheetList(); slices.Contains(got, sheetRejected) {
		t.Error("nothing was rejected, yet there is a sheet for it")
	}
}

func TestStatementSaysWhatTheReportSays(t *testing.T) {
	r := sample.Report()
	f := open(t, made(t, r, Options{}))
	for name, want := range map[string]decimal.Decimal{
		"Billed":                                r.Statement.Billed,
		"Expected by the evidence":              r.Statement.Expected,
		"Difference":                            r.Statement.Difference,
		"Within tolerance":                      r.Statement.Tolerated,
		"Evidence that would decide is missing": r.Statement.Unverifiable,
		"No known cause explains it":            r.Statement.Unexplained,
		"Calls that failed on the provider's side were charged": r.Statement.Explained[0].Amount,
		"Usage that is not on the bill":                         r.Statement.Explained[1].Amount,
	} {
		if got := raw(t, f, sheetStatement, at(columnAmount, rowOf(t, f, name))); got != want.String() {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := raw(t, f, sheetStatement, at("B", rowOf(t, f, "Prepared (UTC+8)"))); got[:9] != "46121.461" {
		t.Errorf("prepared at day %s, want 46121.461 for 2026-04-09 11:04:05", got)
	}
}

// TestSumsAndChecksComputeWhatTheyShow computes every live cell of the book anew.
func TestSumsAndChecksComputeWhatTheyShow(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
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

// TestChecksFail proves that the checks can fail: each report has one thing
// wrong, and the check meant for it must say so, shown and computed.
func TestChecksFail(t *testing.T) {
	cent := decimal.RequireFromString("0.01")
	for name, test := range map[string]struct {
		spoil func(*store.Report)
		row   string
	}{
		"difference": {func(r *store.Report) { r.Statement.Billed = r.Statement.Billed.Add(cent) }, "Difference is billed less expected"},
		"part":       {func(r *store.Report) { r.Statement.Tolerated = cent }, "Difference is the sum of its parts"},
		"cell":       {func(r *store.Report) { r.Cells[0].Billed.Amount = cent }, "Sheet By item adds up to billed and expected"},
		"day":        {func(r *store.Report) { r.Cells[0].Expected.Amount = cent }, "Sheet By day adds up to billed and expected"},
		"line":       {func(r *store.Report) { r.Sources[0].Tally.Kept-- }, "Every line read is kept, skipped, duplicate or rejected"},
		"finding":    {func(r *store.Report) { r.Findings[0].Difference.Amount = cent }, "Calls that failed on the provider's side were charged"},
		"count":      {func(r *store.Report) { r.Statement.Explained[1].Findings++ }, "Usage that is not on the bill"},
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

func TestFindingsAndBillLinesLeadToEachOther(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	lines, findings := columnOf(t, f, sheetFindings, "Bill lines"), columnOf(t, f, sheetLines, "Finding")
	for _, test := range []struct{ sheet, cell, place string }{
		{sheetFindings, lines + "2", "'Bill lines'!A3"},
		{sheetFindings, lines + "3", "'Bill lines'!A6"},
		{sheetLines, findings + "3", "'Findings'!A2"},
		{sheetLines, findings + "6", "'Findings'!A3"},
		{sheetStatement, at("A", rowOf(t, f, "Usage that is not on the bill")), "'Findings'!A4"},
		{sheetStatement, at("A", rowOf(t, f, "OSS access log")), "'Coverage'!A2"},
	} {
		if _, place, _ := f.GetCellHyperLink(test.sheet, test.cell); place != test.place {
			t.Errorf("%s!%s leads to %q, want %q", test.sheet, test.cell, place, test.place)
		}
	}
	if leads, place, _ := f.GetCellHyperLink(sheetFindings, lines+"4"); leads {
		t.Errorf("a finding without bill lines leads to %q", place)
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
		{sheetFindings, "Difference (USD)", 2, excelize.CellTypeUnset, "0.1"},
		{sheetFindings, "Difference (USD)", 4, excelize.CellTypeUnset, "-0.00028"},
		{sheetFindings, "From (UTC+8)", 2, excelize.CellTypeUnset, "46085.416666666666667"},
		{sheetFindings, "Project", 4, excelize.CellTypeInlineString, "'=photos"},
		{sheetLines, "List price", 2, excelize.CellTypeUnset, "0.0283018868"},
		{sheetLines, "Quantity", 2, excelize.CellTypeUnset, "9007199254740993"},
		{sheetLines, "Account", 2, excelize.CellTypeInlineString, "1200000000000042"},
		{sheetLines, "Line id", 5, excelize.CellTypeInlineString, "'@refund"},
		{sheetLines, "Line id", 6, excelize.CellTypeInlineString, "'-202603_0000004"},
		{sheetLines, "Gross", 5, excelize.CellTypeUnset, "-0.0000001"},
		{sheetDays, "Day (UTC+8)", 2, excelize.CellTypeInlineString, "longer than a day"},
		{sheetDays, "Day (UTC+8)", 3, excelize.CellTypeUnset, "46085"},
		{sheetRejected, "Text", 2, excelize.CellTypeInlineString, "'=cmd|' /C calc'!A0 \uFFFD _x0041_"},
		{sheetRejected, "Text", 3, excelize.CellTypeInlineString, " \uFFFD, \"quoted\"\nsecond line "},
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
	cell := columnOf(t, f, sheetFindings, "From (UTC)") + "2"
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
	f := open(t, made(t, &store.Report{Run: store.Run{StartedAt: time.Unix(0, 0)}}, Options{}))
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
	b.limit = 3
	if err := b.fill(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}
	f := open(t, out.Bytes())
	if got := raw(t, f, "Bill lines 2", columnOf(t, f, "Bill lines 2", "Line")+"4"); got != "7" {
		t.Errorf("the last line of the bill is line %q, want 7", got)
	}
	cell := columnOf(t, f, sheetFindings, "Bill lines") + "3"
	if _, place, _ := f.GetCellHyperLink(sheetFindings, cell); place != "'Bill lines 2'!A3" {
		t.Errorf("finding leads to %q", place)
	}
	all := at(columnCheck, rowOf(t, f, "All checks"))
	if computed, err := f.CalcCellValue(sheetStatement, all); computed != passed {
		t.Errorf("sums over several sheets: %q, %v", computed, err)
	}
}

func TestCurrenciesAreNotAddedUp(t *testing.T) {
	r := sample.Report()
	r.Lines[1].Currency = "CNY"
	f := open(t, made(t, r, Options{}))
	cell := columnOf(t, f, sheetLines, "Gross") + fmt.Sprint(len(r.Lines)+2)
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

// FuzzText proves that any text survives in a cell, or is made harmless, and
// never breaks the sheet.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"plain", "=1+1", "<c/>&]]>", "_x0041_", "_x005F_x0041_", "\x00\x1f", "\xff", "a\r\n\tb", " ", "图片"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		written := text(lookText, value)
		var out bytes.Buffer
		w := newRowWriter(&out, &styles{})
		w.row(1, []cell{written, count(1)})
		w.Flush()
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
		if got != "" && strings.ContainsRune("=+-@\t\r", rune(got[0])) {
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
	path := filepath.Join(t.TempDir(), "audit.xlsx")
	if err := Write(path, sample.Report(), Options{}); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
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

// TestLibreOfficeAgrees lets another program open the book and compute the
// statement anew.
func TestLibreOfficeAgrees(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("needs LibreOffice")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "audit.xlsx")
	if err := Write(path, sample.Report(), Options{}); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--convert-to", "csv", "--outdir", folder, path)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	statement, err := os.ReadFile(filepath.Join(folder, "audit.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(statement, []byte("All checks,,,,,,OK")) || bytes.Contains(statement, []byte("Err:")) {
		t.Errorf("LibreOffice computes:\n%s", statement)
	}
}
