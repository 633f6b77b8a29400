package calls

import (
	"strings"

	"immrecon/import/rows"

	"immrecon/import/secret"
	"immrecon/store/model"
)

// What the column token holds depends on the operation. That of live
// transcoding stands in the keys of the segments and is no secret; that of a
// document session opens the document.

// readToken keeps a live-transcoding token as it is, and a session's hashed:
// as the one given out by GenerateWebofficeToken, else as the one handed in.
func readToken(c *model.Call, row *rows.Row) {
	token := row.Text("token")
	switch {
	case !ofSession(c.Operation):
		c.Token = token
	case c.Operation == "GenerateWebofficeToken":
		c.AccessOut = secret.Hash(token)
	default:
		c.AccessIn = secret.Hash(token)
	}
}

// ofSession reports whether an operation, or any text that names one, is about
// document sessions: GenerateWebofficeToken, RefreshWebofficeToken and
// WebofficeOpen, however misspelt.
func ofSession(text string) bool {
	return strings.Contains(strings.ToLower(text), "weboffice")
}

// A guard keeps the tokens of document sessions out of rejected text.
type guard struct {
	model.RecordWriter
	token string // of the row parsed last
}

// parse is the package's, and remembers the token.
func (g *guard) parse(row *rows.Row) model.Call {
	g.token = row.Text("token")
	return parse(row)
}

// Reject masks the token of the row just parsed. Only a row that could be
// taken apart is rejected for a column; of any other no part is certain to be
// harmless, nor of one that writes the token with escapes, so their text is
// left out.
func (g *guard) Reject(line int64, reason, text string) {
	switch {
	case !ofSession(text):
	case !strings.HasPrefix(reason, "column "), !strings.Contains(text, g.token):
		text = "(left out: it may hold the token of a document session)"
	case g.token != "":
		text = strings.ReplaceAll(text, g.token, "***")
	}
	g.RecordWriter.Reject(line, reason, text)
}
