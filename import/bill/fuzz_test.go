package bill

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

// FuzzRead holds whatever is read to what every bill line must be, and to the
// conservation of lines.
func FuzzRead(f *testing.F) {
	for _, name := range samples {
		f.Add(sample(f, name))
	}
	f.Add([]byte(smallHeader + "\n" + smallRow(nil) + "\n\"a\n" + smallRow(nil) + "\n,\n"))
	f.Add([]byte(`""`))
	f.Add([]byte("\ufeff\ufeff"))
	f.Add([]byte(`[{"Data":{"Items":{"Item":[` + apiItem + `,7]}}}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		Detect(text)
		got, err := readertest.Hold(t, Read, text)
		tally := got.Tally
		if tally.Kept != int64(len(got.BillLines)+len(got.Totals)) {
			t.Errorf("lines are lost: %+v", tally)
		}
		if count, whole := rowsIn(text); err == nil && whole && !isWorkbook(text) && !isJSON(text) && tally.Read != count {
			t.Errorf("%d lines read of %d rows", tally.Read, count)
		}
		for _, line := range got.BillLines {
			if line.From >= line.To || !json.Valid([]byte(line.Raw)) || line.Product != model.ProductIMM && line.Product != model.ProductOSS {
				t.Errorf("%+v", line)
			}
			if line.Product == model.ProductIMM && line.Type == model.LineUsage && line.Usage.Valid && line.Unit == "" {
				t.Errorf("usage that cannot be counted: %+v", line)
			}
		}
	})
}

// rowsIn counts the rows of CSV, and reports whether each is well formed and as
// long as the first.
func rowsIn(text []byte) (count int64, whole bool) {
	decoded := newText(bufio.NewReaderSize(bytes.NewReader(text), headSize))
	separator, _ := findLayout(decoded.head())
	in := bufio.NewReader(decoded)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" { // a second one is nothing too
		_, _ = in.Discard(len(mark))
	}
	rows := csv.NewReader(in)
	rows.Comma = rune(separator)
	for {
		switch _, err := rows.Read(); {
		case err == io.EOF:
			return count, true
		case err != nil:
			return count, false
		}
		count++
	}
}
