package xlsx

import "unicode/utf8"

// A row of a table is as high as its longest wrapped text needs: not every
// program works that out when it opens a book.
const (
	linePoints   = 13
	marginPoints = 2
	oneLine      = linePoints + marginPoints
	mostLines    = 30 // a row may be 409 points high
)

// height is how high a row of the table is, in points; 0, as high as it needs
// to be, if it has no wrapped text.
func (s *sheetOf[R]) height(cells []cell) int {
	lines := 0
	for i := range cells {
		if cells[i].look == lookWrapped {
			lines = max(lines, 1, linesOf(cells[i].text, s.columns[i].width))
		}
	}
	if lines == 0 {
		return 0
	}
	return min(lines, mostLines)*linePoints + marginPoints
}

// linesOf estimates how many lines a text takes in a column. A character beyond
// one byte is counted as two wide, as Chinese is.
func linesOf(text string, w width) int {
	wide, usable := 2*utf8.RuneCountInString(text)-singles(text), max(int(w)-2, 1)
	return (wide + usable - 1) / usable
}

// singles counts the characters of one byte.
func singles(text string) (n int) {
	for i := range len(text) {
		if text[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}
