package calls

import (
	"strings"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// What the column token holds depends on the operation: that of a document session
// opens the document, that of live transcoding is part of the keys of the segments.
// Nothing in the text of a row tells it from other words but its column.

// readToken keeps a token hashed: of a session as the one that GenerateWebofficeToken
// returns, else as the one passed in.
func readToken(c *model.Call, row *rows.Row) {
	token := model.HashToken(row.Text("token"))
	switch {
	case !isSession(c.Operation):
		c.Token = token
	case c.Operation == "GenerateWebofficeToken":
		c.AccessOut = token
	default:
		c.AccessIn = token
	}
}

// isSession reports whether an operation, or any text that names one, is about
// document sessions: GenerateWebofficeToken, RefreshWebofficeToken and
// WebofficeOpen, however misspelt.
func isSession(text string) bool {
	return strings.Contains(strings.ToLower(text), "weboffice")
}

// mayHoldToken reports whether a text names an operation that a token belongs to.
func mayHoldToken(text string) bool {
	return isSession(text) || strings.Contains(strings.ToLower(text), "playlist")
}

// tokenMasker keeps tokens out of rejected text.
type tokenMasker struct {
	model.RecordWriter
	token string // of the row parsed last
}

// parse is the package's, and remembers the token.
func (m *tokenMasker) parse(row *rows.Row) model.Call {
	m.token = row.Text("token")
	return parse(row)
}

// Reject masks the token of the row just parsed. Only a row that could be
// split into cells is rejected for a column; of any other no part is certain to be
// harmless, so its text is left out.
func (m *tokenMasker) Reject(line int64, reason, text string) {
	if strings.HasPrefix(reason, "column ") {
		text = maskToken(text, m.token)
	} else if mayHoldToken(text) {
		text = leftOut
	}
	m.RecordWriter.Reject(line, reason, text)
}

// leftOut stands for a text that may hold a token.
const leftOut = "(left out: it may hold the token of a document session or a playlist)"

// maskToken is the text of a row that could be split into cells, without its token.
// Where that is written with escapes, the text is left out.
func maskToken(text, token string) string {
	switch {
	case token == "":
		return text
	case !strings.Contains(text, token):
		return leftOut
	}
	return withoutWord(text, token)
}

// withoutWord masks a word wherever it stands alone, as a cell does: a short one is also
// part of other words.
func withoutWord(text, word string) string {
	var out strings.Builder
	for {
		before, behind, found := strings.Cut(text, word)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if endsWord(text[:len(before)]) && beginsWord(behind) {
			out.WriteString("***")
		} else {
			out.WriteString(word)
		}
		text = behind
	}
}

func endsWord(before string) bool   { return before == "" || !isWordByte(before[len(before)-1]) }
func beginsWord(behind string) bool { return behind == "" || !isWordByte(behind[0]) }

func isWordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
