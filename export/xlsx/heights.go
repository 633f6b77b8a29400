package xlsx

import "unicode/utf8"

// A row of a table is as high as its longest wrapped text needs: not every
// program works that out when it opens a book.
const (
	linePoints   = 13
	marginPoints = 2
	mostLines    = 30 // a row may be 409 points high
)

// height is how high the rows of the table are, in points; nil if none of its
// columns wraps text.
func (s *sheetOf[R]) height() func(row int) int {
	if len(s.rows) == 0 {
		return nil
	}
	var wraps []column[R]
	for _, c := range s.columns {
		if c.cell(&s.rows[0]).look == lookWrapped {
			wraps = append(wraps, c)
		}
	}
	if len(wraps) == 0 {
		return nil
	}
	return func(number int) int {
		lines := 1
		if row := number - firstRow; row < len(s.rows) {
			for _, c := range wraps {
				lines = max(lines, linesOf(c.cell(&s.rows[row]).text, c.width))
			}
		}
		return min(lines, mostLines)*linePoints + marginPoints
	}
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
