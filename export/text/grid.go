package text

import "io"

// Table writes rows of text under a header, in columns that line up.
func Table(w io.Writer, header []string, rows [][]string) error {
	t := newTable(cells(header)...)
	for _, row := range rows {
		t.AppendRow(cells(row))
	}
	return render(w, t)
}

// cells are texts as the table library takes them.
func cells(texts []string) []any {
	row := make([]any, len(texts))
	for n, s := range texts {
		row[n] = s
	}
	return row
}
