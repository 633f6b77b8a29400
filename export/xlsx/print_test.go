package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"immrecon/export/internal/sample"
	"immrecon/export/words"

	"immrecon/store/model"
)

// TestChartsStandWithinThePage looks at the cells that charts begin and end in: a
// program draws a chart from the one to the other, and cuts off what is not on the
// page.
func TestChartsStandWithinThePage(t *testing.T) {
	type cornerOf struct {
		Column int `xml:"col"`
		Right  int `xml:"colOff"`
		Row    int `xml:"row"`
	}
	var drawing struct {
		Charts []struct {
			From cornerOf `xml:"from"`
			To   cornerOf `xml:"to"`
		} `xml:"twoCellAnchor"`
	}
	content := made(t, sample.Report(), Options{})
	if err := xml.Unmarshal(part(t, content, "xl/drawings/drawing1.xml"), &drawing); err != nil {
		t.Fatal(err)
	}
	if len(drawing.Charts) != 3 {
		t.Fatalf("%d charts, want three", len(drawing.Charts))
	}
	const pageColumns = firstDay - 1 + mostDays
	free := 0
	for n, c := range drawing.Charts {
		if c.To.Column != pageColumns-1 {
			t.Errorf("chart %d ends in column %d, the page in %d", n+1, c.To.Column, pageColumns-1)
		}
		if c.From.Row < free || c.To.Row < c.From.Row+fewestRows-1 {
			t.Errorf("chart %d is from row %d to %d, and the one before it reaches to %d", n+1, c.From.Row, c.To.Row, free)
		}
		free = c.To.Row + 1
	}
}

// TestNothingOfAnEmptyTableIsPrinted but the line that says so.
func TestNothingOfAnEmptyTableIsPrinted(t *testing.T) {
	f := open(t, made(t, sample.Empty(), Options{}))
	areas := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			areas[n.Scope] = n.RefersTo
		}
	}
	for _, sheet := range []string{sheetClaims, sheetFindings, sheetEvidence} {
		if !strings.HasPrefix(areas[sheet], "'"+sheet+"'!$A$1:$") || !strings.HasSuffix(areas[sheet], "$1") {
			t.Errorf("%s prints %q", sheet, areas[sheet])
		}
		if about := raw(t, f, sheet, "B1"); !strings.HasSuffix(about, " There are none.") {
			t.Errorf("%s is about %q", sheet, about)
		}
	}
}

// TestTheLineOfAnAppendixIsPrintedWhole compares its width with the columns that are
// printed behind the first.
func TestTheLineOfAnAppendixIsPrintedWhole(t *testing.T) {
	f := open(t, made(t, sample.Report(), Options{}))
	for _, n := range f.GetDefinedName() {
		if n.Name != "_xlnm.Print_Area" || n.Scope == sheetStatement {
			continue
		}
		name, _, _ := strings.Cut(n.RefersTo[strings.LastIndex(n.RefersTo, ":$")+2:], "$")
		last, err := excelize.ColumnNameToNumber(name)
		if err != nil {
			t.Fatal(err)
		}
		room := 0.0
		for column := 2; column <= last; column++ {
			w, err := f.GetColWidth(n.Scope, letter(column))
			if err != nil {
				t.Fatal(err)
			}
			room += w
		}
		if about := raw(t, f, n.Scope, "B1"); room < float64(words.Width(about)) {
			t.Errorf("%s prints %v characters of %d: %q", n.Scope, room, words.Width(about), about)
		}
	}
}

// TestOfANoteThereIsNothingToDo keeps what a plan paid for out of what to do next.
func TestOfANoteThereIsNothingToDo(t *testing.T) {
	r := sample.Report()
	noted := r.Groups[0]
	noted.Verdict, noted.Cause = model.Note, model.PlanDeduction
	r.Groups = append([]model.FindingGroup{noted}, r.Groups...)
	f := open(t, made(t, r, Options{}))
	said := everywhere(t, f, sheetStatement)
	if advice := words.English.Advise(&noted, noted.Currency); strings.Contains(said, advice) {
		t.Errorf("the statement says to do %q", advice)
	}
	if advice := words.English.Advise(&r.Groups[1], "USD"); !strings.Contains(said, advice) {
		t.Errorf("the statement does not say %q", advice)
	}
}

func TestLineLengthOfWideCharacters(t *testing.T) {
	for text, want := range map[string]width{"A sentence – with a dash.": 140, "": 140, "docs 的 Weboffice": 120} {
		if got := lineLength(text, rightWidth); got != want {
			t.Errorf("%q gets width %d, want %d", text, got, want)
		}
	}
}

// TestClaimsThatAreNotShownAreCounted on the statement.
func TestClaimsThatAreNotShownAreCounted(t *testing.T) {
	r := sample.Report()
	for len(r.Claims) < claimsShown+3 {
		r.Claims = append(r.Claims, r.Claims[0])
	}
	if said := everywhere(t, open(t, made(t, r, Options{})), sheetStatement); !strings.Contains(said, "… and 3 more on the sheet Claims") {
		t.Errorf("the statement does not count the claims that it leaves out: %s", said)
	}
}

// part is a part of a workbook.
func part(t *testing.T, content []byte, name string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return read
}
