package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Unplaced writes the records that a run could not place, the most money first,
// and what their reasons mean.
func Unplaced(w io.Writer, r *model.Report, zone words.Zone) error {
	w = visible.Writer{To: w}
	t := newTable("reason", "channel", "subject", "project", "region", "operation", "from", "to", "records", "at most, "+r.Statement.Currency)
	right(t, 9, 10)
	for _, u := range r.Unplaced {
		most := "not bounded"
		if u.Amount.Valid {
			most = amount(u.Amount.Decimal)
		}
		t.AppendRow([]any{u.Reason, words.English.Channels[u.Channel], orNone(u.Subject), orNone(u.Project), orNone(u.Region), orNone(u.Operation),
			zone.Instant(u.From), zone.Instant(u.To), u.Records, most})
	}
	if err := render(w, t); err != nil {
		return err
	}
	return reasons(w, r.Unplaced)
}

// reasons writes what each reason means and what would tell, in their order.
func reasons(w io.Writer, unplaced []model.Unplaced) error {
	t := newTable("reason", "what it means", "what would tell")
	seen := map[string]bool{}
	for _, u := range unplaced {
		if seen[u.Reason] {
			continue
		}
		seen[u.Reason] = true
		said := words.English.Reason(u.Reason)
		t.AppendRow([]any{u.Reason, said.What, said.Tells})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return render(w, t)
}
