// Package secret keeps access keys, signatures and tokens out of the database:
// Mask blots them out in the text of rejected lines, and Hash replaces a token
// that events are joined on. Which fields of a format are secrets belongs to its
// reader.
package secret

import (
	"regexp"
	"strings"

	"immrecon/store/model"
)

// maxText is how much of a rejected text is kept, in bytes: enough to see what
// is wrong with it.
const maxText = 4 << 10

// named finds secrets by the names before them: as members of an object,
// of an object inside a string (each level of which adds backslashes before a
// quote), or as parameters of a URL. A value that is cut short is found too.
var named = regexp.MustCompile(`(?i)((?:Access|Refresh|Security)[-_]?Token|Access_?Key_?(?:Id|Secret)|access_id|Signature|Password|auth_key|x-oss-credential)` +
	`(\\*"\s*:\s*\\*"?|=|%3D)(?:[^"\\&\s]|\\+[^"\\])+`)

// keyID finds ids of access keys anywhere, as in a column of a table.
var keyID = regexp.MustCompile(`\b(LTAI|STS\.|TMP\.)[0-9A-Za-z]{6,}`)

// Mask returns text without the secrets that can be found in its first
// 4 KiB, and without what follows those.
func Mask(text string) string {
	text = text[:min(len(text), maxText)]
	text = named.ReplaceAllString(text, "$1$2***")
	text = keyID.ReplaceAllString(text, "$1***")
	return strings.ToValidUTF8(text, "\uFFFD")
}

// Masked returns a record writer that writes everything to to, rejected text masked.
func Masked(to model.RecordWriter) model.RecordWriter { return masked{to} }

type masked struct{ model.RecordWriter }

func (m masked) Reject(line int64, reason, text string) {
	m.RecordWriter.Reject(line, reason, Mask(text))
}
