package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"immrecon/store/visible"
)

// Harmless makes text from outside (object keys, user agents, bill cells) safe
// to open in a spreadsheet: nothing in it hides (see visible.Text), and text that begins
// like a formula, be it behind blanks, gets a leading apostrophe, which spreadsheets take
// for "this is text". Numbers must not come here: a negative amount begins with a minus.
func Harmless(text string) string {
	text = visible.Text(text)
	if BeginsFormula(text) {
		return "'" + text
	}
	return text
}

// BeginsFormula reports whether a spreadsheet may take a text for a formula: by what it
// begins with, in either width, behind any blanks (owasp.org/www-community/attacks/CSV_Injection).
func BeginsFormula(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	return strings.ContainsRune("=+-@＝＋－＠", first)
}
