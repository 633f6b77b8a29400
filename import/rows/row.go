package rows

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Row is one row of a table. Its first failure, whoever finds it, is the
// reason it is rejected with; what is read after a failure does not matter.
type Row struct {
	Line int64  // the line it begins on, from 1
	Raw  string // its text as in the file, without the line end

	cells   map[string]string
	remarks []string
	err     error
}

// reset makes r the row that begins with first.
func (r *Row) reset(first line) {
	if r.cells == nil {
		r.cells = map[string]string{}
	}
	clear(r.cells)
	r.Line, r.Raw, r.remarks, r.err = first.number, first.text, nil, nil
}

// blank reports whether no cell of a well-formed row holds anything.
func (r *Row) blank() bool {
	if r.err != nil {
		return false
	}
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

func (r *Row) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Fail rejects the row for what is wrong with a column: "column per: …".
func (r *Row) Fail(column, format string, args ...any) {
	r.fail(fmt.Errorf("column %s: %w", column, fmt.Errorf(format, args...)))
}

// Verbatim returns a cell with its blanks; "" where the table has no such column.
func (r *Row) Verbatim(column string) string { return r.cells[column] }

// Text returns a cell without the blanks around it; "" where the table has no
// such column.
func (r *Row) Text(column string) string { return strings.TrimSpace(r.cells[column]) }

// Texts returns the cells that hold something, by their columns in lower case and
// without the blanks around them: for tables whose columns are not all known.
func (r *Row) Texts() map[string]string {
	texts := map[string]string{}
	for column := range r.cells {
		if text := r.Text(column); text != "" {
			texts[column] = text
		}
	}
	return texts
}

// Need returns a cell without the blanks around it, and fails if it is empty.
func (r *Row) Need(column string) string {
	text := r.Text(column)
	if text == "" {
		r.Fail(column, "is empty")
	}
	return text
}

// Instant returns an RFC 3339 time with zone as Unix seconds, fractions cut
// off; 0 for an empty cell. Times up to 1970 fail, as 0 means none.
func (r *Row) Instant(column string) int64 {
	text := r.Text(column)
	if text == "" {
		return 0
	}
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		r.Fail(column, "%q is not an RFC 3339 time with zone", text)
		return 0
	}
	if instant.Unix() <= 0 {
		r.Fail(column, "%q is not after 1970", text)
		return 0
	}
	return instant.Unix()
}

// InstantOrDay is Instant for what is often known by its day alone: a date is its first
// instant in the zone that bills are in, and that is remarked.
func (r *Row) InstantOrDay(column string) int64 {
	day, err := time.ParseInLocation(time.DateOnly, r.Text(column), model.BillingZone)
	if err != nil || day.Unix() <= 0 {
		return r.Instant(column)
	}
	r.remarks = append(r.remarks, fmt.Sprintf("column %s: %s is a date without a time; it is read as %s, in the zone of bills",
		column, r.Text(column), day.Format(time.RFC3339)))
	return day.Unix()
}

// Span returns two instants of which the second, if both are given, must be
// the later: a period [from, to), 0 meaning unbounded.
func (r *Row) Span(fromColumn, toColumn string) (from, to int64) {
	from, to = r.Instant(fromColumn), r.Instant(toColumn)
	if from != 0 && to != 0 && to <= from {
		r.Fail(toColumn, "%q is not after %s %q", r.Text(toColumn), fromColumn, r.Text(fromColumn))
	}
	return from, to
}

// Decimal returns a number exactly as written, and whether the cell holds one.
// Exponents are understood, for programs write 0.00001 as 1e-05.
func (r *Row) Decimal(column string) (number decimal.Decimal, given bool) {
	text := r.Text(column)
	if text == "" {
		return decimal.Decimal{}, false
	}
	number, err := parseDecimal(text)
	if err != nil {
		r.Fail(column, "%q is not a decimal number", text)
		return decimal.Decimal{}, false
	}
	return number, true
}

// maxDigits bounds a number on either side of its point: more than any
// quantity or price has, and few enough that arithmetic on it stays cheap.
const maxDigits = 30

func parseDecimal(text string) (decimal.Decimal, error) {
	if len(text) > 2*maxDigits {
		return decimal.Decimal{}, errors.New("too long")
	}
	number, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if number.Exponent() < -maxDigits || number.Exponent() > maxDigits {
		return decimal.Decimal{}, errors.New("too many digits")
	}
	return number, nil
}

// Count returns a whole number of at least 0, and whether the cell holds one.
// "1920.0" is whole: spreadsheets and data frames write integers so.
func (r *Row) Count(column string) (count int64, given bool) {
	number, given := r.Decimal(column)
	if !given {
		return 0, false
	}
	if !number.IsInteger() || number.IsNegative() || !number.BigInt().IsInt64() {
		r.Fail(column, "%q is not a whole number of at least 0", r.Text(column))
		return 0, false
	}
	return number.IntPart(), true
}

// Bool returns true or false, written so in any case or as 1 and 0; nil for an
// empty cell.
func (r *Row) Bool(column string) *bool {
	var value bool
	switch text := r.Text(column); strings.ToLower(text) {
	case "":
		return nil
	case "true", "1":
		value = true
	case "false", "0":
	default:
		r.Fail(column, "%q is neither true nor false", text)
		return nil
	}
	return &value
}
