package rows

import (
	"encoding/csv"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// A readRow is a row of CSV as it was read, with its cells kept.
type readRow struct {
	line   int64
	cells  []string
	text   string
	reason string // why it is no row
}

// readRows reads all rows; maxRow is the longest in bytes, columns as in CSV.
func readRows(t *testing.T, input string, maxRow, columns int) (all []readRow) {
	t.Helper()
	in := NewCSV(strings.NewReader(input), maxRow)
	in.Columns = columns
	for {
		row, err := in.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		one := readRow{line: row.Line, text: row.Text}
		if row.Err != nil {
			one.reason = row.Err.Error()
		} else {
			one.cells = append(one.cells, row.Cells...)
		}
		all = append(all, one)
	}
}

func TestRowsOfCSV(t *testing.T) {
	const (
		unclosed = "a quoted cell is not closed"
		tooLong  = "longer than 40 bytes, the longest row that is read; the beginning of its text is kept"
		cellLong = "a quoted cell makes the row longer than 40 bytes, the longest that is read"
	)
	cases := []struct {
		name, input string
		want        []readRow
	}{
		{"cell over lines, and numbers after it", "a,\"1\n\n2\",c\r\nd,e,f\n", []readRow{
			{1, []string{"a", "1\n\n2", "c"}, "a,\"1\n\n2\",c", ""}, {4, []string{"d", "e", "f"}, "d,e,f", ""}}},
		{"line end and quote within a cell", "\"a\"\"\nb\",2,3\n4,5,6", []readRow{
			{1, []string{"a\"\nb", "2", "3"}, "\"a\"\"\nb\",2,3", ""}, {3, []string{"4", "5", "6"}, "4,5,6", ""}}},
		{"quote never closed", "a,b,\"c\n1,2,3\n4,5,6\n", []readRow{
			{1, nil, `a,b,"c`, "parse error on line 1, column 7: " + unclosed},
			{2, []string{"1", "2", "3"}, "1,2,3", ""}, {3, []string{"4", "5", "6"}, "4,5,6", ""}}},
		{"quote never closed on the last line", "1,2,3\n\"a", []readRow{
			{1, []string{"1", "2", "3"}, "1,2,3", ""},
			{2, nil, `"a`, "parse error on line 2, column 3: " + unclosed}}},
		{"two open quotes that do not make one row", "a,b,\"c\n1,2,3\n\"d,e,f\n", []readRow{
			{1, nil, `a,b,"c`, "parse error on line 1, column 7: " + unclosed},
			{2, []string{"1", "2", "3"}, "1,2,3", ""},
			{3, nil, `"d,e,f`, "parse error on line 3, column 7: " + unclosed}}},
		{"two stray quotes that make a row of another length", "a,\"b\n1,2,3\nc\",d,e\n", []readRow{
			{1, nil, `a,"b`, "a quoted cell that ends on line 3 makes a row of 4 cells, the header has 3"},
			{2, []string{"1", "2", "3"}, "1,2,3", ""},
			{3, nil, `c",d,e`, "parse error on line 3, column 2: bare \" in non-quoted-field"}}},
		{"longer than a row may be", strings.Repeat("x", 41) + ",2,3\n1,2,3\n", []readRow{
			{1, nil, strings.Repeat("x", 40), tooLong},
			{2, []string{"1", "2", "3"}, "1,2,3", ""}}},
		{"as long as a row may be, with each line end", strings.Repeat("x", 36) + ",2,3\n" + strings.Repeat("x", 36) + ",2,3\r\n" + strings.Repeat("x", 36) + ",2,3", []readRow{
			{1, []string{strings.Repeat("x", 36), "2", "3"}, strings.Repeat("x", 36) + ",2,3", ""},
			{2, []string{strings.Repeat("x", 36), "2", "3"}, strings.Repeat("x", 36) + ",2,3", ""},
			{3, []string{strings.Repeat("x", 36), "2", "3"}, strings.Repeat("x", 36) + ",2,3", ""}}},
		{"cut at what is no line end, behind an open quote", "\"\n" + strings.Repeat("x", 39) + "\r\ry\n1,2,3\n", []readRow{
			{1, nil, `"`, cellLong},
			{2, nil, strings.Repeat("x", 39) + "\r", tooLong},
			{3, []string{"1", "2", "3"}, "1,2,3", ""}}},
		{"longer than a row may be with the lines of its cell", "a,\"" + strings.Repeat("123456789\n", 4) + "\",c\n1,2,3\n", []readRow{
			{1, nil, `a,"123456789`, cellLong},
			{2, []string{"123456789"}, "123456789", ""}, {3, []string{"123456789"}, "123456789", ""}, {4, []string{"123456789"}, "123456789", ""},
			{5, nil, `",c`, "parse error on line 5, column 4: " + unclosed},
			{6, []string{"1", "2", "3"}, "1,2,3", ""}}},
		{"longer than a row may be with a line that is too long", "a,\"b\n" + strings.Repeat("x", 41) + "\",c\n1,2,3\n", []readRow{
			{1, nil, `a,"b`, cellLong},
			{2, nil, strings.Repeat("x", 40), tooLong},
			{3, []string{"1", "2", "3"}, "1,2,3", ""}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := readRows(t, c.input, 40, 3); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got\n%+v\nwant\n%+v", got, c.want)
			}
		})
	}
}

