package words

import (
	"strings"
	"unicode"
)

// closed takes out the blanks between two Chinese characters. Templates have a blank
// where a name, a number or a currency follows or goes before; what is filled in may
// begin or end with Chinese all the same.
func closed(said string) string {
	var b strings.Builder
	letters := []rune(said)
	for n, r := range letters {
		if r == ' ' && n > 0 && n+1 < len(letters) && unicode.Is(unicode.Han, letters[n-1]) && unicode.Is(unicode.Han, letters[n+1]) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
