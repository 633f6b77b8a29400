// Package xlsxtest makes workbooks out of the XML of their parts, so that tests can
// have every damage in them that a file can have.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// Sheet is a sheet and the XML of its rows.
type Sheet struct{ Name, Rows string }

// Rows writes rows of cells whose text stands in them.
func Rows(rows ...[]string) string {
	var xml strings.Builder
	for n, row := range rows {
		fmt.Fprintf(&xml, `<row r="%d">`, n+1)
		for _, cell := range row {
			fmt.Fprintf(&xml, `<c t="inlineStr"><is><t>%s</t></is></c>`, escaper.Replace(cell))
		}
		xml.WriteString(`</row>`)
	}
	return xml.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// Book makes a workbook. shared is the XML of its shared texts. Parts are stored, not
// compressed, so that a test can change a byte of them behind their checksum.
func Book(t testing.TB, shared string, sheets ...Sheet) []byte {
	t.Helper()
	parts := [][2]string{
		{"[Content_Types].xml", `<Types/>`},
		{"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	}
	var list, relations strings.Builder
	for n, sheet := range sheets {
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="r%d"/>`, sheet.Name, n+1, n+1)
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Type="http://x/worksheet" Target="worksheets/sheet%d.xml"/>`, n+1, n+1)
		parts = append(parts, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1), `<worksheet><sheetData>` + sheet.Rows + `</sheetData></worksheet>`})
	}
	if shared != "" {
		relations.WriteString(`<Relationship Id="s" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
		parts = append(parts, [2]string{"xl/sharedStrings.xml", `<sst>` + shared + `</sst>`})
	}
	parts = append(parts,
		[2]string{"xl/workbook.xml", `<workbook xmlns:r="r"><workbookPr/><sheets>` + list.String() + `</sheets></workbook>`},
		[2]string{"xl/_rels/workbook.xml.rels", `<Relationships>` + relations.String() + `</Relationships>`})
	return Zip(t, zip.Store, parts...)
}

// Zip makes an archive of names and contents.
func Zip(t testing.TB, method uint16, parts ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range parts {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: part[0], Method: method})
		if err == nil {
			_, err = io.WriteString(file, part[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
