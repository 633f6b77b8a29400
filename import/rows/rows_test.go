package rows

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

// A kept is a row as the tests' own reader sees it.
type kept struct {
	line int64
	a, b string
}

// read reads a table with the required column a and an optional column b.
func read(r io.Reader) (*readertest.Collected, []kept, error) {
	var to readertest.Collected
	var rows []kept
	parse := func(row *Row) kept { return kept{a: row.Need("a"), b: row.Text("b")} }
	err := Read(r, &to, []string{"a"}, parse, func(line int64, k *kept) {
		k.line = line
		rows = append(rows, *k)
		to.KeepProject(line, &model.Project{})
	})
	return &to, rows, err
}

func TestReadKeeps(t *testing.T) {
	cases := []struct {
		name, input string
		want        []kept
		skipped     int64
	}{
		{"plain", "a,b\n1,2\n3,4\n", []kept{{2, "1", "2"}, {3, "3", "4"}}, 1},
		{"no last line end", "a,b\n1,2", []kept{{2, "1", "2"}}, 1},
		{"any order, any case, unknown columns", "x, B ,A\n9,2,1\n", []kept{{2, "1", "2"}}, 1},
		{"byte order mark and CRLF", "\ufeffa,b\r\n1,2\r\n", []kept{{2, "1", "2"}}, 1},
		{"optional column left out", "a\n1\n", []kept{{2, "1", ""}}, 1},
		{"blank rows", "\n \na,b\n\n,\n , \n1,2\n\n", []kept{{7, "1", "2"}}, 7},
		{"too many empty cells make a blank row", "a,b\n,,,\n1,2\n", []kept{{3, "1", "2"}}, 2},
		{"quotes and blanks", "a,b\n\"x,\"\"y\"\"\", z \n", []kept{{2, `x,"y"`, "z"}}, 1},
		{"cell over lines", "a,b\n\"1\n\n2\",3\n4,5\n", []kept{{2, "1\n\n2", "3"}, {5, "4", "5"}}, 1},
		{"column without a name", "a,b,,\n1,2,3,4\n", []kept{{2, "1", "2"}}, 1},
		{"only a header", "a,b\n", nil, 1},
		{"ndjson", "{\"a\":\"1\",\"b\":2.50}\n{\"B\":null,\"A\":true}\n", []kept{{1, "1", "2.50"}, {2, "true", ""}}, 0},
		{"ndjson with blank lines", "\n{\"a\":\"1\"}\r\n\r\n{}\n", []kept{{2, "1", ""}}, 3},
		{"ndjson keeps lists as text", `{"a":["x", "y"],"b":{"c":1}}`, []kept{{1, `["x", "y"]`, `{"c":1}`}}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			to, rows, err := read(strings.NewReader(c.input))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(rows, c.want) || to.Tally.Skipped != c.skipped || to.Tally.Rejected != 0 {
				t.Errorf("rows %v, skipped %d, rejected %v; want %v, %d and none", rows, to.Tally.Skipped, to.Rejects, c.want, c.skipped)
			}
		})
	}
}

