// Package focus writes a report in the form of the FinOps Open Cost and Usage
// Specification (FOCUS), 1.4 or 1.2, for cost tools that know no provider's own
// bill. charges.csv is the bill as it came, expected.csv the charges that the
// evidence supports, an independent second dataset to lay beside it: both are of
// the dataset Cost and Usage. 1.4 has invoices.csv beside them, of the dataset
// Invoice Detail, which sums charges.csv by what an invoice shows. Each has every
// column of the specification in alphabetical order, then columns of our own, which
// begin with x_: what the audit says of the charge, and where it stands on the bill.
//
// By the specification: times are UTC with a Z, periods are [start, end), and a
// value that does not apply is NULL, in CSV an empty field, never a word for it.
// The null rules are held column by column in charge.go.
//
// Does not belong here: figures that are not in the report.
package focus

import (
	"io"
	"path/filepath"

	"immrecon/export/outfile"

	"immrecon/store/model"
)

// The files of an export.
const (
	chargesFile  = "charges.csv"
	expectedFile = "expected.csv"
	invoicesFile = "invoices.csv"
)

// Names are the names of the files of an export, of whatever version.
func Names() []string { return []string{chargesFile, expectedFile, invoicesFile} }

// file is one file of an export.
type file struct {
	name  string
	write func(io.Writer) error
}

// Write puts the datasets of a version into a folder, which it makes if need be.
// Each file appears only once it is complete.
func Write(folder string, r *model.Report, v Version) error {
	if err := outfile.MakeFolder(folder); err != nil {
		return err
	}
	for _, f := range files(r, v) {
		if err := outfile.Write(filepath.Join(folder, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}
