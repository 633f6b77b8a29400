// Package csv writes a report as plain tables, one file a table, for people
// who bring their own tools: RFC 4180 (comma, quotes where needed, CRLF), UTF-8,
// a header row, decimals and quantities in full digits.
//
// Text columns are made harmless against formula injection, number columns
// are left alone: a negative amount stays a number. Columns are named as the
// keys of the JSON output are.
//
// Does not belong here: figures that are not in the report, and human wording.
package csv

import (
	"io"
	"path/filepath"

	"immrecon/export/outfile"

	"immrecon/store/model"
)

// Options says how a reader wants the tables.
type Options struct {
	UTC bool // times in UTC instead of UTC+8
	BOM bool // begin with a byte order mark, by which Excel knows UTF-8
}

// files are the tables of an export, each with the file it goes into.
var files = []struct {
	name  string
	write func(io.Writer, *model.Report, Options) error
}{
	{"statement.csv", writeStatement},
	{"findings.csv", Findings},
	{"cells.csv", writeCells},
	{"bill_lines.csv", writeLines},
	{"sources.csv", writeSources},
	{"rejected.csv", writeRejected},
	{"coverage.csv", writeCoverage},
	{"claims.csv", writeClaims},
	{"payable.csv", writePayable},
	{"months.csv", writeMonths},
	{"weboffice.csv", writeWeboffice},
	{"evidence.csv", writeEvidence},
	{"prices.csv", writePrices},
	{"rules.csv", writeRules},
	{"calendar.csv", writeCalendar},
	{"completeness.csv", writeCompleteness},
}

// Names are the names of the files of an export.
func Names() []string {
	names := make([]string, len(files))
	for n, f := range files {
		names[n] = f.name
	}
	return names
}

// Write puts every table of the report into a folder, which it makes if need
// be. A table without rows is a file with a header: a missing file is never a
// way to say "none". Each file appears only once it is complete.
func Write(folder string, r *model.Report, o Options) error {
	if err := outfile.MakeFolder(folder); err != nil {
		return err
	}
	for _, f := range files {
		err := outfile.Write(filepath.Join(folder, f.name), func(w io.Writer) error { return f.write(w, r, o) })
		if err != nil {
			return err
		}
	}
	return nil
}
