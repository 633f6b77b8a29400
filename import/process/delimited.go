package process

import (
	"bytes"
	"strings"
)

// Delimiter is the character by which a request may ask for a style at the end of
// its path: KEY!NAME. A bucket may have others, which common keys have too.
const Delimiter = '!'

// delimitedStyle is the name of the style that the path of a target ends in; ""
// where it ends in none. The target is as logged: an escaped delimiter is part of the
// key.
func delimitedStyle(target []byte) string {
	path := pathOf(target)
	at := bytes.LastIndexByte(path, Delimiter)
	if at < 0 {
		return ""
	}
	name := Unescape(string(path[at+1:]))
	if strings.Contains(name, "/") || !isName(name) {
		return ""
	}
	return name
}
