package xlsx

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"immrecon/store/model"

	"github.com/shopspring/decimal"

	"immrecon/export/words"
)

// cell is what stands in one cell: a text, a number or an instant, and the
// formula it is the cached value of, if any. It may lead to another place in the
// book.
type cell struct {
	look    look
	text    string
	number  decimal.NullDecimal
	moment  string // a number that is an instant
	formula string
	link    string // 'Bill lines'!A17, "" for nowhere
}

// textLimit is how many UTF-16 units a cell may hold; cutMark ends a text that
// had to be cut.
const (
	textLimit = 32_767
	cutMark   = " … (cut here; the CSV export has the whole)"
)

// text is a cell with words, names or ids: it stays text, never a formula.
func text[S ~string](l look, s S) cell {
	return cell{look: l, text: fit(words.Harmless(string(s)))}
}

// fit cuts a text to what a cell may hold.
func fit(s string) string {
	if len(s) <= textLimit {
		return s
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= textLimit {
		return s
	}
	kept := string(utf16.Decode(units[:textLimit-len(cutMark)]))
	return strings.TrimSuffix(kept, "\uFFFD") + cutMark
}

// amount is a cell with money or a price, in all its digits.
func amount(d decimal.Decimal) cell {
	return cell{look: lookAmount, number: decimal.NewNullDecimal(d)}
}

// printed is a cell with a figure that the bill may leave out.
func printed(d decimal.NullDecimal) cell { return cell{look: lookAmount, number: d} }

// change is a cell with a difference in money: its sign always shows.
func change(d decimal.Decimal) cell { return amount(d).as(lookChange) }

// count is a cell with a whole number.
func count(n int64) cell {
	return cell{look: lookCount, number: decimal.NewNullDecimal(decimal.NewFromInt(n))}
}

// countChange is a cell with a difference of whole numbers.
func countChange(n int64) cell { return count(n).as(lookCountChange) }

// An instant in a spreadsheet is a number of days since 30 December 1899, in
// whatever zone the sheet means.
const (
	daySeconds  = model.Day
	epochInDays = 25_569 // 1 January 1970
)

// instant is a cell with a date and time; unix 0 means none.
func instant(zone words.Zone, unix int64) cell {
	if unix == 0 {
		return cell{look: lookInstant}
	}
	days, seconds := split(zone, unix)
	return cell{look: lookInstant, moment: days + fraction(seconds)}
}

// day is a cell with the calendar day of an instant.
func day(zone words.Zone, unix int64) cell {
	days, _ := split(zone, unix)
	return cell{look: lookDay, moment: days}
}

// split gives the number of an instant's day, and its seconds into that day.
func split(zone words.Zone, unix int64) (days string, seconds int64) {
	_, offset := zone.Time(unix).Zone()
	local := unix + int64(offset)
	return strconv.FormatInt(local/daySeconds+epochInDays, 10), local % daySeconds
}

// fraction is a part of a day, to fifteen decimals: finer than any program
// shows.
func fraction(seconds int64) string {
	if seconds == 0 {
		return ""
	}
	const one = 1_000_000_000_000_000
	rounded := (seconds*(one/100) + daySeconds/200) / (daySeconds / 100)
	return "." + strings.TrimRight(strconv.FormatInt(one+rounded, 10)[1:], "0")
}

// live makes a cell a formula: it is computed anew wherever the book is opened,
// and shows c's own value until then.
func (c cell) live(formula string) cell { c.formula = formula; return c }

// to makes a cell lead to a place in the book; place "" leaves it as it is.
func (c cell) to(place string) cell {
	if place != "" {
		c.link, c.look = place, lookLink
	}
	return c
}

// leads makes a number lead to a place, and keeps it a number to look at.
func (c cell) leads(place string) cell {
	if place != "" {
		c.link, c.look = place, linked[c.look]
	}
	return c
}

// linked is how numbers look that lead somewhere.
var linked = map[look]look{lookCount: lookCountLink, lookCountLeft: lookCountLeftLink}

// as gives a cell another look.
func (c cell) as(l look) cell { c.look = l; return c }

// The words of a check.
const (
	passed = "OK"
	failed = "CHECK"
)

// verified is a cell that says whether something holds.
func verified(holds bool) cell {
	if holds {
		return cell{look: lookCheck, text: passed}
	}
	return cell{look: lookCheck, text: failed}
}

// verdictOf is the formula of such a cell.
func verdictOf(condition string) string {
	return `IF(` + condition + `,"` + passed + `","` + failed + `")`
}

// check is a cell that says whether a condition holds, live.
func check(condition string, holds bool) cell { return verified(holds).live(verdictOf(condition)) }

// path is a cell with the name of a file. Where a column is too narrow for it, it is cut
// in the middle: where it begins and its own end tell it from others, and the CSV
// export has all of it.
func path(name string, room width) cell {
	if letters := []rune(name); len(letters) > int(room) {
		head := int(room)/3 - 1
		name = string(letters[:head]) + "…" + string(letters[len(letters)-(int(room)-head-1):])
	}
	return text(lookText, name)
}
