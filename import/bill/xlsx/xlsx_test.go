package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"immrecon/import/bill/xlsx"
	"immrecon/import/bill/xlsx/xlsxtest"
)

// cellsOf reads all sheets: a line for each row, cells parted by |, their faults in <>.
func cellsOf(book []byte) (string, error) {
	b, err := xlsx.Open(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, name := range b.Names() {
		rows, err := b.Rows(name)
		if err != nil {
			return "", err
		}
		for {
			row, err := rows.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return all.String(), err
			}
			fmt.Fprintf(&all, "%s %d:", name, row.Number)
			column := 0
			for _, cell := range row.Cells {
				all.WriteString(strings.Repeat("|", cell.Column-column-1))
				column = cell.Column
				text := cell.Text
				if cell.Number {
					text = "#" + text
				}
				if cell.Fault != "" {
					text = "<" + cell.Fault[:12] + ">"
				}
				all.WriteString(text + "|")
			}
			all.WriteString("\n")
		}
		if err := rows.Close(); err != nil {
			return all.String(), err
		}
	}
	return all.String(), nil
}

func TestCells(t *testing.T) {
	shared := `<si><t>first</t></si><si><r><t>two </t></r><r><t xml:space="preserve">runs</t></r><rPh><t>spoken</t></rPh></si><si><t>a_x005F_b_x000A_c</t></si>`
	for name, test := range map[string]struct{ rows, want string }{
		"every type": {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in</t></is></c><c r="C1" t="str"><f>A1</f><v>made</v></c>` +
			`<c r="D1" t="b"><v>1</v></c><c r="E1" t="n"><v>0.5</v></c><c r="F1"><v>2.8E-6</v></c><c r="G1" t="d"><v>2026-05-12</v></c></row>`,
			"a 1:first|in|made|TRUE|#0.5|#2.8E-6|2026-05-12|\n"},
		"runs, escapes":          {`<row r="1"><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>`, "a 1:two runs|a_b\nc|\n"},
		"gaps":                   {`<row r="3"><c r="C3"><v>1</v></c><c r="E3"><v/></c></row><row r="7"><c r="AA7"><v>2</v></c></row>`, "a 3:||#1|\na 7:" + strings.Repeat("|", 26) + "#2|\n"},
		"no places":              {`<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, "a 1:#1|#2|\na 2:#3|\n"},
		"empty rows":             {`<row r="1"/><row r="2"><c r="A2"/></row><row r="4"><c r="A4"><v>1</v></c></row>`, "a 4:#1|\n"},
		"error":                  {`<row r="1"><c t="e"><v>#REF!</v></c></row>`, "a 1:<the error #R>|\n"},
		"formula without result": {`<row r="1"><c><f>1+1</f></c></row>`, "a 1:<a formula wh>|\n"},
		"formula, empty result":  {`<row r="1"><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>`, "a 1:|#1|\n"},
		"nothing":                {``, ""},
	} {
		got, err := cellsOf(xlsxtest.Book(t, shared, xlsxtest.Sheet{Name: "a", Rows: test.rows}))
		if err != nil || got != test.want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, test.want)
		}
	}
}

// good is a row before and behind each damage: it must not come out as if all were well.
const good = `<row r="1"><c r="A1" t="inlineStr"><is><t>good</t></is></c></row>`