// A row has no more cells than a spreadsheet has; within quotes a separator is none.
func TestRowsOfManyCells(t *testing.T) {
	const tooMany = "more than 16384 cells, the most of a row that is read"
	for input, want := range map[string]string{
		strings.Repeat(",", maxCells-1):                      "",
		strings.Repeat(",", maxCells):                        tooMany,
		`"` + strings.Repeat(",", maxCells) + `"`:            "",
		"a,\"b\n" + strings.Repeat(`"",`, maxCells) + `"`:    "",
		"\"a\"" + strings.Repeat(`,"x"`, maxCells) + "\nb,c": tooMany,
	} {
		if got := readRows(t, input, 1<<20, 0)[0].reason; got != want {
			t.Errorf("%.20s…: %q, want %q", input, got, want)
		}
	}
}

// A quote that is never closed is sought through lines that may be very short: what is
// held of them is their text, and not each of them.
func TestUnclosedQuoteBeforeShortLines(t *testing.T) {
	const lines = 1 << 20
	in := NewCSV(strings.NewReader("\""+strings.Repeat("\n", lines)), 1<<22)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	row, err := in.Next()
	runtime.ReadMemStats(&after)
	if err != nil || row.Err == nil || row.Text != `"` {
		t.Fatalf("%+v, %v", row, err)
	}
	const most = 16 * lines
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > most {
		t.Errorf("%d bytes are allocated for %d lines, more than %d", allocated, lines, most)
	}
	for number := int64(2); number <= lines; number++ {
		if row, err := in.Next(); err != nil || row.Line != number || row.Text != "" {
			t.Fatalf("line %d: %+v, %v", number, row, err)
		}
	}
	if _, err := in.Next(); err != io.EOF {
		t.Errorf("after the last line: %v", err)
	}
}

// plainLines are the lines of an input, split plainly, and whether each is longer than
// maxRow bytes, which it is cut to.
func plainLines(input string, maxRow int) (texts []string, cut []bool) {
	texts = strings.Split(input, "\n")
	if last := len(texts) - 1; texts[last] == "" || texts[last] == "\r" { // behind the last line end is nothing
		texts = texts[:last]
	}
	cut = make([]bool, len(texts))
	for n, text := range texts {
		text = strings.TrimSuffix(text, "\r")
		if cut[n] = len(text) > maxRow; cut[n] {
			text = text[:maxRow]
		}
		texts[n] = text
	}
	if len(texts) > 0 {
		texts[0] = strings.TrimPrefix(texts[0], "\ufeff")
	}
	return texts, cut
}

// checkLines checks that the rows are the lines, each once and in their order, and
// that what is cut is never read as if it were whole.
func checkLines(t *testing.T, input string, maxRow int) {
	t.Helper()
	texts, cut := plainLines(input, maxRow)
	next := 0
	for _, row := range readRows(t, input, maxRow, 2) {
		end := next + 1 + strings.Count(row.text, "\n")
		if row.line != int64(next)+1 || end > len(texts) || row.text != strings.Join(texts[next:end], "\n") {
			t.Fatalf("with rows of up to %d bytes line %d comes as %q where line %d should, of %q", maxRow, row.line, row.text, next+1, texts)
		}
		if slices.Contains(cut[next:end], true) && row.reason == "" {
			t.Fatalf("with rows of up to %d bytes the row on line %d is read, though it is cut: %q", maxRow, row.line, row.text)
		}
		next = end
	}
	if next != len(texts) {
		t.Fatalf("with rows of up to %d bytes %d lines are read of %q", maxRow, next, texts)
	}
}

// FuzzCSV checks that each line is in exactly one row, under its own number, and
// that what is CSV is read as the standard library reads it.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a,\"1\r\n\r\n2\"\r\nc,d", "\"x,1\n1,2\n\"y,3\n5,6\n", "x\"y\n\n,\n", "\"\n", "\r\r\n\"\r\n\"\n", ",\r\r", "a,\r\r\nb,c", ",\"\r\r\n\"",
		"A  \n\r", "\"\n123456789012345\r\r6\n\"\n", "1234567890123456\r\n1234567890123456\n1234567890123456",
		"a,\"" + strings.Repeat("123456789\n", 40) + "\"\nc,d\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		for _, maxRow := range []int{1 << 4, 1 << 20} {
			checkLines(t, input, maxRow)
		}
		whole := csv.NewReader(strings.NewReader(input))
		whole.FieldsPerRecord = 2
		want, err := whole.ReadAll()
		if err != nil || strings.HasPrefix(input, "\ufeff") {
			return
		}
		var got [][]string
		for _, row := range readRows(t, input, 1<<20, 2) {
			if row.text != "" {
				got = append(got, row.cells)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("read %q, want %q", got, want)
		}
	})
}
