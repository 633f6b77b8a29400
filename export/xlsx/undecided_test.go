package xlsx

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/internal/sample"
	"immrecon/export/words"

	"immrecon/store/model"
)

// everywhere is all that the statement says, a cell a line.
func everywhere(t *testing.T, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" {
				all.WriteString(cell + "\n")
			}
		}
	}
	return all.String()
}

// Only of a bill that is right in every currency, and that adds up by itself, the
// statement says to pay it.
func TestNobodyIsToldToPayABillThatIsNotRight(t *testing.T) {
	right, wrong, undecided := model.BillRight, model.BillWrong, model.BillUndecided
	mismatch := []model.PayableStep{{Step: model.StepMismatch, Amount: decimal.NewFromInt(1)}}
	for name, test := range map[string]struct {
		verdict model.BillVerdict
		other   model.BillVerdict
		payable []model.PayableStep
		answer  string
		advice  string // "" for none but that of the claims
	}{
		"right":            {right, "", nil, "Yes. The bill is what the evidence supports: USD 5.00.", words.English.Advice.Pay},
		"wrong":            {wrong, "", nil, "No. ", ""},
		"undecided":        {undecided, "", nil, "Not decided. ", words.English.Advice.Bring},
		"right twice":      {right, right, nil, "USD: Yes. CNY: Yes.", words.English.Advice.Pay},
		"right, undecided": {right, undecided, nil, "USD: Yes. CNY: Not decided.", words.English.Advice.Bring},
		"undecided, wrong": {undecided, wrong, nil, "USD: Not decided. CNY: No.", ""},
		"a mismatch":       {right, "", mismatch, "The bill is what", words.English.Advice.Stop},
		"an older version": {"", "", nil, "The bill is what", words.English.Advice.Again},
	} {
		r := sample.Empty()
		five := decimal.NewFromInt(5)
		r.Statement = model.Statement{Currency: "USD", Billed: five, Expected: five, Verdict: test.verdict}
		if test.other != "" {
			r.Others = []model.Statement{{Currency: "CNY", Verdict: test.other}}
		}
		r.Payable = test.payable
		f := open(t, made(t, r, Options{}))
		said := everywhere(t, f, sheetStatement)
		if answer := raw(t, f, sheetStatement, "A2"); !strings.HasPrefix(answer, test.answer) {
			t.Errorf("%s: answers %q, want %q", name, answer, test.answer)
		}
		advice := words.English.Advice
		for _, sentence := range []string{advice.Pay, advice.Bring, advice.Stop, advice.Again} {
			if got := strings.Contains(said, sentence+"\n"); got != (sentence == test.advice) {
				t.Errorf("%s: says %q: %v", name, sentence, got)
			}
		}
	}
}

