package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Runs writes one line a run, oldest first.
func Runs(w io.Writer, runs []model.RunSummary, zone words.Zone) error {
	w = visible.Writer{To: w}
	if len(runs) == 0 {
		_, err := fmt.Fprintln(w, "No runs.")
		return err
	}
	t := newTable("number", "run", "made ("+zone.Name+")", "by", "period", "billed", "expected", "difference", "findings", "inputs", "catalogue", "judged by")
	right(t, 1, 6, 7, 8, 9, 10)
	for _, r := range runs {
		s := r.Statement
		t.AppendRow([]any{r.ID, r.Key, zone.Time(r.StartedAt.Unix()).Format("2006-01-02 15:04:05"), orNone(r.Who), days(r.Run, zone),
			amount(s.Billed), amount(s.Expected), signed(s.Difference) + " " + s.Currency, r.Findings, r.Inputs, short(r.Catalogue), orStandard(r.Judged())})
	}
	return render(w, t)
}

// days is the period of a run, to the hour where it is not of whole days.
func days(r model.Run, zone words.Zone) string {
	const hour, day = "2006-01-02 15:00", "2006-01-02"
	layout := hour
	if billing := words.Billing; billing.Time(r.From).Hour() == 0 && billing.Time(r.To).Hour() == 0 {
		layout, zone = day, billing
	}
	return zone.Time(r.From).Format(layout) + " to " + zone.Time(r.To).Format(layout)
}

// short is a hash as far as it takes to tell it from others.
func short(hash string) string { return hash[:min(12, len(hash))] }

func orStandard(judged string) string {
	if judged == "" {
		return "default rules"
	}
	return judged
}
