package secret

import (
	"slices"
	"strings"
)

// secretEnds are how the names of secrets end, in lower case and without hyphens and
// underscores: X-Oss-Security-Token, OSSAccessKeyId, x-acs-signature, Set-Cookie.
var secretEnds = []string{
	"accesskey", "accesskeyid", "accesskeysecret", "accessid", "secretkey", "secret", "apikey", "authkey", "privatekey",
	"token", "signature", "signatureprovided", "credential", "credentials", "password", "passwd", "passphrase", "pwd",
	"authorization", "cookie", "sessionid",
}

// secretNames are the names of secrets that other names may end like.
var secretNames = []string{"sign", "sig", "sid"}

// harmless are the ends of names that end like that of a secret and name none: where a
// list goes on, by what a request is known when it is sent again, two operations.
var harmless = []string{"nexttoken", "clienttoken", "webofficetoken"}

// wholeLines are the ends of names whose value goes on to the end of the line.
var wholeLines = []string{"authorization", "cookie"}

// plainParameters are those of an address in OSS that hold no secret.
var plainParameters = []string{
	"xossprocess", "xossasyncprocess", "expires", "xossexpires", "xossdate", "xosssignatureversion", "xossadditionalheaders", "versionid",
}

// longestName is the longest name of a secret, in bytes.
const longestName = 64

// lastBytes are those that the name of a secret can end with.
var lastBytes = func() (set [256]bool) {
	for _, names := range [][]string{secretEnds, secretNames} {
		for _, name := range names {
			last := name[len(name)-1]
			set[last], set[last-'a'+'A'] = true, true
		}
	}
	return set
}()

// isSecretName reports whether what a name stands for is a secret.
func isSecretName(name string) bool {
	if name == "" || !lastBytes[name[len(name)-1]] {
		return false
	}
	return hasEnd(name, secretEnds) && !hasEnd(name, harmless) || slices.ContainsFunc(secretNames, func(other string) bool { return strings.EqualFold(name, other) })
}

// isWholeLine reports whether the value of a secret's name goes on to the end of the line.
func isWholeLine(name string) bool { return hasEnd(name, wholeLines) }

// isPlainParameter reports whether a parameter of an address in OSS holds no secret.
func isPlainParameter(name string) bool { return hasEnd(name, plainParameters) }

// hasEnd reports whether a name ends like one of others, whatever its case and where it
// has hyphens, underscores and dots.
func hasEnd(name string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return endsLike(name, end) })
}

func endsLike(name, end string) bool {
	at := len(name)
	for n := len(end) - 1; n >= 0; at-- {
		if at == 0 {
			return false
		}
		switch c := name[at-1]; {
		case c == '-' || c == '_' || c == '.':
		case c|0x20 != end[n]:
			return false
		default:
			n--
		}
	}
	return true
}

// nameBefore is the name that ends before a place, and where it begins. It may be
// between quotes: quote is the one behind it, with the backslashes that a string in a
// string has, doubled as in a cell of CSV, or percent-encoded.
func (m *masker) nameBefore(at int) (name, quote string) {
	end := m.beforeBlanks(at)
	word := m.beforeQuote(end)
	quote = m.text[word:end]
	if quote == "" {
		word = end
	}
	from := word
	for from > 0 && word-from < longestName && isNameByte(m.text[from-1]) {
		from--
	}
	return m.text[from:word], quote
}

// mostBlanks is how many blanks may stand around a separator.
const mostBlanks = 8

func (m *masker) beforeBlanks(at int) int {
	for end := at; at > 0 && end-at < mostBlanks && isBlank(m.text[at-1]); {
		at--
	}
	return at
}

// longestQuote is that of a string in a string in a string in a string, in bytes.
const longestQuote = 24

// beforeQuote is where the quote begins that ends at a place; the place itself where
// there is none.
func (m *masker) beforeQuote(end int) int {
	if end >= 3 && m.text[end-3:end] == encodedQuote {
		from := end - 3
		for from >= 3 && end-from < longestQuote && m.hasAt(from-3, encodedBackslash) {
			from -= 3
		}
		return from
	}
	if end == 0 || !isQuote(m.text[end-1]) {
		return end
	}
	from := end - 1
	if from > 0 && m.text[from-1] == m.text[end-1] {
		from--
	}
	for from > 0 && end-from < longestQuote && m.text[from-1] == '\\' {
		from--
	}
	return from
}

// A quote and a backslash, percent-encoded.
const (
	encodedQuote     = "%22"
	encodedBackslash = "%5c"
)
