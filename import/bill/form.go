package bill

import (
	"fmt"
	"slices"
	"strings"
)

// form is one way in which a bill is written.
type form struct {
	name    string              // as in model.BillLine.Form
	grouped bool                // headers are "group/column"; only the column counts
	headers map[column][]string // what the form calls each column, the usual name first
	spare   map[column][]string // names that count only where the usual ones are not there, the first first
	needs   [][]column          // of each set one column must be there
	index   map[string]column   // normalised header → column
}

// newForm completes a form whose data is given. A header that the data gives
// to two columns is a mistake in this package.
func newForm(f form) *form {
	f.index = map[string]column{}
	for col, headers := range f.headers {
		for _, header := range headers {
			key := normalize(header)
			if other, twice := f.index[key]; twice && other != col {
				panic(fmt.Sprintf("form %s: header %q stands for two columns", f.name, header))
			}
			f.index[key] = col
		}
	}
	return &f
}

// column returns the column that a header means in this form.
func (f *form) column(header string) (column, bool) {
	col, known := f.index[f.key(header)]
	return col, known
}

// key is what a header is compared by.
func (f *form) key(header string) string {
	key := normalize(header)
	if f.grouped {
		key = key[strings.LastIndex(key, "/")+1:]
	}
	return key
}

// nameMissing names the columns that a bill does not have as the form usually
// does, so that a message can ask for them.
func (f *form) nameMissing(names *[columnCount]string) {
	for col, headers := range f.headers {
		if names[col] == "" {
			names[col] = headers[0]
		}
	}
}

// countKnown counts the columns of the form that a header row has.
func (f *form) countKnown(header []string) int {
	count := 0
	for _, has := range f.columnsIn(header) {
		if has {
			count++
		}
	}
	return count
}

// columnsIn says which columns of the form a header row has.
func (f *form) columnsIn(header []string) (has [columnCount]bool) {
	for _, name := range header {
		if col, ok := f.column(name); ok {
			has[col] = true
		}
	}
	return has
}

// minColumns is how many columns must be known to detect a header row as a bill's.
// Tables of other kinds share three names with a bill at most (an item, a
// region, a currency); the smallest bill that can be reconciled has seven, the
// smallest overview five.
const minColumns = 5

// tableForms are the forms that come as a header row and rows.
var tableForms = []*form{v2Chinese, v2English, legacyChinese, legacyEnglish, partner, focus}

// detectForm returns the form of which most columns are in the header row, and
// whether those are enough to call it a bill. It returns the first of equals.
func detectForm(header []string) (best *form, isBill bool) {
	most := -1
	for _, f := range tableForms {
		if n := f.countKnown(header); n > most {
			best, most = f, n
		}
	}
	return best, most >= minColumns && best.isAbout(header)
}

// isAbout reports whether a header row says for which month, which product or how
// much: a report about a bill may name all else of it.
func (f *form) isAbout(header []string) bool {
	has := f.columnsIn(header)
	return slices.ContainsFunc(slices.Concat(needMonth, needProduct, needAmount), func(c column) bool { return has[c] })
}

// isHeader reports whether a row names the columns of a bill.
func isHeader(row []string) bool {
	_, isBill := detectForm(row)
	return isBill
}

// isNearlyHeader reports whether a row names a product or month and an amount as a
// bill does: it is a bill's header row, though perhaps not one of a form that is known.
func isNearlyHeader(row []string) bool {
	for _, f := range tableForms {
		has := f.columnsIn(row)
		about := has[colMonth] || has[colDate]
		product := has[colProduct] || has[colProductName] || has[colCommodity]
		if (about || product) && (has[colGross] || has[colTaxed] || has[colUntaxed]) && f.countKnown(row) >= minColumns-2 {
			return true
		}
	}
	return isAmortised(row)
}

// overviewNeeds are the columns without which a total is of no use.
var overviewNeeds = [][]column{needMonth, needProduct, needAmount}

// The columns without which no bill is of use.
var (
	needMonth   = []column{colMonth, colDate}
	needProduct = []column{colProduct, colCommodity, colProductName}
	needGross   = []column{colGross}
	needAmount  = []column{colGross, colUntaxed, colTaxed}
)
