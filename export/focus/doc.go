// Package focus writes a report in the form of the FinOps Open Cost and Usage
// Specification (FOCUS) 1.2, dataset Cost and Usage, for cost tools that know no
// provider's own bill: charges.csv is the bill as it came, expected.csv the
// charges that the evidence supports, an independent second dataset to lay
// beside it. Both have the 57 columns of the specification in alphabetical
// order, then columns of our own, which begin with x_: what the audit says of
// the charge, and where it stands on the bill.
//
// By the specification: times are UTC with a Z, periods are [start, end), and a
// value that does not apply is NULL, in CSV an empty field, never a word for it.
// The null rules are held column by column in charge.go.
//
// Does not belong here: figures that are not in the report.
package focus

import (
	"io"
	"iter"
	"path/filepath"

	"immrecon/export/outfile"

	"immrecon/store/model"
)

// Names are the names of the files of an export.
func Names() []string { return []string{"charges.csv", "expected.csv"} }

// Write puts both datasets into a folder, which it makes if need be. Each file
// appears only once it is complete.
func Write(folder string, r *model.Report) error {
	if err := outfile.MakeFolder(folder); err != nil {
		return err
	}
	for name, charges := range map[string]iter.Seq2[charge, error]{"charges.csv": billed(r), "expected.csv": expected(r)} {
		err := outfile.Write(filepath.Join(folder, name), func(w io.Writer) error { return write(w, charges) })
		if err != nil {
			return err
		}
	}
	return nil
}

func write(w io.Writer, charges iter.Seq2[charge, error]) error { return columns.Write(w, charges) }
