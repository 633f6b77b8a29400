package xlsx

import "immrecon/store/model"

// Headers of the sources that the statement's formulas look for.
const (
	headerRead      = "Lines read"
	headerKept      = "Kept"
	headerSkipped   = "Skipped"
	headerDuplicate = "Duplicate"
	headerRejected  = "Rejected"
)

// sources is what the report was made from, file by file. A live check on each
// row says that no line of it was lost.
func (b *book) sources() table[model.Source] {
	type row = model.Source
	tally := func(header string, value func(*model.Tally) int64) column[row] {
		return column[row]{header: header, width: narrow, sum: true, cell: func(s *row) cell { return count(value(&s.Tally)) }}
	}
	return table[row]{sheet: sheetSources, rows: listed(b.report.Sources),
		about: "Every file this rests on, with its control totals: lines read = kept + skipped + duplicate + rejected.",
		columns: []column[row]{
			{header: "Name", width: paragraph, cell: func(s *row) cell { return path(s.Name, paragraph) }},
			{header: "Kind", width: medium, cell: func(s *row) cell { return text(lookText, b.words.Channel(s.Kind)) }},
			{header: "Bytes", width: medium, sum: true, cell: func(s *row) cell { return count(s.Bytes) }},
			tally(headerRead, func(t *model.Tally) int64 { return t.Read }),
			tally(headerKept, func(t *model.Tally) int64 { return t.Kept }),
			tally(headerSkipped, func(t *model.Tally) int64 { return t.Skipped }),
			tally(headerDuplicate, func(t *model.Tally) int64 { return t.Duplicate }),
			tally(headerRejected, func(t *model.Tally) int64 { return t.Rejected }),
			{header: headerCheck, width: narrow, cell: func(s *row) cell { return verified(accounted(&s.Tally)) },
				live: func(at inRow) string {
					return verdictOf(at(headerRead) + "=SUM(" + at(headerKept) + ":" + at(headerRejected) + ")")
				}},
			{header: "Imported", unit: b.zone.Name, width: medium, cell: func(s *row) cell { return instant(b.zone, s.ImportedAt.Unix()) }},
			{header: "SHA-256", width: 68, cell: func(s *row) cell { return text(lookCode, s.SHA256) }},
		}}
}

// accounted says that every line read ended in exactly one place.
func accounted(t *model.Tally) bool {
	return t.Read == t.Kept+t.Skipped+t.Duplicate+t.Rejected
}

// rejected is every line that could not be read.
func (b *book) rejected() table[model.RejectedLine] {
	type row = model.RejectedLine
	return table[row]{sheet: sheetRejected, rows: listed(b.report.Rejected),
		about: "Every line that could not be read, with the reason. None of them counts in any figure.",
		columns: []column[row]{
			{header: "File", width: wider, cell: func(l *row) cell { return path(l.File, wider) }},
			{header: "Line", width: narrow, cell: func(l *row) cell { return count(l.Line) }},
			{header: "Reason", width: wider, cell: func(l *row) cell { return text(lookWrapped, l.Reason) }},
			{header: "Text", width: paragraph, cell: func(l *row) cell { return text(lookCode, l.Text) }},
		}}
}
