package xlsx

import (
	"fmt"
	"slices"

	"immrecon/export/words"

	"immrecon/store/model"
)

// adviceShown is how many claims the statement gives advice for, and neededShown
// how many pieces of evidence it names. The sheets Claims and To bring have all of
// them.
const (
	adviceShown = 10
	neededShown = 4
)

// rightColumns is how many columns the right block has, rightWidth how many
// characters stand in a row of it, and smallWidth how many small ones.
const (
	rightColumns       = 1 + mostDays
	rightWidth   width = 140
	smallWidth   width = 155
)

// meaning says in plain sentences what the figures mean and what to do next.
func (p *statementPage) meaning() {
	if said := p.said(); len(said) > 0 {
		p.right.section("What this says", rightColumns)
		for _, sentence := range said {
			p.right.sentence(lookText, sentence, rightWidth)
		}
		p.right.skip(1)
	}
	p.right.section("What to do next", rightColumns)
	if advice := p.stand(); advice != "" {
		p.right.add(text(lookStrong, advice))
	}
	p.bring()
	p.advice()
	p.right.skip(1)
}

// said is what each currency's figures say, what is not settled of the bill, and
// the notes of the run.
func (p *statementPage) said() []string {
	currencies := p.report.Currencies()
	var all []string
	for _, s := range currencies {
		said := p.words.Says(s)
		if len(currencies) == 1 {
			said = said[1:] // the first stands across the page
		}
		for _, sentence := range slices.Concat(said, p.words.SaysBill(s, p.lists)) {
			if !slices.Contains(all, sentence) {
				all = append(all, sentence)
			}
		}
	}
	if p.report.PayableDiffers() {
		all = append(all, p.words.Phrases.Mismatch)
	}
	return slices.Concat(all, p.words.SaysUnplaced(p.report, p.lists), p.words.SaysWeboffice(p.report), p.words.Sentences(p.report.Notes))
}

// stand says whether the bill can be paid; nothing of one that is wrong, for the
// claims say what to do.
func (p *statementPage) stand() string {
	var undecided bool
	for _, s := range p.report.Currencies() {
		switch s.Verdict {
		case "":
			return p.words.Advice.Again
		case model.BillWrong:
			return ""
		case model.BillUndecided:
			undecided = true
		}
	}
	switch {
	case undecided:
		return p.words.Advice.Bring
	case words.MayPay(p.report):
		return p.words.Advice.Pay
	}
	return p.words.Advice.Stop
}

// bring names the evidence that would decide most.
func (p *statementPage) bring() {
	needed := p.report.Needed
	for i := range needed[:min(len(needed), neededShown)] {
		p.lead(p.words.Needs(&needed[i], p.in(needed[i].Currency), p.zone), p.placeOf(sheetNeeded, i))
	}
	if more := len(needed) - neededShown; more > 0 {
		p.lead(fmt.Sprintf(p.say("… and %d more on the sheet To bring"), more), p.placeOf(sheetNeeded, neededShown))
	}
}

// advice says what to do about the largest claims. Of what is merely noted, as of
// usage that a resource plan paid for, there is nothing to do.
func (p *statementPage) advice() {
	var open []int // rows of the sheet Claims
	for i := range p.report.Groups {
		if p.report.Groups[i].Verdict != model.Note {
			open = append(open, i)
		}
	}
	for _, i := range open[:min(len(open), adviceShown)] {
		claim := &p.report.Groups[i]
		p.lead(fmt.Sprintf("%d. %s", claim.Number, p.words.Advise(claim, p.in(claim.Currency))), p.placeOf(sheetClaims, i))
	}
	if more := len(open) - adviceShown; more > 0 {
		p.lead(fmt.Sprintf(p.say("… and %d more on the sheet Claims"), more), p.placeOf(sheetClaims, open[adviceShown]))
	}
}

// lead adds a sentence that leads to a place in the book.
func (p *statementPage) lead(said, place string) {
	for _, line := range broken(said, lineLength(said, smallWidth)) {
		p.right.add(text(lookSmall, line).to(place).as(lookSmallLink))
	}
}

// evidence is the calendar of evidence, a row a channel. A number says in how many
// hours of a day records may be missing; of what, and why, stands on the sheet
// Coverage. Runs of older versions did not keep it.
func (p *statementPage) evidence() {
	channels := byChannel(p.report.States)
	if len(channels) == 0 {
		return
	}
	p.right.section("Evidence by day", rightColumns)
	days := daysOf(p.report)
	days = days[:min(len(days), mostDays)]
	dates := []cell{{}}
	for n := range days {
		dates = append(dates, count(int64(n+1)).as(lookDate))
	}
	p.right.add(dates...)
	for _, c := range channels {
		row := []cell{text(lookText, p.words.Channel(c.kind)).to(p.placeOf(sheetCoverage, c.first))}
		for _, day := range days {
			hours, evidence := lackingIn(day, c.states)
			row = append(row, channelCell(hours, evidence))
		}
		p.right.add(row...)
	}
	p.right.add(cell{}, text(lookLegend, p.say("a number: hours in which records may be missing · OK: none may be missing · a dash: nothing was imported")))
	p.right.skip(1)
}

// channelCell says by word and colour how a day of a channel stands.
func channelCell(lacking int64, evidence bool) cell {
	switch {
	case lacking > 0 && evidence:
		return count(lacking).as(lookDayHoles)
	case evidence:
		return text(lookDayFull, passed)
	}
	return text(lookDayNone, "–")
}

// channel is what is known of all subjects of a channel.
type channel struct {
	kind   model.Kind
	states []model.EvidenceState
	first  int // row of its first state
}

// byChannel parts the states, which stand in the order of their channels.
func byChannel(states []model.EvidenceState) (all []channel) {
	for n, s := range states {
		if last := len(all) - 1; last < 0 || all[last].kind != s.Channel {
			all = append(all, channel{kind: s.Channel, first: n})
		}
		c := &all[len(all)-1]
		c.states = append(c.states, s)
	}
	return all
}
