package dispute

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

const totalsFile = "totals.csv"

// totalsTable has the control totals and the provider's metering of the hours that
// the claim rests on: how many records there were.
func (p *Packet) totalsTable() *table {
	t := &table{header: "kind,channel,subject,operations,from,to,records,source,file,line,sha256"}
	hashes := p.hashes()
	for _, one := range p.Totals {
		t.add(string(one.Kind), string(one.Channel), one.Subject, strings.Join(one.Operations, ";"), p.Zone.Instant(one.From), p.Zone.Instant(one.To),
			recordsOf(&one), one.Source, one.File, one.Line, hashes[one.SourceID])
	}
	return t
}

// recordsOf is how many records a total counts, "" for a statement without a number.
func recordsOf(t *model.ControlTotal) any {
	if !t.Records.Valid {
		return ""
	}
	return t.Records.Int64
}

// totalLines say the totals that have a number in sentences.
func (p *Packet) totalLines(w *phrases) []string {
	var all []string
	for n := range p.Totals {
		t := &p.Totals[n]
		if !t.Records.Valid {
			continue
		}
		subject, source := t.Subject, t.Source
		if subject == "" {
			subject = w.All
		}
		if t.Kind == model.KindMetering {
			source = w.Channel(model.KindMetering)
		}
		all = append(all, fmt.Sprintf(w.Total, fmt.Sprintf("%s:%d", t.File, t.Line), source, fmt.Sprint(t.Records.Int64), w.Channel(t.Channel), subject,
			p.Zone.Instant(t.From), p.Zone.Instant(t.To)))
	}
	return all
}
