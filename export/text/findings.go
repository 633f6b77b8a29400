package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Findings writes one line a finding, in the order of the report.
func Findings(w io.Writer, in *words.Words, r *model.Report, zone words.Zone) error {
	w = visible.Writer{To: w}
	if len(r.Findings) == 0 {
		_, err := fmt.Fprintln(w, in.Terminal.NoFindings)
		return err
	}
	t := newTable(cells(words.Columns(in.Tables.Findings, zone.Name))...)
	right(t, 7, 8, 10)
	for _, f := range r.Findings {
		item := f.Item
		if f.Tier != "" {
			item += " " + in.Term(f.Tier)
		}
		t.AppendRow([]any{f.ID, period(f, in, zone), orNone(f.Project), item, in.Verdict(f.Verdict), in.CauseInTable(f.Cause),
			f.Billed.Quantity, f.Expected.Quantity, in.Unit(f.Unit), signed(f.Difference.Amount) + " " + f.Currency})
	}
	return render(w, t)
}

// period is when a finding's cell is, as short as its grain allows.
func period(f model.Finding, in *words.Words, zone words.Zone) string {
	from, to := zone.Time(f.From), zone.Time(f.To)
	switch f.To - f.From {
	case model.Hour:
		return from.Format("2006-01-02 15:00")
	case model.Day:
		return from.Format("2006-01-02")
	}
	return in.FromTo(from.Format("2006-01-02"), to.Format("2006-01-02"))
}
