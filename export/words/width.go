package words

import "unicode/utf8"

// Width estimates how many columns a text takes where all characters are as wide: one
// beyond one byte counts as two, as Chinese is.
func Width(text string) (columns int) {
	for _, r := range text {
		columns++
		if r >= utf8.RuneSelf {
			columns++
		}
	}
	return columns
}
