package csv

import (
	"io"
	"iter"
	"strconv"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/records"
	"immrecon/export/words"

	"immrecon/store/model"
)

// byteOrderMark is U+FEFF, which UTF-8 needs only for Excel's sake.
const byteOrderMark = "\uFEFF"

// column is a column of a table whose rows are R.
type column[R any] = records.Column[R]

// text is a column of words, names and ids: anything that could have come from
// outside. Only here is a value made harmless.
func text[R any, S ~string](name string, value func(*R) S) column[R] {
	return column[R]{Name: name, Value: func(r *R) string { return words.Harmless(string(value(r))) }}
}

// count is a column of whole numbers.
func count[R any](name string, value func(*R) int64) column[R] {
	return column[R]{Name: name, Value: func(r *R) string { return strconv.FormatInt(value(r), 10) }}
}

// amount is a column of decimals, in plain digits without exponent.
func amount[R any](name string, value func(*R) decimal.Decimal) column[R] {
	return column[R]{Name: name, Value: func(r *R) string { return value(r).String() }}
}

// printed is a column of decimals that a bill may leave out: then it is empty.
func printed[R any](name string, value func(*R) decimal.NullDecimal) column[R] {
	return column[R]{Name: name, Value: func(r *R) string {
		if d := value(r); d.Valid {
			return d.Decimal.String()
		}
		return ""
	}}
}

// instant is a column of Unix seconds, written as RFC 3339.
func instant[R any](name string, zone words.Zone, value func(*R) int64) column[R] {
	return column[R]{Name: name, Value: func(r *R) string { return zone.Instant(value(r)) }}
}

// known is a column of Unix seconds of which 0 means that there is none.
func known[R any](name string, zone words.Zone, value func(*R) int64) column[R] {
	return column[R]{Name: name, Value: func(r *R) string {
		if at := value(r); at != 0 {
			return zone.Instant(at)
		}
		return ""
	}}
}

// write writes the header and the rows.
func write[R any](w io.Writer, columns []column[R], rows []R, o Options) error {
	return writeRows(w, columns, model.Listed(rows), o)
}

// writeRows does so with rows that are too many for a list.
func writeRows[R any](w io.Writer, columns []column[R], rows iter.Seq2[R, error], o Options) error {
	if o.BOM {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	return records.Table[R](columns).Write(w, rows)
}
