package bill

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// monthLayout is how a billing month is kept.
const monthLayout = "2006-01"

// dayOrder says which of two numbers with slashes is the month: "5/12/2026" is of May
// in one country and of December in another.
type dayOrder int

const (
	monthFirst dayOrder = iota
	dayFirst
)

// Layouts of the day and of the time of the day, as bills and spreadsheets write them
// once separators are folded. Those without zone are in the billing zone.
var (
	dayLayouts  = []string{"2006-1-2", "20060102", "2-Jan-2006", "2-Jan-06", "2 Jan 2006", "Jan 2, 2006", "January 2, 2006"}
	timeLayouts = []string{"", " 15:4:5", " 15:4", "T15:4:5", " 3:4:5 PM", " 3:4 PM", "T15:4:5Z07:00", "T15:4Z07:00", " 15:4:5Z07:00", " 15:4:5 -0700", " 15:4:5 MST"}
	layouts     = combined(dayLayouts)
	slashed     = map[dayOrder][]string{monthFirst: combined([]string{"1/2/2006", "1/2/06"}), dayFirst: combined([]string{"2/1/2006", "2/1/06"})}
)

func combined(days []string) []string {
	var all []string
	for _, day := range days {
		for _, at := range timeLayouts {
			all = append(all, day+at)
		}
	}
	return all
}

// serial is a day as a workbook counts it from the end of 1899, with the time
// as its fraction; five digits are the years 1927 to 2173.
var serial = regexp.MustCompile(`^\d{5}(\.\d+)?$`)

// parseTime reads a time that has one meaning.
func parseTime(text string) (time.Time, bool) {
	const usual = "2006-01-02 15:04:05"
	if at, err := time.ParseInLocation(usual, text, model.BillingZone); err == nil {
		return at, true
	}
	if serial.MatchString(text) {
		days := decimal.RequireFromString(text)
		seconds := days.Mul(decimal.NewFromInt(24 * 60 * 60)).Round(0).IntPart()
		return time.Date(1899, time.December, 30, 0, 0, 0, 0, model.BillingZone).Add(time.Duration(seconds) * time.Second), true
	}
	return parseLayouts(foldDate(text), layouts)
}

// parseSlashed reads a time whose day is written with slashes and the year last.
func parseSlashed(text string, order dayOrder) (time.Time, bool) {
	return parseLayouts(strings.ToUpper(text), slashed[order])
}

func parseLayouts(text string, layouts []string) (time.Time, bool) {
	for _, layout := range layouts {
		if at, err := time.ParseInLocation(layout, text, model.BillingZone); err == nil {
			return at.In(model.BillingZone), true
		}
	}
	return time.Time{}, false
}

// chinese are the words behind the parts of a Chinese date.
var chinese = strings.NewReplacer("年", "-", "月", "-", "日", " ", "号", " ", "时", ":", "点", ":", "分", ":", "秒", "")

// yearFirst is a date that begins with its year.
var yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})([-/.](\d{1,2}))?(\D|$)`)

// floating is a month or day that a program wrote as a number with decimals.
var floating = regexp.MustCompile(`^(\d{6}|\d{8})\.0+$`)

// foldDate writes a date with hyphens, whatever stands between its parts.
func foldDate(text string) string {
	if floating.MatchString(text) {
		text, _, _ = strings.Cut(text, ".")
	}
	if strings.Contains(text, "年") {
		text = strings.TrimRight(chinese.Replace(text), "-: ")
		text = strings.Join(strings.Fields(text), " ")
	}
	if parts := yearFirst.FindStringSubmatchIndex(text); parts != nil {
		date := strings.NewReplacer("/", "-", ".", "-").Replace(text[:parts[10]])
		text = date + text[parts[10]:]
	}
	return text
}

// monthLayouts are the ways in which bills and spreadsheets write a month, once
// separators are folded.
var monthLayouts = []string{"200601", "2006-1", "Jan-06", "Jan-2006", "January-06", "January 2006", "Jan 2006"}

// parseMonth reads a billing month, or the month in which a time lies. Of the two
// meanings of "5/1/2026" the one that begins a month counts.
func parseMonth(text string) (time.Time, bool) {
	if month, ok := parseLayouts(foldDate(text), monthLayouts); ok {
		return month, true
	}
	if at, ok := parseTime(text); ok {
		return at, true
	}
	one, isOne := parseSlashed(text, monthFirst)
	other, isOther := parseSlashed(text, dayFirst)
	switch {
	case isOne && (!isOther || one.Day() == 1):
		return one, !isOther || other.Day() != 1 || one.Equal(other)
	case isOther && (!isOne || other.Day() == 1):
		return other, true
	}
	return time.Time{}, false
}
