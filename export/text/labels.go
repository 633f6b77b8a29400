package text

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Labels writes what a run comes to by a label.
func Labels(w io.Writer, in *words.Words, key model.LabelKey, sums []model.LabelSum) error {
	w = visible.Writer{To: w}
	t := newTable(append([]any{in.LabelKey(key)}, cells(in.Tables.Labels)...)...)
	right(t, 2, 3, 4, 5, 6, 7, 8)
	for _, s := range sums {
		t.AppendRow([]any{orNone(in.Label(s.Label)), s.Cells, s.Findings, amount(s.Billed), amount(s.Expected), signed(s.Overcharged), signed(s.Undercharged),
			signed(s.Unverifiable), s.Currency})
	}
	return render(w, t)
}
