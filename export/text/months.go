package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Months writes one line a month, the earliest first.
func Months(w io.Writer, in *words.Words, all []model.ListedMonth, zone words.Zone) error {
	w = visible.Writer{To: w}
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, in.Terminal.NoMonths)
		return err
	}
	t := newTable(cells(words.Columns(in.Tables.Months, zone.Name))...)
	right(t, 6, 7, 8)
	for _, m := range all {
		row := []any{m.State.Month, stateOf(in, m.State), finalOf(in, &m, zone)}
		if m.Latest == nil {
			t.AppendRow(append(row, in.Terminal.NoRun, "", "", "", "", ""))
			continue
		}
		s := &m.Latest.Statement
		t.AppendRow(append(row, m.Latest.Key, orNone(in.BillVerdictInTable(s.Verdict)), amount(s.Billed), amount(s.Expected), signed(s.Difference), s.Currency))
	}
	return render(w, t)
}

// stateOf is the state of a month in a word or two.
func stateOf(in *words.Words, s model.MonthState) string {
	switch {
	case s.Asking != nil && s.Asking.Close:
		return in.Terminal.ToBeClosed
	case s.Asking != nil:
		return in.Terminal.ToBeOpen
	case s.Closed():
		return in.Terminal.Closed
	}
	return in.Terminal.Open
}

func finalOf(in *words.Words, m *model.ListedMonth, zone words.Zone) string {
	if m.IsFinal {
		return in.Terminal.Final
	}
	return fmt.Sprintf(in.Terminal.FinalFrom, zone.Minute(m.Final.Unix()))
}
