package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/visible"
)

// Findings writes one line a finding, in the order of the report.
func Findings(w io.Writer, r *model.Report, zone words.Zone) error {
	w = visible.Writer{To: w}
	if len(r.Findings) == 0 {
		_, err := fmt.Fprintln(w, "No findings.")
		return err
	}
	t := newTable("finding", "period ("+zone.Name+")", "project", "item", "verdict", "cause", "billed", "expected", "unit", "difference")
	right(t, 7, 8, 10)
	for _, f := range r.Findings {
		item := f.Item
		if f.Tier != "" {
			item += " " + f.Tier
		}
		t.AppendRow([]any{f.ID, period(f, zone), orNone(f.Project), item, f.Verdict, f.Cause,
			f.Billed.Quantity, f.Expected.Quantity, f.Unit, signed(f.Difference.Amount) + " " + f.Currency})
	}
	return render(w, t)
}

// period is when a finding's cell is, as short as its grain allows.
func period(f model.Finding, zone words.Zone) string {
	from, to := zone.Time(f.From), zone.Time(f.To)
	switch f.To - f.From {
	case model.Hour:
		return from.Format("2006-01-02 15:00")
	case model.Day:
		return from.Format("2006-01-02")
	}
	return from.Format("2006-01-02") + " to " + to.Format("2006-01-02")
}
