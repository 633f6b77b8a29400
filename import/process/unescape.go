package process

import (
	"encoding/hex"
	"strings"
)

// Unescape decodes percent escapes once. What is not a valid escape stays as it
// is, so that a damaged target is still read as far as it goes; "+" stays too,
// as it is a legal character of an object key.
func Unescape(s string) string {
	next := strings.IndexByte(s, '%')
	if next < 0 {
		return s
	}
	var decoded strings.Builder
	decoded.Grow(len(s))
	for ; next >= 0; next = strings.IndexByte(s, '%') {
		decoded.WriteString(s[:next])
		octet, rest := unescapeOne(s[next:])
		decoded.WriteByte(octet)
		s = rest
	}
	decoded.WriteString(s)
	return decoded.String()
}

// unescapeOne reads the escape that s begins with, or else the "%" alone.
func unescapeOne(s string) (octet byte, rest string) {
	if len(s) >= 3 {
		if decoded, err := hex.DecodeString(s[1:3]); err == nil {
			return decoded[0], s[3:]
		}
	}
	return s[0], s[1:]
}
