// Package registry reads the company's own tables: projects, datasets, bindings,
// styles, prices, statements of coverage and aliases.
//
// A row is checked for what can be seen in the row alone. Whether rows fit each
// other (a dataset its project, a binding another binding) is decided when a month
// is reconciled, and does not belong here.
package registry

import (
	"io"
	"slices"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// A Table is one kind of registry file.
type Table struct {
	Kind model.Kind

	identifying []string // a table of this kind has all of these columns
	excluding   []string // and none of these
	required    []string // columns a CSV header must have, be their cells empty or not
	read        func(r io.Reader, to model.RecordWriter, required []string) error
}

// Tables lists every kind of registry file.
var Tables = []Table{projects, datasets, bindings, styles, prices, coverage, aliases}

// Detect reports whether content that begins with head is this table. It may yet
// lack a column: Read then says which, which helps more than an unknown kind.
func (t Table) Detect(head []byte) bool {
	columns := rows.Header(head)
	excluded := func(column string) bool { return slices.Contains(t.excluding, column) }
	return rows.Has(columns, t.identifying...) && !slices.ContainsFunc(columns, excluded)
}

// Read writes every row of r to to, see rows.Read.
func (t Table) Read(r io.Reader, to model.RecordWriter) error {
	return t.read(r, to, t.required)
}
