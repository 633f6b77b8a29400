package text

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

// Unplaced writes the records that a run could not place, the most money first.
func Unplaced(w io.Writer, r *model.Report, zone words.Zone) error {
	w = visible{w}
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
	return render(w, t)
}
