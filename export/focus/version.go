package focus

import (
	"io"
	"iter"

	"immrecon/export/internal/records"
	"immrecon/store/model"
)

// Version is a version of the specification.
type Version string

// The versions that can be written.
const (
	V12 Version = "1.2"
	V14 Version = "1.4" // ratified on 4 June 2026
)

// Versions lists them, that to be written unless another is asked for first.
var Versions = []Version{V14, V12}

// files are the files of a report in a version.
func files(r *model.Report, v Version) []file {
	all := []file{fileOf(chargesFile, columnsOf(v), billed(r)), fileOf(expectedFile, columnsOf(v), expected(r))}
	if v == V12 {
		return all
	}
	return append(all, fileOf(invoicesFile, invoiceColumns, invoices(r)))
}

// fileOf is a file with the rows of a table.
func fileOf[R any](name string, table records.Table[R], rows iter.Seq2[R, error]) file {
	return file{name, func(w io.Writer) error { return table.Write(w, rows) }}
}
