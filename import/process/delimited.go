package process

import (
	"bytes"
	"strings"
)

// Delimiter is the character by which a request may ask for a style at the end of
// its path: KEY!NAME. A bucket may have others, which common keys have too.
const Delimiter = '!'

// DelimitedStyle is the operation of a target whose path ends in a style, as
// "style!NAME"; "" where it does not. The target is as logged: an escaped
// delimiter is part of the key.
func DelimitedStyle(target []byte) string {
	path, _, _ := bytes.Cut(target, []byte("?"))
	at := bytes.LastIndexByte(path, Delimiter)
	if at < 0 {
		return ""
	}
	name := Unescape(string(path[at+1:]))
	if strings.Contains(name, "/") || !isName(name) {
		return ""
	}
	return "style!" + name
}
