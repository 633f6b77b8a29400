package osslog

import (
	"strings"
	"time"
)

// timeLayout is how a log writes the time it received a request. The offset is
// always given; any is accepted.
const timeLayout = "02/Jan/2006:15:04:05 -0700"

// timeParser parses the times of a log, most of which lie in the same minute as the
// one before: then only the second is new.
type timeParser struct {
	last   string    // the time that was parsed in full last, "" for none
	minute time.Time // when the minute of it began
}

// Where the parts of a time are.
const (
	secondAt = len("02/Jan/2006:15:04:")
	zoneAt   = len("02/Jan/2006:15:04:05")
)

// parse does what parseTime does.
func (p *timeParser) parse(text []byte) (time.Time, bool) {
	if p.isSameMinute(text) {
		if second := digits(text[secondAt:zoneAt]); second >= 0 && second <= 59 {
			return p.minute.Add(time.Duration(second) * time.Second), true
		}
	}
	at, ok := parseTime(text)
	if ok {
		p.last, p.minute = string(text), at.Add(-time.Duration(digits(text[secondAt:zoneAt]))*time.Second)
	}
	return at, ok
}

// isSameMinute reports whether text begins and ends as the last time did.
func (p *timeParser) isSameMinute(text []byte) bool {
	return p.last != "" && len(text) == len(timeLayout) &&
		string(text[:secondAt]) == p.last[:secondAt] && string(text[zoneAt:]) == p.last[zoneAt:]
}

const months = "JanFebMarAprMayJunJulAugSepOctNovDec"

// parseTime parses a time written as timeLayout. It does what time.Parse does with
// it, without accepting anything else, in a tenth of the time.
func parseTime(text []byte) (time.Time, bool) {
	if len(text) != len(timeLayout) {
		return time.Time{}, false
	}
	for _, separator := range [...]int{2, 6, 11, 14, 17, 20} {
		if text[separator] != timeLayout[separator] {
			return time.Time{}, false
		}
	}
	month := strings.Index(months, string(text[3:6]))
	day, year := digits(text[0:2]), digits(text[7:11])
	hour, minute, second := digits(text[12:14]), digits(text[15:17]), digits(text[18:20])
	zone, ok := offset(text[21:])
	if !ok || month < 0 || month%3 != 0 || min(day, year, hour, minute, second) < 0 ||
		hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	local := time.Date(year, time.Month(month/3+1), day, hour, minute, second, 0, time.UTC)
	if local.Day() != day { // no such day in that month
		return time.Time{}, false
	}
	return local.Add(-zone), true
}

// offset reads a zone written as +0800.
func offset(text []byte) (time.Duration, bool) {
	hours, minutes := digits(text[1:3]), digits(text[3:5])
	if hours < 0 || hours > 24 || minutes < 0 || minutes > 59 {
		return 0, false
	}
	east := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	switch text[0] {
	case '+':
		return east, true
	case '-':
		return -east, true
	}
	return 0, false
}

// digits reads a short number without a sign, or returns -1.
func digits(text []byte) int {
	n := 0
	for _, c := range text {
		if !isDigit[c] {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
