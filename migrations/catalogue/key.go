package catalogue

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings two spellings of a word together that differ in case, in blanks
// or in the width of characters: bills mix full-width and ASCII forms.
func fold(s string) string {
	s = strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD")))
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' {
			return -1
		}
		return r
	}, s)
}

// UnitKey is the form in which printed units are compared: NFKC, lower case,
// without blanks and without the commas of thousands.
func UnitKey(printed string) string {
	s := fold(printed)
	for i := 1; i < len(s)-1; i++ {
		if s[i] == ',' && digit(s[i-1]) && digit(s[i+1]) {
			s = s[:i] + s[i+1:]
		}
	}
	return s
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// regionKey keeps only letters and digits, since the brackets and hyphens of
// localized names are written in many ways.
func regionKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(name))
}
