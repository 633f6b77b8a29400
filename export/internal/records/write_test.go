package records

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"immrecon/store/model"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"photos", "photos"}, {"", ""}, {"-0.5", "-0.5"}, {"1,000 calls", `"1,000 calls"`}, {`a "b"`, `"a ""b"""`}, {"a\nb", "\"a\r\nb\""}, {"a\r\nb", "\"a\r\nb\""},
		{"a;b", `"a;b"`}, {"a;=1+1", `"a;'=1+1"`}, {"a; ＋1", `"a;' ＋1"`}, {"a;;-1", `"a;;'-1"`}, {"a\n@x", "\"a\r\n'@x\""}, {"a\t=1", "\"a\t'=1\""},
		{" a", `" a"`}, {"a ", `"a "`}, {"it's", "it's"}, {`\.`, `\.`}, {"图片", "图片"},
	} {
		var out strings.Builder
		if err := Write(&out, []string{"one", "two"}, model.Listed([][]string{{"x", c.cell}})); err != nil {
			t.Fatal(err)
		}
		if want := "one,two\r\nx," + c.want + "\r\n"; out.String() != want {
			t.Errorf("%q is written as %q, want %q", c.cell, out.String(), want)
		}
	}
}

func TestWriteStopsWhereRowsFail(t *testing.T) {
	broken := errors.New("broken")
	err := Write(&strings.Builder{}, []string{"one"}, func(yield func([]string, error) bool) { yield(nil, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("%v, want the error of the rows", err)
	}
}

// What is written is read again as it was, but for what is escaped.
func FuzzWrite(f *testing.F) {
	f.Add(`a "b", c`, ";=\t")
	f.Fuzz(func(t *testing.T, first, second string) {
		if strings.ContainsAny(first+second, "\r\n\t;") || first+second == "" {
			return
		}
		var out strings.Builder
		if err := Write(&out, []string{first, second}, model.Listed([][]string(nil))); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil || len(rows) != 1 || rows[0][0] != first || rows[0][1] != second {
			t.Errorf("%q and %q are read as %q, %v", first, second, rows, err)
		}
	})
}
