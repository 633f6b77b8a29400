package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// rowsOf reads the rows of the XML of a sheet; shared are the texts of the workbook.
func rowsOf(sheet io.Reader, shared ...string) (all []Row, err error) {
	texts := &sharedStrings{read: true}
	for _, text := range shared {
		texts.all = append(texts.all, text...)
		texts.ends = append(texts.ends, uint32(len(texts.all)))
	}
	r := &Rows{book: &Book{strings: texts}, name: "a", part: newPart(io.NopCloser(sheet))}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, row)
	}
}

// drain reads XML to its end.
func drain(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}

// FuzzSheet checks of the XML of a sheet that rows and cells come in order, each with a
// value or the reason why there is none, that a damaged sheet is never taken for a whole
// one, and that the same is read byte by byte.
func FuzzSheet(f *testing.F) {
	for _, rows := range []string{
		`<row r="2"><c r="B2" t="s"><v>1</v></c><c><f>1</f></c></row>`, `<row><c t="e"><v>#N/A</v></c></row><row r="9"/>`,
		`<row r="1"><c r="A1"><v> 1.5 </v></c><c r="XFD1" t="b"><v>1</v></c></row><row r="1048576"/>`, `<row r="2"/><row r="1"/>`,
		`<row><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh><t>_x0041_</t></is></c><c t="str"><v>&#x1;</v></c></row>`,
		`<row><c><v>1</v><v>2</v></c><c><v/></c><c t="q"/></row>`, `<row><row><c/></row></row>`, `<c><v>1</v></c>`, `<row><c><c><v>1</v></c></c></row>`,
		`<row><c><is><t>a</t></is><v>1</v></c></row>`, `<row><c><![CDATA[<v>1</v>]]><v><![CDATA[1]]></v></c></row><!-- <row/> -->`,
	} {
		f.Add(`<worksheet><sheetData>` + rows + `</sheetData></worksheet>`)
	}
	f.Add(`<worksheet><sheetData><row><c><v>1`)
	f.Fuzz(func(t *testing.T, sheet string) {
		rows, err := rowsOf(strings.NewReader(sheet), "first", "second")
		bitten, errBitten := rowsOf(iotest.OneByteReader(strings.NewReader(sheet)), "first", "second")
		if !reflect.DeepEqual(rows, bitten) || fmt.Sprint(err) != fmt.Sprint(errBitten) {
			t.Errorf("at once it is %+v, %v, byte by byte %+v, %v", rows, err, bitten, errBitten)
		}
		if damage := drain(sheet); err == nil && damage != nil {
			t.Errorf("a damaged sheet is read as whole: %v", damage)
		}
		row := 0
		for _, r := range rows {
			if r.Number <= row || r.Number > maxRows || len(r.Cells) == 0 {
				t.Errorf("row %d comes behind row %d, with %d cells", r.Number, row, len(r.Cells))
			}
			row = r.Number
			column := 0
			for _, c := range r.Cells {
				if c.Column <= column || c.Column > maxColumns || (c.Text == "") == (c.Fault == "") {
					t.Errorf("row %d: cell %+v comes behind column %d", row, c, column)
				}
				column = c.Column
			}
		}
	})
}

// FuzzCellText checks that a text is read as it was written, in each place that a
// workbook may have it.
func FuzzCellText(f *testing.F) {
	for _, text := range []string{"", "a", " a ", "<&>\"'", "图片", "_x0041_", "_x005F_", "a\nb\tc", "]]>", "1e5"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if unescaped, err := unescape(text); err != nil || unescaped != text || strings.ContainsAny(text, "\r") || len(text) > maxText/6 {
			return // not a text that is written as it is
		}
		var written strings.Builder
		if err := xml.EscapeText(&written, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(written.String(), "\uFFFD") {
			return // nor text in XML
		}
		sheet := `<row><c t="inlineStr"><is><t>` + written.String() + `</t></is></c><c t="str"><v>` + written.String() + `</v></c><c t="s"><v>0</v></c></row>`
		rows, err := rowsOf(strings.NewReader(sheet), text)
		if err != nil {
			t.Fatal(err)
		}
		if text == "" {
			return
		}
		if want := []Row{{1, []Cell{{Column: 1, Text: text}, {Column: 2, Text: text}, {Column: 3, Text: text}}}}; !reflect.DeepEqual(rows, want) {
			t.Errorf("%q reads as %+v", text, rows)
		}
	})
}