func TestDamage(t *testing.T) {
	for name, test := range map[string]struct{ rows, shared, want string }{
		"control code":            {rows: good + "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>a\x01</t></is></c></row>", want: `sheet "a", row 2: column B: XML syntax error on line 1: illegal character code U+0001`},
		"control code, written":   {rows: good + `<row r="2"><c r="B2" t="inlineStr"><is><t>a_x0001_</t></is></c></row>`, want: `sheet "a", row 2: column B: the text holds the control code U+0001`},
		"control code, formula":   {rows: good + `<row r="2"><c r="C2" t="str"><v>_x001B_</v></c></row>`, want: `sheet "a", row 2: column C: the text holds the control code U+001B`},
		"bytes that are no UTF-8": {rows: good + "<row r=\"2\"><c r=\"B2\"><v>1\xff</v></c></row>", want: `sheet "a", row 2: column B: XML syntax error on line 1: invalid UTF-8`},
		"shared control code": {rows: good + `<row r="5"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`, shared: "<si><t>a</t></si><si><t>\x02</t></si>",
			want: `sheet "a", row 5: column B: text 1: XML syntax error on line 1: illegal character code U+0002`},
		"shared damage nobody reads": {rows: good + `<row r="5"><c t="s"><v>0</v></c></row>`, shared: "<si><t>a</t></si><si><t>\xfe</t></si>",
			want: `sheet "a", row 5: part xl/sharedstrings.xml, text 1: XML syntax error on line 1: invalid UTF-8`},
		"text that is not there": {rows: good + `<row r="2"><c t="s"><v>7</v></c></row>`, shared: "<si><t>a</t></si>", want: `sheet "a", row 2: column A: the workbook has no text 7, only 1 of them`},
		"no texts at all":        {rows: `<row r="2"><c t="s"><v>0</v></c></row>`, want: `sheet "a", row 2: column A: the workbook has no text 0, only 0 of them`},
		"text without number":    {rows: `<row r="2"><c t="s"><v>x</v></c></row>`, want: `sheet "a", row 2: column A: "x" is not the number of a text`},
		"sheet cut off":          {rows: good + `<row r="2"><c r="A2"><v>1`, want: `sheet "a", row 2: column A: XML syntax error on line 1: element <v> closed by </sheetData>`},
		"elements crossed":       {rows: good + `<row r="2"><c r="A2"></row></c>`, want: `sheet "a", row 2: column A: XML syntax error on line 1: element <c> closed by </row>`},
		"row once more":          {rows: good + `<row r="1"><c><v>1</v></c></row>`, want: `sheet "a", row 1: the row behind it: its number 1 is not between 2 and 1048576`},
		"row beyond the last":    {rows: good + `<row r="1048577"><c><v>1</v></c></row>`, want: `sheet "a", row 1: the row behind it: its number 1048577 is not between 2 and 1048576`},
		"cell once more":         {rows: `<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>`, want: `sheet "a", row 2: cell "B2": its number 2 is not between 3 and 16384`},
		"cell beyond the last":   {rows: `<row r="2"><c r="XFE2"><v>1</v></c></row>`, want: `sheet "a", row 2: cell "XFE2": its number 16385 is not between 1 and 16384`},
		"cell nowhere":           {rows: `<row r="2"><c r="?"><v>1</v></c></row>`, want: `sheet "a", row 2: cell "?": "?" is no number`},
		"type of no cell":        {rows: `<row r="2"><c t="q"><v>1</v></c></row>`, want: `sheet "a", row 2: column A: it has the type "q", which no cell has`},
		"columns far apart":      {rows: good + strings.Repeat(`<row><c><v>1</v></c><c r="XFD1"><v>2</v></c></row>`, 3) + `<row r="3"/>`, want: `sheet "a", row 4: the row behind it: its number 3 is not between 5 and 1048576`},
		"too deep":               {rows: strings.Repeat("<x>", 80), want: `sheet "a", row 1: elements stand more than 64 deep`},
	} {
		got, err := cellsOf(xlsxtest.Book(t, test.shared, xlsxtest.Sheet{Name: "a", Rows: test.rows}))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %q, %v\nwant %s", name, got, err, test.want)
		}
	}
}

// TestChecksums changes a byte of each part behind its checksum.
func TestChecksums(t *testing.T) {
	book := xlsxtest.Book(t, "<si><t>shared</t></si>", xlsxtest.Sheet{Name: "a", Rows: `<row r="1"><c t="s"><v>0</v></c><c><v>12345</v></c></row>`})
	for _, within := range []string{"shared</t>", "12345", "<workbookPr/>", "worksheets/sheet1.xml\"/>", "<Types/>"} {
		broken := bytes.Replace(book, []byte(within), []byte("?"+within[1:]), 1)
		_, err := cellsOf(broken)
		if err == nil || !errors.Is(err, zip.ErrChecksum) {
			t.Errorf("a byte of %q is changed: %v", within, err)
		}
	}
}

