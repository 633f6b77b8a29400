package calls

import (
	"strings"

	"immrecon/import/rows"

	"immrecon/import/secret"
	"immrecon/store/model"
)

// What the column token holds depends on the operation. That of live
// transcoding is part of the keys of the segments and is no secret; that of a
// document session opens the document.

// readToken keeps a live-transcoding token as it is, and a session's hashed:
// as the one that GenerateWebofficeToken returns, else as the one passed in.
func readToken(c *model.Call, row *rows.Row) {
	token := row.Text("token")
	switch {
	case !isSession(c.Operation):
		c.Token = token
	case c.Operation == "GenerateWebofficeToken":
		c.AccessOut = secret.Hash(token)
	default:
		c.AccessIn = secret.Hash(token)
	}
}

// isSession reports whether an operation, or any text that names one, is about
// document sessions: GenerateWebofficeToken, RefreshWebofficeToken and
// WebofficeOpen, however misspelt.
func isSession(text string) bool {
	return strings.Contains(strings.ToLower(text), "weboffice")
}

// tokenMasker keeps the tokens of document sessions out of rejected text.
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
	} else if isSession(text) {
		text = leftOut
	}
	m.RecordWriter.Reject(line, reason, text)
}

// leftOut stands for a text that may hold a session's token.
const leftOut = "(left out: it may hold the token of a document session)"

// maskToken is the text of a row that could be split into cells, without its token
// where that is a session's. Where it is written with escapes, the text is left out.
func maskToken(text, token string) string {
	switch {
	case !isSession(text) || token == "":
		return text
	case !strings.Contains(text, token):
		return leftOut
	}
	return strings.ReplaceAll(text, token, "***")
}
