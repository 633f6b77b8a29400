package xlsx

import (
	"fmt"

	"immrecon/store"
)

// Headers of the sources that the statement's formulas look for.
const (
	headerRead      = "Lines read"
	headerKept      = "Kept"
	headerSkipped   = "Skipped"
	headerDuplicate = "Duplicate"
	headerRejected  = "Rejected"
)

// sourceRow is a source with the row it stands in, which its check points at.
type sourceRow struct {
	*store.Source
	number int
}

// sources is what the report was made from, file by file. A live check on each
// row says that no line of it was lost.
func (b *book) sources() table[sourceRow] {
	rows := make([]sourceRow, len(b.report.Sources))
	for i := range rows {
		rows[i] = sourceRow{&b.report.Sources[i], i%b.limit + 2}
	}
	tally := func(header string, value func(*store.Tally) int64) column[sourceRow] {
		return column[sourceRow]{header: header, width: narrow, sum: true, cell: func(s *sourceRow) cell { return count(value(&s.Tally)) }}
	}
	return table[sourceRow]{sheet: sheetSources, columns: []column[sourceRow]{
		{header: "Name", width: paragraph, cell: func(s *sourceRow) cell { return text(lookText, s.Name) }},
		{header: "Kind", width: medium, cell: func(s *sourceRow) cell { return text(lookText, b.words.Channel(s.Kind)) }},
		{header: "Bytes", width: medium, sum: true, cell: func(s *sourceRow) cell { return count(s.Bytes) }},
		tally(headerRead, func(t *store.Tally) int64 { return t.Read }),
		tally(headerKept, func(t *store.Tally) int64 { return t.Kept }),
		tally(headerSkipped, func(t *store.Tally) int64 { return t.Skipped }),
		tally(headerDuplicate, func(t *store.Tally) int64 { return t.Duplicate }),
		tally(headerRejected, func(t *store.Tally) int64 { return t.Rejected }),
		{header: headerCheck, width: narrow, cell: func(s *sourceRow) cell {
			return check(fmt.Sprintf("D%d=SUM(E%d:H%d)", s.number, s.number, s.number), accounted(&s.Tally))
		}},
		{header: b.time("Imported"), width: medium, cell: func(s *sourceRow) cell { return instant(b.zone, s.ImportedAt.Unix()) }},
		{header: "SHA-256", width: paragraph, cell: func(s *sourceRow) cell { return text(lookCode, s.SHA256) }},
	}, rows: rows}
}

// accounted says that every line read ended in exactly one place.
func accounted(t *store.Tally) bool {
	return t.Read == t.Kept+t.Skipped+t.Duplicate+t.Rejected
}

// coverage is what evidence there is, subject by subject.
func (b *book) coverage() table[store.Coverage] {
	type row = store.Coverage
	return table[row]{sheet: sheetCoverage, columns: []column[row]{
		{header: "Channel", width: wide, cell: func(c *row) cell { return text(lookText, b.words.Channel(c.Channel)) }},
		{header: "Bucket or project", width: wider, cell: func(c *row) cell { return text(lookText, c.Subject) }},
		{header: "Hours with evidence", width: medium, cell: func(c *row) cell { return count(c.Hours) }},
		{header: "Hours missing", width: medium, sum: true, cell: func(c *row) cell { return count(c.Missing) }},
		{header: b.time("From"), width: medium, cell: func(c *row) cell { return instant(b.zone, c.From) }},
		{header: b.time("To"), width: medium, cell: func(c *row) cell { return instant(b.zone, c.To) }},
	}, rows: b.report.Coverage}
}

// rejected is every line that could not be read. The sheet is there only if
// there are any.
func (b *book) rejected() error {
	type row = store.RejectedLine
	if len(b.report.Rejected) == 0 {
		return nil
	}
	return addTable(b, table[row]{sheet: sheetRejected, columns: []column[row]{
		{header: "File", width: wider, cell: func(l *row) cell { return text(lookText, l.File) }},
		{header: "Line", width: narrow, cell: func(l *row) cell { return count(l.Line) }},
		{header: "Reason", width: wider, cell: func(l *row) cell { return text(lookWrapped, l.Reason) }},
		{header: "Text", width: paragraph, cell: func(l *row) cell { return text(lookCode, l.Text) }},
	}, rows: b.report.Rejected})
}
