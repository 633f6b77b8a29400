package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/visible"
)

// Months writes one line a month, the earliest first.
func Months(w io.Writer, all []model.ListedMonth, zone words.Zone) error {
	w = visible.Writer{To: w}
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "No months.")
		return err
	}
	t := newTable("month", "state", "bill ("+zone.Name+")", "latest run", "verdict", "billed", "expected", "difference", "")
	right(t, 6, 7, 8)
	for _, m := range all {
		row := []any{m.State.Month, stateOf(m.State), finalOf(&m, zone)}
		if m.Latest == nil {
			t.AppendRow(append(row, "none of the whole month", "", "", "", "", ""))
			continue
		}
		s := &m.Latest.Statement
		t.AppendRow(append(row, m.Latest.Key, orNone(string(s.Verdict)), amount(s.Billed), amount(s.Expected), signed(s.Difference), s.Currency))
	}
	return render(w, t)
}

// stateOf is the state of a month in a word or two.
func stateOf(s model.MonthState) string {
	switch {
	case s.Asking != nil:
		return "to be " + closedOrReopened(s.Asking)
	case s.Closed():
		return "closed"
	}
	return "open"
}

func finalOf(m *model.ListedMonth, zone words.Zone) string {
	if m.IsFinal {
		return "final"
	}
	return "final from " + zone.Time(m.Final.Unix()).Format("2006-01-02 15:04")
}
