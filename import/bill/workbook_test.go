package bill

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/import/bill/xlsx/xlsxtest"
	"immrecon/import/readertest"
	"immrecon/store/model"
)

// stored is a number as a workbook writes it into its XML.
type stored string

// saved makes a workbook of rows of strings and stored numbers, with an empty
// sheet before the one that holds them.
func saved(t *testing.T, rows [][]any) []byte {
	t.Helper()
	file := excelize.NewFile()
	if _, err := file.NewSheet("账单明细"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, value := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				if number, ok := value.(stored); ok {
					err = file.SetCellDefault("账单明细", cell, string(number))
				} else {
					err = file.SetCellValue("账单明细", cell, value)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asNumbers gives amounts to a workbook as the numbers that a spreadsheet makes
// of them.
func asNumbers(t *testing.T, text []byte) [][]any {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([][]any, len(records))
	for i, record := range records {
		for _, cell := range record {
			var value any = cell
			if _, err := decimal.NewFromString(cell); err == nil && len(cell) < 15 {
				value = stored(cell)
			}
			rows[i] = append(rows[i], value)
		}
	}
	return rows
}

func TestWorkbook(t *testing.T) {
	text := sample(t, "v2-zh.csv")
	book := saved(t, asNumbers(t, text))
	if !Detect(book) {
		t.Error("does not look like a bill")
	}
	got, want := read(t, book), read(t, text)
	if got.Tally != want.Tally {
		t.Fatalf("tally %+v, want %+v; %v", got.Tally, want.Tally, got.Rejects)
	}
	for i := range want.BillLines {
		got, want := got.BillLines[i], want.BillLines[i]
		got.Raw, want.Raw = "", ""
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("line %d:\n got %+v\nwant %+v", i+1, got, want)
		}
	}
}

// TestWorkbookNumbers reads what a binary number shows with 17 digits, and
// leaves text as it is.
func TestWorkbookNumbers(t *testing.T) {
	header := strings.Split(smallHeader, ",")
	row := strings.Split(smallRow(nil), ",")
	cells := func(gross any) [][]any {
		rows := [][]any{nil, nil, nil}
		for i := range header {
			rows[0] = append(rows[0], header[i])
			rows[2] = append(rows[2], row[i])
		}
		rows[2][14] = gross
		return rows
	}
	for _, test := range []struct {
		gross any
		want  string
	}{
		{stored("1.1000000000000001"), "1.1"},
		{stored("0.79999999999999993"), "0.8"},
		{stored("-1.3443395999999999E-3"), "-0.0013443396"},
		{stored("2.8E-6"), "0.0000028"},
		{stored("1E+15"), "1000000000000000"},
		{stored("1234567.1234567891"), "1234567.12345679"},
		{"1234567.1234567891", "1234567.1234567891"},
	} {
		got := read(t, saved(t, cells(test.gross)))
		if got.Tally != (model.Tally{Read: 2, Kept: 1, Skipped: 1}) {
			t.Fatalf("%v: %+v %v", test.gross, got.Tally, got.Rejects)
		}
		if text := got.BillLines[0].Gross.Decimal.String(); text != test.want {
			t.Errorf("%v: %s, want %s", test.gross, text, test.want)
		}
	}
}

func TestWorkbookRejects(t *testing.T) {
	rows := asNumbers(t, sample(t, "v2-zh.csv"))
	rows[1] = append(rows[1], "beyond")
	got := read(t, saved(t, rows))
	if len(got.Rejects) != 1 || got.Rejects[0].Line != 2 || got.Rejects[0].Reason != "sheet \"账单明细\", row 2: the row has 33 cells, the header has 32 columns: \"beyond\" after column 用量信息/用量 belongs to none" {
		t.Errorf("%+v", got.Rejects)
	}
}

// TestColumnsFarApart has a cell in the last column of every row: each is a line that is
// rejected with what stands there, and costs no more than its cells.
func TestColumnsFarApart(t *testing.T) {
	const rows = 300
	sheet := xlsxtest.Rows(strings.Split(smallHeader, ",")) +
		strings.Repeat(`<row><c t="inlineStr"><is><t>202603</t></is></c><c r="XFD1" t="e"><v>#REF!</v></c></row>`, rows)
	book := xlsxtest.Book(t, "", xlsxtest.Sheet{Name: "May", Rows: sheet})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := read(t, book)
	runtime.ReadMemStats(&after)
	want := model.Rejected{Line: 1 + rows, Text: "202603",
		Reason: `sheet "May", row 301: column XFD holds "the error #REF! of a formula", and no column behind ALL is read; take it out`}
	if len(got.Rejects) != rows || got.Rejects[rows-1] != want {
		t.Errorf("%+v, want %d and the last %+v", got.Rejects[len(got.Rejects)-1:], rows, want)
	}
	const most = rows * 16 << 10 // a row as wide as a sheet can be takes 256 KiB and more
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > most {
		t.Errorf("%d rows of two cells take %d bytes, more than %d", rows, allocated, most)
	}
}

func TestNoBillInWorkbook(t *testing.T) {
	err := Read(bytes.NewReader(saved(t, [][]any{{"a", "b"}})), &readertest.Collected{})
	want := `no sheet of the workbook is a bill: sheet "Sheet1": it is empty` + "\n" +
		`sheet "账单明细": no known form of bill: the header has "a", "b", of which the nearest form, v2-zh, knows 0; export the bill again with its header row`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
