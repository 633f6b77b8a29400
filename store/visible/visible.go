// Package visible makes text from outside (object keys, names of files and projects, cells
// of a bill) safe to show: nothing in it can move the cursor of a terminal, turn the
// direction of what stands beside it, or hide.
//
// Does not belong here: secrets (package secret), and what a spreadsheet takes for a
// formula (words.Harmless).
package visible

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is text with a replacement character for everything in it that cannot be seen:
// control codes of both sets, marks and overrides of direction, characters without width,
// separators of lines and paragraphs. Line ends and tabs stay. Bytes that are no UTF-8
// are replaced too.
func Text(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && Hides(r) {
			return utf8.RuneError
		}
		return r
	}, text)
}

// Line is Text on one line: line ends are written as \n and \r, a tab is a blank.
func Line(text string) string {
	if strings.ContainsAny(text, "\r\n\t") {
		text = lineEnds.Replace(text)
	}
	return Text(text)
}

var lineEnds = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", " ")

// Hides reports whether a character cannot be seen: it is a control code, a separator of
// lines or paragraphs, or one of format. Of those only the Arabic and Syriac marks before
// numbers are seen.
func Hides(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// isPlain reports whether a text has nothing but ASCII that can be seen, line ends and tabs.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' && c != '\n' && c != '\t') || c > '~' {
			return false
		}
	}
	return true
}

// Writer writes what is written to it to To, as Text. Each write must be of whole
// characters.
type Writer struct{ To io.Writer }

// Write implements io.Writer.
func (w Writer) Write(text []byte) (int, error) {
	_, err := io.WriteString(w.To, Text(string(text)))
	return len(text), err
}
