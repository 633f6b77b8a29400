package xlsx

import (
	"slices"

	"immrecon/store"
)

// evidence says in a row a channel how far the evidence reaches. Which bucket
// or project has the holes stands on the sheet Coverage.
func (p *statementPage) evidence() {
	p.add()
	p.heads("Evidence", "Buckets or projects", p.time("From"), p.time("To"), "Hours", "Hours missing", "Complete")
	for _, c := range channels(p.report.Coverage) {
		complete := text(lookSaid, "yes")
		if c.Missing > 0 {
			complete = text(lookUnverifiable, "no")
		}
		p.add(text(lookText, p.words.Channel(c.Channel)).to(p.placeOf(sheetCoverage, c.first)), count(c.subjects).as(lookCountLeft),
			instant(p.zone, c.From), instant(p.zone, c.To), count(c.Hours), count(c.Missing), complete)
	}
}

// channel is the coverage of all subjects of a channel together.
type channel struct {
	store.Coverage
	subjects int64
	first    int // row of its first subject
}

// channels adds up the coverage by channel, in the order of the rows.
func channels(rows []store.Coverage) []channel {
	var sums []channel
	for i, c := range rows {
		at := slices.IndexFunc(sums, func(s channel) bool { return s.Channel == c.Channel })
		if at < 0 {
			sums = append(sums, channel{c, 1, i})
			continue
		}
		s := &sums[at]
		s.subjects++
		s.Hours += c.Hours
		s.Missing += c.Missing
		s.From, s.To = min(s.From, c.From), max(s.To, c.To)
	}
	return sums
}