func TestStatementSaysWhatIsNotDecided(t *testing.T) {
	f := open(t, made(t, sample.Undecided(), Options{}))
	said := everywhere(t, f, sheetStatement)
	for _, want := range []string{
		"USD: No. CNY: No.",
		"preliminary, may still change", "lines are USD 12.25 short", "USD, CNY",
		"The bill is USD 0.10 higher than the evidence supports.",
		"The bill is CNY 1.50 lower than the evidence supports.",
		"The bill is not whole: its lines are USD 12.25 short of its control total.",
		"Lines of the bill that could not be read: 1. The sheet Rejected shows them.",
		"36 records could not be placed, and nothing says what they come to at most. The sheet Not placed lists them.",
		"No binding says whose the bucket is",
		"… and 1 more reasons on the sheet Not placed",
		"Bring next: ActionTrail events of cn-hangzhou, 2026-03-01 00:00 to 2026-03-02 00:00 (UTC+8), would decide less than USD 0.01.",
		"… and 3 more on the sheet To bring",
		"… and 1 more on the sheet By account",
		"In CNY, accounts 1200000000000043",
		"1. Do not claim; CNY 1.50 may yet be charged: ImageDetect in photos (Usage that is not on the bill).",
	} {
		if !strings.Contains(said, want+"\n") {
			t.Errorf("the statement does not say %q; it says\n%s", want, said)
		}
	}
	if strings.Contains(said, "`immrecon") {
		t.Error("the workbook sends its reader to the command line")
	}
	for row, want := range map[string]string{"Could not be placed": "Records", "All of them": "36", "No binding says whose the bucket is": "5"} {
		if got := raw(t, f, sheetStatement, at("E", rowOf(t, f, row))); got != want {
			t.Errorf("%s: %q records, want %s", row, got, want)
		}
	}
	for row, want := range map[string]string{
		"To claim: charged too much, by documented rules":  "0.1 1 0.095",
		"To ask about: charged too much, by an assumption": "0.000026 1 0.0000247",
		"Charged too little":                               "0.00028 1 0.000266",
		"Possible at most, with all that is not decided":   "  not bounded",
		"No binding says whose the bucket is":              " 5 15",
		"No item is known for the operation":               " 1 not bounded",
	} {
		n := rowOf(t, f, row)
		if got := raw(t, f, sheetStatement, at("B", n)) + " " + raw(t, f, sheetStatement, at("E", n)) + " " + raw(t, f, sheetStatement, at("G", n)); got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}

// A month of everything still open has the sheets that a decided one has not, and
// each is led to and leads where it should.
func TestSheetsOfWhatIsNotDecided(t *testing.T) {
	f := open(t, made(t, sample.Undecided(), Options{}))
	want := []string{"Statement", "By account", "Claims", "Findings", "By item", "By project", "By tag", "By day", "By month", "Not placed", "To bring"}
	if got := f.GetSheetList(); !slices.Equal(got[:len(want)], want) {
		t.Errorf("sheets %q, want %q first", got, want)
	}
	in := func(sheet, header string, row int) string { return at(columnOf(t, f, sheet, header), row) }
	for _, test := range []struct{ sheet, cell, want string }{
		{sheetUnplaced, in(sheetUnplaced, "Reason", 4), "No binding says whose the bucket is"},
		{sheetUnplaced, in(sheetUnplaced, "At most (USD)", 3), "not bounded"},
		{sheetUnplaced, in(sheetUnplaced, "At most (USD)", 4), "8"},
		{sheetUnplaced, in(sheetUnplaced, "Listed in", 4), "OSS access log"},
		{sheetNeeded, in(sheetNeeded, "Bring", 3), "prices"},
		{sheetNeeded, in(sheetNeeded, "Would decide", 3), "1.5"},
		{sheetNeeded, in(sheetNeeded, "Currency", 3), "CNY"},
		{sheetAccounts, in(sheetAccounts, "The bill is", 4), "wrong"},
		{sheetAccounts, in(sheetAccounts, "Account", 3), "all accounts"},
		{sheetAccounts, in(sheetAccounts, "Possible at most", 4), "2"},
		{sheetFindings, in(sheetFindings, "Possible quantity at most", 3), "12"},
		{sheetFindings, in(sheetFindings, "Possible quantity at most", 4), "not bounded"},
		{sheetFindings, in(sheetFindings, "Evidence is", 3), "stated complete"},
		{sheetFindings, in(sheetFindings, "Evidence is", 4), ""},
		{sheetFindings, in(sheetFindings, "Account", 7), "1200000000000043"},
		{sheetFindings, in(sheetFindings, "Difference", 8), "several currencies"},
		{sheetClaims, in(sheetClaims, "Currency", 3), "CNY"},
		{sheetClaims, in(sheetClaims, "Amount", 8), "several currencies"},
	} {
		if got := raw(t, f, test.sheet, test.cell); got != test.want {
			t.Errorf("%s!%s is %q, want %q", test.sheet, test.cell, got, test.want)
		}
	}
	for _, test := range []struct{ sheet, cell, place string }{
		{sheetStatement, at("A", rowOf(t, f, "No binding says whose the bucket is")), "'Not placed'!A4"},
		{sheetStatement, at("A", rowOf(t, f, "Is it right?")), "'By account'!A4"},
		{sheetStatement, at("A", rowOf(t, f, "Usage that is not on the bill")), "'Claims'!A6"},
		{sheetFindings, in(sheetFindings, "No.", 7), "'Claims'!A3"},
		{sheetFindings, in(sheetFindings, "No.", 5), "'Claims'!A6"},
	} {
		if _, place, _ := f.GetCellHyperLink(test.sheet, test.cell); place != test.place {
			t.Errorf("%s!%s leads to %q, want %q", test.sheet, test.cell, place, test.place)
		}
	}
}

// TestNoTextOfTheStatementIsCut holds, in both languages, that each text has the
// room it needs: up to the next cell that holds something.
func TestNoTextOfTheStatementIsCut(t *testing.T) {
	for language, w := range words.In {
		r := sample.Undecided()
		r.Notes = append(r.Notes, model.AsStored(strings.Repeat("A long note about the bill. ", 20)))
		for cause := range w.Causes {
			r.Statement.Explained = append(r.Statement.Explained, model.Explained{Cause: cause, Verdict: model.Undercharged})
		}
		f := open(t, made(t, r, Options{Words: w}))
		sheet := f.GetSheetName(0)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				room, need := roomOf(t, f, sheet, row, i, j)
				if need > room {
					t.Errorf("%s, %s: %q needs %.0f characters and has %.0f", language, at(letter(j+1), i+1), row[j], need, room)
				}
			}
		}
	}
}