func TestReadRejects(t *testing.T) {
	long := strings.Repeat("x", maxRow+10)
	cases := []struct {
		name, input string
		want        []model.Rejected
		kept        int64
	}{
		{"empty cell", "a,b\n,2\n1,2\n", []model.Rejected{{Line: 2, Reason: "column a: is empty", Text: ",2"}}, 1},
		{"too few cells", "a,b\n1\n1,2\n", []model.Rejected{{Line: 2, Reason: "the row has 1 cells, the header has 2", Text: "1"}}, 1},
		{"too many cells", "a,b\n1,2,3\n1,2\n", []model.Rejected{{Line: 2, Reason: "the row has 3 cells, the header has 2", Text: "1,2,3"}}, 1},
		{"quote within a cell", "a,b\nx\"y,1\n1,2\n3,4\n", []model.Rejected{{Line: 2, Reason: `not CSV: bare " in non-quoted-field`, Text: `x"y,1`}}, 2},
		{"quote never closed", "a,b\n\"x,1\n1,2\n3,4\n", []model.Rejected{{Line: 2, Reason: `not CSV: a quoted cell is not closed`, Text: `"x,1`}}, 2},
		{"two stray quotes lose two lines, not what lies between", "a,b\n\"x,1\n1,2\n\"y,3\n5,6\n", []model.Rejected{
			{Line: 2, Reason: `not CSV: a quoted cell is not closed`, Text: `"x,1`},
			{Line: 4, Reason: `not CSV: a quoted cell is not closed`, Text: `"y,3`}}, 2},
		{"not UTF-8", "a,b\n\xc4\xe3,2\n1,2\n", []model.Rejected{{Line: 2, Reason: "not text in UTF-8; save the table in UTF-8", Text: "\xc4\xe3,2"}}, 1},
		{"overlong line", "a,b\n" + long + "\n1,2\n", []model.Rejected{
			{Line: 2, Reason: "longer than 1048576 bytes, the longest row that is read; the beginning of its text is kept", Text: long[:maxRow]}}, 1},
		{"overlong line after an open quote", "a,b\n\"1,2\n" + long + "\"\n1,2\n", []model.Rejected{
			{Line: 2, Reason: "a quoted cell makes the row longer than 1048576 bytes, the longest that is read", Text: `"1,2`},
			{Line: 3, Reason: "longer than 1048576 bytes, the longest row that is read; the beginning of its text is kept", Text: long[:maxRow]}}, 1},
		{"ndjson broken off", "{\"a\":1}\n{\"a\":\n{\"a\":2}\n", []model.Rejected{{Line: 2, Reason: "not a JSON object: unexpected end of JSON input", Text: `{"a":`}}, 2},
		{"ndjson first line", "{'a':1}\n{\"a\":2}\n", []model.Rejected{{Line: 1, Reason: "not a JSON object: invalid character '\\'' looking for beginning of object key string", Text: "{'a':1}"}}, 1},
		{"ndjson without a required key", "{\"a\":1}\n{\"b\":2}\n", []model.Rejected{{Line: 2, Reason: "column a: is empty", Text: `{"b":2}`}}, 1},
		{"ndjson with keys in two cases", `{"D":1,"b":1,"d":2,"B":2,"a":1,"c":1,"C":2}`, []model.Rejected{{Line: 1, Reason: "the object has the column b twice", Text: `{"D":1,"b":1,"d":2,"B":2,"a":1,"c":1,"C":2}`}}, 0},
		{"ndjson with a key in two cases", `{"a":1,"A":2}`, []model.Rejected{{Line: 1, Reason: "the object has the column a twice", Text: `{"a":1,"A":2}`}}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			to, _, err := read(strings.NewReader(c.input))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(to.Rejects, c.want) || to.Tally.Kept != c.kept {
				t.Errorf("kept %d, rejected %.300s; want %d and %.300s", to.Tally.Kept, fmt.Sprint(to.Rejects), c.kept, fmt.Sprint(c.want))
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	cases := []struct{ name, input, want string }{
		{"nothing", "", "nothing to read: a CSV header or an NDJSON object is expected"},
		{"blank lines", "\n\n", "nothing to read: a CSV header or an NDJSON object is expected"},
		{"required column missing", "\nb,c\n1,2\n", "line 2: the header has no column a, only b, c; add the column, or name what the file holds with --kind"},
		{"column twice", "a,b,A\n", "line 1: the header has the column a twice; rename or remove one"},
		{"header is no CSV", "a,\"b\n", `line 1: the header is not CSV: a quoted cell is not closed`},
		{"UTF-16", "\xff\xfea\x00,\x00b\x00\n\x00", `line 1: the header is not text in UTF-8: "\xff\xfea\x00"; save the table as CSV in UTF-8`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := read(strings.NewReader(c.input)); err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestReadPassesOnErrorsOfTheInput(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, input := range []string{"", "a,b", "a,b\n1,2\n3", "a,b\n1,2\n\"3\n4", "{\"a\":1}\n{"} {
		r := io.MultiReader(strings.NewReader(input), iotest.ErrReader(broken))
		to, _, err := read(r)
		if !errors.Is(err, broken) {
			t.Errorf("%q: error %v, want %v", input, err, broken)
		}
		if to.Tally.Rejected != 0 {
			t.Errorf("%q: the line that broke off was rejected as if it were whole", input)
		}
	}
}

func TestHeader(t *testing.T) {
	cases := []struct {
		head string
		want []string
	}{
		{"\ufeffProject, Region ,created_at\r\nx,y,z", []string{"project", "region", "created_at"}},
		{"one", []string{"one"}},
		{`{"b":1,"A":[2]}` + "\n", []string{"a", "b"}},
		{`{"b":1,`, nil},
		{"{\n", nil},
		{`10.0.0.1 - - [01/Mar/2026:00:00:00 +0800] "GET /a HTTP/1.1" 200`, nil},
		{"PK\x03\x04,a", nil},
		{"", nil},
	}
	for _, c := range cases {
		if got := Header([]byte(c.head)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("Header(%q) = %q, want %q", c.head, got, c.want)
		}
	}
}

// FuzzRows checks that no line is lost and none is counted twice, whatever the
// input: the rows, each with the line ends within it, add up to the lines. With
// cells over lines FuzzCSV says more.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\ufeffa,b\r\n\"1\r\n2\",3\r\n", "a,b\n\"x,1\n1,2\n\"y,3\n5,6\n", "a,b\nx\"y\n\n,\n",
		"{\"a\":1}\n{\"a\":\"\\u00e9\",\"b\":null}\n\n{\"a\":\n", "{\"a\":1,\"A\":2}", "\xff\xfea\x00", "A  \n\r",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		parse := func(row *Row) string { row.Need("a"); return row.Raw }
		to, err := readertest.Hold(t, func(r io.Reader, to model.RecordWriter) error {
			return Read(r, to, []string{"a"}, parse, func(line int64, raw *string) { to.KeepProject(line, &model.Project{Name: *raw}) })
		}, []byte(input))
		if err != nil {
			return
		}
		var covered int64
		for _, row := range to.Projects {
			covered += 1 + int64(strings.Count(row.Name, "\n"))
		}
		for _, r := range to.Rejects {
			covered += 1 + int64(strings.Count(r.Text, "\n"))
		}
		input = strings.TrimSuffix(input, "\r") // after the last line end it is nothing
		lines := int64(strings.Count(strings.TrimSuffix(input, "\n"), "\n")) + 1
		if strings.Contains(input, `"`) && covered+to.Tally.Skipped < lines {
			return // a header or a blank row may be several lines
		}
		if covered+to.Tally.Skipped != lines {
			t.Errorf("%d lines counted of %d", covered+to.Tally.Skipped, lines)
		}
	})
}
