package text

import (
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"
)

// visible writes text without the control codes in it, which could make a
// terminal do what it is not asked to. Each write must be of whole characters.
type visible struct{ io.Writer }

// Write implements io.Writer.
func (v visible) Write(text []byte) (int, error) {
	_, err := v.Writer.Write(bytes.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return utf8.RuneError
		}
		return r
	}, text))
	return len(text), err
}
