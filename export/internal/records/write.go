package records

import (
	"bufio"
	"io"
	"iter"
	"strings"

	"immrecon/export/words"
)

// Write writes a header and the rows below it, until they end or fail. A row may
// be reused for the next.
func Write(w io.Writer, header []string, rows iter.Seq2[[]string, error]) error {
	out := bufio.NewWriter(w)
	writeRow(out, header)
	for row, err := range rows {
		if err != nil {
			return err
		}
		writeRow(out, row)
	}
	return out.Flush()
}

// writeRow writes a row. The first error sticks to out, whose Flush returns it.
func writeRow(out *bufio.Writer, row []string) {
	for n, cell := range row {
		if n > 0 {
			_ = out.WriteByte(',')
		}
		_, _ = out.WriteString(field(cell))
	}
	_, _ = out.WriteString("\r\n")
}

// field is a cell as it stands in a file. Line ends within it are CRLF, as those of rows.
func field(cell string) string {
	if cell == "" {
		return ""
	}
	cell = guarded(cell)
	if strings.ContainsAny(cell, "\",;\t\r\n") || cell[0] == ' ' || cell[len(cell)-1] == ' ' {
		return `"` + escapes.Replace(cell) + `"`
	}
	return cell
}

var escapes = strings.NewReplacer(`"`, `""`, "\r", "", "\n", "\r\n")

// splits are the characters where a spreadsheet may split a cell although it is quoted:
// one that takes semicolons or tabs for separators does not see a quote behind a comma.
const splits = ";\t\n"

// guarded is a cell of which no part begins like a formula, if it is split.
func guarded(cell string) string {
	if !strings.ContainsAny(cell, splits) {
		return cell
	}
	var out strings.Builder
	for {
		at := strings.IndexAny(cell, splits)
		if at < 0 {
			break
		}
		out.WriteString(cell[:at+1])
		cell = cell[at+1:]
		if words.BeginsFormula(cell) {
			out.WriteByte('\'')
		}
	}
	out.WriteString(cell)
	return out.String()
}
