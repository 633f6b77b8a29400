package xlsx

import (
	"fmt"
	"slices"

	"immrecon/store/model"
)

// adviceShown is how many claims the statement gives advice for. The sheet
// Claims has all of them.
const adviceShown = 10

// rightColumns is how many columns the right block has.
const rightColumns = 1 + mostDays

// meaning says in plain sentences what the figures mean and what to do next.
func (p *statementPage) meaning() {
	more := slices.Concat(p.words.Says(&p.report.Statement)[1:], p.words.SaysOpen(p.report, p.zone), p.report.Notes) // the first stands across the page
	if len(more) > 0 {
		p.right.section("What this says", rightColumns)
		for _, sentence := range more {
			p.right.add(text(lookText, sentence))
		}
		p.right.skip(1)
	}
	p.right.section("What to do next", rightColumns)
	claims := p.report.Groups
	for i := range claims[:min(len(claims), adviceShown)] {
		advice := p.words.Advise(&claims[i], p.currency())
		p.right.add(text(lookSmall, fmt.Sprintf("%d. %s", claims[i].Number, advice)).to(p.placeOf(sheetClaims, i)).as(lookSmallLink))
	}
	switch more := len(claims) - adviceShown; {
	case len(claims) == 0:
		p.right.add(text(lookText, p.words.Advice.Pay))
	case more > 0:
		place := p.placeOf(sheetClaims, adviceShown)
		p.right.add(text(lookSmall, fmt.Sprintf(p.say("… and %d more on the sheet Claims"), more)).to(place).as(lookSmallLink))
	}
	p.right.skip(1)
}

// evidence is the calendar of evidence, a row a channel. A number says how many
// hours of a day are missing; which bucket or project has the holes stands on
// the sheet Coverage.
func (p *statementPage) evidence() {
	p.right.section("Evidence by day", rightColumns)
	calendar := newCalendar(p.report)
	dates := []cell{{}}
	for n := range calendar.days {
		dates = append(dates, count(int64(n+1)).as(lookDate))
	}
	p.right.add(dates[:min(len(dates), rightColumns)]...)
	for _, c := range channels(p.report.Coverage) {
		row := []cell{text(lookText, fmt.Sprintf("%s (%d)", p.words.Channel(c.kind), len(c.rows))).to(p.placeOf(sheetCoverage, c.first))}
		for _, start := range calendar.days {
			row = append(row, calendar.channel(c.rows, start))
		}
		p.right.add(row[:min(len(row), rightColumns)]...)
	}
	p.right.add(cell{}, text(lookLegend, p.say("blue: evidence all day · a number: so many hours are missing · a dash: none that day")))
	p.right.skip(1)
}

// channel is the coverage of all subjects of a channel.
type channel struct {
	kind  model.Kind
	rows  []model.Coverage
	first int // row of its first subject
}

// channels gathers the coverage by channel, in the order of the rows.
func channels(rows []model.Coverage) []channel {
	var all []channel
	for i, c := range rows {
		at := slices.IndexFunc(all, func(k channel) bool { return k.kind == c.Channel })
		if at < 0 {
			at = len(all)
			all = append(all, channel{kind: c.Channel, first: i})
		}
		all[at].rows = append(all[at].rows, c)
	}
	return all
}

// channel is one day of all subjects of a channel: their missing hours together.
func (k *calendar) channel(rows []model.Coverage, start int64) cell {
	var missing int64
	var evidence bool
	for i := range rows {
		hours, seen := k.missing(&rows[i], start)
		missing += hours
		evidence = evidence || seen
	}
	return dayCell(missing, evidence)
}
