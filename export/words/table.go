package words

import (
	"strings"

	"immrecon/store/model"
)

// Tables are the heads of the columns of the tables on a terminal. A %s in one is
// what Columns is given.
type Tables struct {
	Figures         []string // of a currency
	Dues            []string // behind the first, which is what they are about
	Payable         []string // of a currency
	Findings        []string // times are in a zone
	Bills, Evidence []string // of what is there before a verdict
	Forecast        []string // of a currency
	Months          []string // times are in a zone
	Labels          []string // behind the first, which is the key
}

// Columns fills the currency or the zone into the heads of a table.
func Columns(heads []string, of string) []string {
	filled := make([]string, len(heads))
	for n, head := range heads {
		filled[n] = strings.ReplaceAll(head, "%s", of)
	}
	return filled
}

// CauseInTable names a cause in a column: by its code, which --cause takes, where
// codes are words of the language, else in words.
func (w *Words) CauseInTable(c model.Cause) string { return inTable(w, c, w.Cause) }

// BillVerdictInTable says in a column what a run comes to, as CauseInTable does.
func (w *Words) BillVerdictInTable(v model.BillVerdict) string { return inTable(w, v, w.BillVerdict) }

// inTable leaves a code as it is where codes are words of the language, and there is
// nothing to say of no code.
func inTable[K ~string](w *Words, code K, said func(K) string) string {
	if w.CodesAreWords || code == "" {
		return string(code)
	}
	return said(code)
}

// LabelKey names what a bill is sorted by.
func (w *Words) LabelKey(key model.LabelKey) string {
	tag, isTag := strings.CutPrefix(string(key), string(model.LabelTag))
	switch said, known := w.LabelKeys[key]; {
	case known:
		return said
	case isTag && w.LabelKeys[model.LabelTag] != "":
		return w.LabelKeys[model.LabelTag] + " " + tag
	}
	return string(key)
}

// Label is a label as the bill prints it, but for what stands for several of them.
func (w *Words) Label(label string) string {
	if label == model.SeveralLabels {
		return w.Term(label)
	}
	return label
}