func TestCompressedDataBroken(t *testing.T) {
	parts := [][2]string{{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets/></workbook>`}, {"xl/theme/theme1.xml", strings.Repeat("<colour/>", 1000)}}
	book := xlsxtest.Zip(t, zip.Deflate, parts...)
	at := bytes.Index(book, []byte("theme1.xml")) + len("theme1.xml") + 4
	book[at] ^= 0x55
	if _, err := cellsOf(book); err == nil || !strings.HasPrefix(err.Error(), "part xl/theme/theme1.xml is damaged: ") {
		t.Errorf("%v", err)
	}
}

func TestRefused(t *testing.T) {
	rels := func(target string) [2]string {
		return [2]string{"_rels/.rels", `<Relationships><Relationship Id="1" Type="x/officeDocument" Target="` + target + `"/></Relationships>`}
	}
	// book has a sheet "a" in its part 1, and another one.
	book := func(name, part, xml string) [][2]string {
		return [][2]string{{"[Content_Types].xml", "<Types/>"}, {"xl/1", "<worksheet/>"}, {"xl/2", xml},
			{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/><sheet name="` + name + `" r:id="2"/></sheets></workbook>`},
			{"xl/_rels/workbook.xml.rels", `<x><Relationship Id="1" Target="1"/><Relationship Id="2" Target="` + part + `"/></x>`}}
	}
	for name, test := range map[string]struct {
		parts [][2]string
		want  string
	}{
		"a letter":        {[][2]string{rels("word/document.xml"), {"word/document.xml", "<document/>"}}, "the document holds no workbook"},
		"nothing":         {[][2]string{{"a", "b"}}, "the document holds no workbook"},
		"binary":          {[][2]string{rels("xl/workbook.bin"), {"xl/workbook.bin", "\x83"}}, "a binary workbook (XLSB) cannot be read; save it as XLSX or CSV"},
		"dates from 1904": {[][2]string{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", `<workbook><workbookPr date1904="1"/></workbook>`}}, "part xl/workbook.xml: the workbook counts its dates from 1904; save it with dates from 1900, or as CSV"},
		"no XML":          {[][2]string{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", ""}}, "part xl/workbook.xml: no XML element is in it"},
		"a part missing":  {book("b", "2", "<worksheet/>")[1:], "part [Content_Types].xml is missing; save the workbook again"},
		"a part twice":    {[][2]string{{"xl/workbook.xml", "<workbook/>"}, {"XL/Workbook.xml", "<workbook/>"}}, "part XL/Workbook.xml is there twice; save the workbook again"},
		"a sheet empty":   {book("b", "2", " "), `sheet "b", row 1: no XML element is in it`},
		"one sheet twice": {book("b", "1", "<worksheet/>"), `sheets "a" and "b" have one part between them; save the workbook again`},
		"one name twice":  {book("A", "2", "<worksheet/>"), `two sheets have the name "A"; rename one of them`},
		"sheet missing":   {book("lost", "3", "<worksheet/>"), `sheet "lost" has no part in the workbook; save the workbook again`},
	} {
		_, err := cellsOf(xlsxtest.Zip(t, zip.Deflate, test.parts...))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v\nwant %s", name, err, test.want)
		}
	}
	if _, err := cellsOf([]byte("PK\x03\x04")); err == nil {
		t.Error("no archive passes for a workbook")
	}
}

// TestLongTexts has a text and a row that are longer than any may be.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("x", 2<<20)
	for name, test := range map[string]struct{ rows, shared, want string }{
		"inline": {rows: good + `<row r="2"><c r="D2" t="inlineStr"><is><t>` + long + `</t></is></c></row>`, want: `sheet "a", row 2: column D: a text is longer than 1048576 bytes, the longest that is read`},
		"shared": {rows: `<row r="2"><c t="s"><v>0</v></c></row>`, shared: "<si><t>" + long + "</t></si>", want: `sheet "a", row 2: column A: text 0: a text is longer than 1048576 bytes, the longest that is read`},
		"runs":   {rows: `<row r="2"><c t="s"><v>0</v></c></row>`, shared: "<si>" + strings.Repeat("<r><t>"+long[:1<<19]+"</t></r>", 3) + "</si>", want: `sheet "a", row 2: column A: text 0: a text is longer than 1048576 bytes, the longest that is read`},
		"row":    {rows: `<row r="2">` + strings.Repeat(`<c t="str"><v>`+long[:1<<20-1]+`</v></c>`, 17) + `</row>`, want: `sheet "a", row 2: longer than 16777216 bytes, the longest row that is read`},
	} {
		_, err := cellsOf(xlsxtest.Book(t, test.shared, xlsxtest.Sheet{Name: "a", Rows: test.rows}))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v\nwant %s", name, err, test.want)
		}
	}
}

// FuzzBook holds whatever is read to what rows and cells are, and reads it twice: what
// comes out must not change.
func FuzzBook(f *testing.F) {
	f.Add(good, "<si><t>a</t></si>")
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c><c><f>1</f></c></row>`, `<si><r><t>b</t></r></si>`)
	f.Add(`<row><c t="e"><v>#N/A</v></c></row><row r="9"/>`, "")
	f.Fuzz(func(t *testing.T, rows, shared string) {
		book := xlsxtest.Book(t, shared, xlsxtest.Sheet{Name: "a", Rows: rows})
		got, err := cellsOf(book)
		again, errAgain := cellsOf(book)
		if got != again || (err == nil) != (errAgain == nil) {
			t.Errorf("read twice: %q, %v and %q, %v", got, err, again, errAgain)
		}
		if err == nil && strings.ContainsAny(got, "\x00\x01\x1b\uFFFD") {
			t.Errorf("control codes come out: %q", got)
		}
	})
}
