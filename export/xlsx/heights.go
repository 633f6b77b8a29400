package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"immrecon/export/words"
)

// A row of a table is as high as its longest wrapped text needs: not every
// program works that out when it opens a book.
const (
	linePoints    = 13
	chinesePoints = 15 // of the fonts that have the characters
	marginPoints  = 2
	oneLine       = linePoints + marginPoints
	mostLines     = 27 // a row may be 409 points high
)

// height is how high a row of the table is, in points; 0, as high as it needs
// to be, if it has no wrapped text.
func (s *sheetOf[R]) height(cells []cell) int {
	points := 0
	for i := range cells {
		if cells[i].look == lookWrapped {
			lines := max(linesOf(cells[i].text, s.columns[i].width), 1)
			points = max(points, min(lines, mostLines)*pointsOf(cells[i].text)+marginPoints)
		}
	}
	return points
}

// pointsOf is how high a line of a text is, in points.
func pointsOf(text string) int {
	if chinese(text) {
		return chinesePoints
	}
	return linePoints
}

// chinese reports whether a text has Chinese characters.
func chinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// linesOf estimates how many lines a text takes in a column: a word that does not fit
// stands in the next line, and one that is wider than the column in several.
func linesOf(text string, w width) int {
	usable, lines := max(int(w)-2, 1), 0
	for _, line := range broken(text, width(usable)) {
		lines += (words.Width(line) + usable - 1) / usable
	}
	return lines
}

// lineLength is how many characters of a text stand where so many stand of English: a
// Chinese one, which counts as two, is wider than two letters are on average.
func lineLength(text string, english width) width {
	if chinese(text) {
		return english * 6 / 7
	}
	return english
}

// broken cuts a text into lines of so many characters at most, between words; where
// a word is longer, or the language has none, within.
func broken(text string, characters width) []string {
	var lines []string
	line, room := "", int(characters)
	for text != "" {
		word := nextWord(text)
		wide := words.Width(word)
		if line != "" && wide > room {
			lines, line, room = append(lines, strings.TrimRight(line, " ")), "", int(characters)
		}
		line, room, text = line+word, room-wide, text[len(word):]
	}
	return append(lines, strings.TrimRight(line, " "))
}

// nextWord is the beginning of a text up to its first blank, that included; of
// Chinese, a single character.
func nextWord(text string) string {
	for i, r := range text {
		switch {
		case r == ' ':
			return text[:i+1]
		case r >= utf8.RuneSelf && i > 0:
			return text[:i]
		case r >= utf8.RuneSelf:
			return text[:utf8.RuneLen(r)]
		}
	}
	return text
}