// roomOf is how wide the empty cells behind a text are with its own, and how wide
// the text is, in characters of the size that columns are measured in. Numbers
// and texts that are set to the right are taken to fit.
func roomOf(t *testing.T, f *excelize.File, sheet string, row []string, i, j int) (room, need float64) {
	t.Helper()
	cell := at(letter(j+1), i+1)
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := strconv.ParseFloat(row[j], 64); row[j] == "" || err == nil || style.Alignment.Horizontal != "left" {
		return 0, 0
	}
	for n := j; n < firstDay-1+mostDays && (n == j || n >= len(row) || row[n] == ""); n++ {
		width, err := f.GetColWidth(sheet, letter(n+1))
		if err != nil {
			t.Fatal(err)
		}
		room += width
	}
	wide := float64(words.Width(row[j]))
	const measured, mean = 11, 0.9 // points; letters are narrower than the digit that columns are measured by
	return room, wide * style.Font.Size / measured * mean
}

// TestHeadersHaveRoom: a header has two lines.
func TestHeadersHaveRoom(t *testing.T) {
	for language, w := range words.In {
		f := open(t, made(t, sample.Undecided(), Options{Words: w}))
		for _, sheet := range f.GetSheetList()[1:] {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for n, header := range rows[headRow-1] {
				if given, err := f.GetColWidth(sheet, letter(n+1)); err != nil || linesOf(header, width(given)+1) > 2 {
					t.Errorf("%s, %s: %q does not fit two lines of %.0f characters, %v", language, sheet, header, given, err)
				}
			}
		}
	}
}

func TestBroken(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"short", []string{"short"}},
		{"ten letters and", []string{"ten", "letters", "and"}},
		{"areallylongword in it", []string{"areallylongword", "in it"}},
		{"可以付款没有", []string{"可以付款", "没有"}},
		{"a 可以付款", []string{"a 可以付", "款"}},
	} {
		if got := broken(test.text, 8); !slices.Equal(got, test.want) {
			t.Errorf("%q in 8: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestDigitsFor(t *testing.T) {
	for most, want := range map[string]string{"0": "#,##0.00", "62.2": "#,##0.00", "1": "#,##0.00", "0.5": "#,##0.000", "0.05": "#,##0.0000",
		"0.0000000001": "#,##0.00000000"} {
		if got := digitsFor(decimal.RequireFromString(most)); got != want {
			t.Errorf("up to %s: %s, want %s", most, got, want)
		}
	}
}
