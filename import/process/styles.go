package process

import (
	"bytes"
	"slices"

	"immrecon/store/model"
)

// Styles are the styles of each bucket that requests may ask for by another
// delimiter than !.
type Styles map[string][]delimitedStyles

// delimitedStyles are the names that may stand behind one delimiter.
type delimitedStyles struct {
	delimiter string
	names     map[string]bool
}

// NewStyles arranges styles by bucket and delimiter.
func NewStyles(all []model.SoughtStyle) Styles {
	styles := Styles{}
	for _, s := range all {
		of := styles[s.Bucket]
		at := slices.IndexFunc(of, func(d delimitedStyles) bool { return d.delimiter == s.Delimiter })
		if at < 0 {
			at, of = len(of), append(of, delimitedStyles{s.Delimiter, map[string]bool{}})
			styles[s.Bucket] = of
		}
		of[at].names[s.Name] = true
	}
	return styles
}

// find returns delimiter and name of the style that the path of a target ends in;
// of two names the longer is meant. The name is empty where there is none.
func (s Styles) find(bucket, target []byte) (delimiter, name string) {
	path := pathOf(target)
	for _, d := range s[string(bucket)] {
		for at := 0; ; at++ {
			next := bytes.Index(path[at:], []byte(d.delimiter))
			if next < 0 {
				break
			}
			at += next
			name := Unescape(string(path[at+len(d.delimiter):]))
			if d.names[name] && len(bytes.Trim(path[:at], "/")) > 0 {
				return d.delimiter, name
			}
		}
	}
	return "", ""
}

// pathOf is the path of a target: without its query, and without the host where it
// is a whole address.
func pathOf(target []byte) []byte {
	path, _, _ := bytes.Cut(target, []byte("?"))
	if scheme, rest, found := bytes.Cut(path, []byte("://")); found && isWord(scheme) {
		_, path, _ = bytes.Cut(rest, []byte("/"))
	}
	return path
}
