package bill

import (
	"fmt"
	"strings"
)

// form is one way in which a bill is written.
type form struct {
	name    string              // as in store.BillLine.Form
	grouped bool                // headers are "group/column"; only the column counts
	headers map[column][]string // what the form calls each column, the usual name first
	spare   map[column]string   // a name that counts only where the usual ones are not there
	needs   [][]column          // of each set one column must be there
	index   map[string]column   // normalised header → column
}

// newForm completes a form whose data is given. A header that the data gives
// to two columns is a mistake in this package.
func newForm(f form) *form {
	f.index = map[string]column{}
	for col, headers := range f.headers {
		for _, header := range headers {
			key := normal(header)
			if other, twice := f.index[key]; twice && other != col {
				panic(fmt.Sprintf("form %s: header %q stands for two columns", f.name, header))
			}
			f.index[key] = col
		}
	}
	return &f
}

// column returns what a header stands for in this form.
func (f *form) column(header string) (column, bool) {
	col, known := f.index[f.key(header)]
	return col, known
}

// spareColumn returns what a header stands for if no usual one does.
func (f *form) spareColumn(header string) (column, bool) {
	for col, name := range f.spare {
		if f.key(header) == normal(name) {
			return col, true
		}
	}
	return 0, false
}

// key is what a header is compared by.
func (f *form) key(header string) string {
	key := normal(header)
	if f.grouped {
		key = key[strings.LastIndex(key, "/")+1:]
	}
	return key
}

// nameRest names the columns that a bill does not have as the form usually
// does, so that a message can ask for them.
func (f *form) nameRest(names *[columns]string) {
	for col, headers := range f.headers {
		if names[col] == "" {
			names[col] = headers[0]
		}
	}
}

// known counts the columns of the form that a header row has.
func (f *form) known(header []string) int {
	var seen [columns]bool
	count := 0
	for _, name := range header {
		if col, ok := f.column(name); ok && !seen[col] {
			seen[col] = true
			count++
		}
	}
	return count
}

// enough is how many columns must be known to take a header row for a bill's.
// Tables of other kinds share three names with a bill at most (an item, a
// region, a currency); the smallest bill that can be reconciled has seven.
const enough = 5

// tables are the forms that come as a header row and rows.
var tables = []*form{v2Chinese, v2English, legacyChinese, legacyEnglish, partner, focus}

// detectForm returns the form of which most columns are in the header row, and
// whether those are enough to call it a bill. It returns the first of equals.
func detectForm(header []string) (best *form, isBill bool) {
	most := -1
	for _, f := range tables {
		if n := f.known(header); n > most {
			best, most = f, n
		}
	}
	return best, most >= enough
}

// The columns without which no bill is of use.
var (
	needMonth   = []column{colMonth, colDate}
	needProduct = []column{colProduct, colCommodity, colProductName}
	needGross   = []column{colGross}
)
