package words

import "strings"

// Harmless makes text from outside (object keys, user agents, bill cells) safe
// to open in a spreadsheet: text that begins like a formula gets a leading
// apostrophe, which spreadsheets take for "this is text". Numbers must not
// come here: a negative amount begins with a minus. Bytes that are not UTF-8
// become the replacement character.
func Harmless(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
