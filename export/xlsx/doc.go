// Package xlsx writes a report as the workbook that finance works with: the
// statement on one printed page, every finding with a link to its bill lines,
// the sums by item and by day, the bill itself line by line, and what all of
// it rests on. Sums and checks are live formulas, so that a reader can see for
// himself that the figures add up; their cached values are the report's own.
//
// The same run always makes the same file, byte for byte. Rows are written as
// they are read, so that a million of them need no more memory than a thousand.
//
// excelize draws the book (styles, tables, panes, print set-up, properties);
// the cells below the header rows are written by this package, because excelize
// can hold neither a decimal in full digits nor a number beside a formula.
//
// Does not belong here: rating, judging, or any figure that the report's own
// rows do not add up to.
package xlsx

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

// Options says how a reader wants the workbook.
type Options struct {
	UTC   bool         // times in UTC instead of UTC+8
	Words *words.Words // the language; nil means English
}

// WriteTo writes the workbook to w.
func WriteTo(w io.Writer, r *model.Report, o Options) error {
	b, err := newBook(r, o)
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	defer b.close()
	if err := b.fill(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return b.write(w)
}
