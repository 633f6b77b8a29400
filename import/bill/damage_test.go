package bill

import (
	"bytes"
	"strings"
	"testing"

	"immrecon/import/bill/xlsx/xlsxtest"
	"immrecon/import/readertest"
	"immrecon/store/model"
)

// damaged is a bill in a workbook of two sheets. Both are bills, and the second has one
// row more, whose XML is given.
func damaged(t *testing.T, shared, row string) []byte {
	t.Helper()
	rows := xlsxtest.Rows(strings.Split(smallHeader, ","), strings.Split(smallRow(nil), ","))
	return xlsxtest.Book(t, shared, xlsxtest.Sheet{Name: "May", Rows: rows}, xlsxtest.Sheet{Name: "June", Rows: rows + row})
}

// changed replaces a text of a file, once.
func changed(t *testing.T, file []byte, old, by string) []byte {
	t.Helper()
	if !bytes.Contains(file, []byte(old)) {
		t.Fatalf("there is no %q", old)
	}
	return bytes.Replace(file, []byte(old), []byte(by), 1)
}

// Whatever is broken in a workbook, wherever, it is refused as a whole, and the place is
// said: whoever collects the lines drops those that came before.
func TestDamagedWorkbooks(t *testing.T) {
	const cell = `<row r="3"><c r="A3" t="inlineStr"><is><t>202603</t></is></c></row>`
	with := func(what string) []byte { return damaged(t, "", strings.Replace(cell, "202603", what, 1)) }
	header := strings.Replace(xlsxtest.Rows(strings.Split(smallHeader, ",")), "</row>", `<c r="XFD1"><v>1</v></c></row>`, 1)
	whole := damaged(t, "<si><t>shared</t></si>", cell)
	for name, test := range map[string]struct {
		book []byte
		want string
	}{
		"archive cut off":        {whole[:len(whole)/2], "opening the workbook: zip: not a valid zip file"},
		"wrong checksum":         {changed(t, whole, "shared</t>", "sharee</t>"), "opening the workbook: part xl/sharedStrings.xml is damaged: zip: checksum error; save the workbook again"},
		"checksum of June":       {changed(t, whole, "202603</t></is></c></row></sheetData>", "202604</t></is></c></row></sheetData>"), "opening the workbook: part xl/worksheets/sheet2.xml is damaged: zip: checksum error; save the workbook again"},
		"part of June gone":      {bytes.ReplaceAll(whole, []byte("xl/worksheets/sheet2.xml"), []byte("xl/worksheets/sheet9.xml")), `opening the workbook: sheet "June" has no part in the workbook; save the workbook again`},
		"relations gone":         {bytes.ReplaceAll(whole, []byte("workbook.xml.rels"), []byte("workbook.xml.relz")), `opening the workbook: sheet "May" has no part in the workbook; save the workbook again`},
		"texts gone":             {damaged(t, "", `<row r="3"><c t="s"><v>0</v></c></row>`), `sheet "June", row 3: column A: the workbook has no text 0, only 0 of them`},
		"text out of range":      {damaged(t, "<si><t>shared</t></si>", `<row r="3"><c t="s"><v>1</v></c></row>`), `sheet "June", row 3: column A: the workbook has no text 1, only 1 of them`},
		"control code":           {with("2026\x0203"), `sheet "June", row 3: column A: XML syntax error on line 1: illegal character code U+0002`},
		"control code by number": {with("2026&#2;03"), `sheet "June", row 3: column A: XML syntax error on line 1: illegal character code U+0002`},
		"control code escaped":   {with("2026_x0002_03"), `sheet "June", row 3: column A: the text holds the control code U+0002`},
		"NUL":                    {with("2026\x0003"), `sheet "June", row 3: column A: XML syntax error on line 1: illegal character code U+0000`},
		"invalid UTF-8":          {with("2026\xff03"), `sheet "June", row 3: column A: XML syntax error on line 1: invalid UTF-8`},
		"half a character":       {with("2026\xe6\x9c"), `sheet "June", row 3: column A: XML syntax error on line 1: invalid UTF-8`},
		"cell too long":          {with(strings.Repeat("2", 2<<20)), `sheet "June", row 3: column A: a text is longer than 1048576 bytes, the longest that is read`},
		"cut off in a cell":      {damaged(t, "", `<row r="3"><c r="A3" t="inlineStr"><is><t>2026`), `sheet "June", row 3: column A: XML syntax error on line 1: element <t> closed by </sheetData>`},
		"cut off in a row":       {damaged(t, "", `<row r="3">`), `sheet "June", row 3: XML syntax error on line 1: element <row> closed by </sheetData>`},
		"cut off in a tag":       {damaged(t, "", `<row r="3"><c r=`), `sheet "June", row 3: XML syntax error on line 1: unquoted or missing attribute value in element`},
		"column beyond the last": {damaged(t, "", `<row r="3"><c r="XFE3"><v>1</v></c></row>`), `sheet "June", row 3: cell "XFE3": its number 16385 is not between 1 and 16384`},
		"header beyond the last": {xlsxtest.Book(t, "", xlsxtest.Sheet{Name: "May", Rows: header}),
			`sheet "May", row 1: reading the header row: column XFD holds "1", and no column behind ALL is read; take it out; if the sheet is no bill, take it out of the workbook`},
	} {
		got := &readertest.Collected{}
		if err := Read(bytes.NewReader(test.book), got); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v\nwant %s", name, err, test.want)
		}
		if got.BillFile != nil {
			t.Errorf("%s: it is described as a bill that is read", name)
		}
	}
	got := read(t, whole)
	if want := (model.Tally{Read: 5, Kept: 2, Skipped: 2, Rejected: 1}); got.Tally != want {
		t.Errorf("the same without damage: %+v, want %+v", got.Tally, want)
	}
}
