package csv

import (
	"bytes"
	"encoding/csv"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	if err := Write(folder, sample.Report(), Options{}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.CopyFS("testdata", os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	wanted, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range wanted {
		want, _ := os.ReadFile(filepath.Join("testdata", file.Name()))
		got, err := os.ReadFile(filepath.Join(folder, file.Name()))
		if err != nil {
			t.Error(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs:\n%s", file.Name(), got)
		}
	}
	if made, _ := os.ReadDir(folder); len(made) != len(wanted) {
		t.Errorf("%d files, want %d", len(made), len(wanted))
	}
}

func TestEmptyTablesHaveAHeader(t *testing.T) {
	for _, f := range files {
		var out bytes.Buffer
		if err := f.write(&out, sample.Empty(), Options{BOM: true}); err != nil {
			t.Fatal(err)
		}
		text, marked := strings.CutPrefix(out.String(), byteOrderMark)
		if header, _, _ := strings.Cut(text, "\r\n"); !marked || !strings.Contains(header, ",") {
			t.Errorf("%s: %q has no byte order mark or header", f.name, out.String())
		}
	}
}

// TestAmountsStayNumbers holds that escaping touches text only: the amounts of
// the statement can be read and added up again.
func TestAmountsStayNumbers(t *testing.T) {
	r := sample.Report()
	var out bytes.Buffer
	if err := writeStatement(&out, r, Options{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var parts decimal.Decimal
	for _, row := range rows[4:] {
		part, err := decimal.NewFromString(row[5])
		if err != nil {
			t.Fatal(err)
		}
		parts = parts.Add(part)
	}
	if !parts.Equal(r.Statement.Difference) {
		t.Errorf("the parts are %s, the difference %s", parts, r.Statement.Difference)
	}
}

// formula is what a spreadsheet takes for one: a sign in either width behind
// any blanks, and a carriage return.
var formula = regexp.MustCompile(`^(\r|[\s\p{Z}]*[=+\-@＝＋－＠])`)

// FuzzText proves that whatever stands in a text comes back from the file as
// the only field of its row, and never as a formula.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"plain", "=1+1", "a,b", "say \"x\"", "two\nlines", "-5", "\t=1", "\t0", "\xff\xfe", "图片,\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		columns := []column[string]{
			text("value", func(s *string) string { return *s }),
			count("one", func(*string) int64 { return 1 }),
		}
		var out bytes.Buffer
		if err := write(&out, columns, []string{value}, Options{}); err != nil {
			t.Fatal(err)
		}
		in := csv.NewReader(&out)
		if _, err := in.Read(); err != nil {
			t.Fatal(err)
		}
		row, err := in.Read()
		if err != nil || len(row) != 2 || row[1] != "1" {
			t.Fatalf("%q became the row %q, %v", value, row, err)
		}
		if formula.MatchString(row[0]) {
			t.Errorf("%q stands as a formula: %q", value, row[0])
		}
		if _, err := in.Read(); err != io.EOF {
			t.Errorf("%q spilled into another row", value)
		}
	})
}
