package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// othersShown is how many statements of other currencies and of accounts the page
// has. The sheet By account has all of them.
const othersShown = 4

// others puts down the statements beside the first, each for itself.
func (p *statementPage) others() {
	all := p.report.Others
	for i := range all[:min(len(all), othersShown)] {
		p.other(&all[i], p.placeOf(sheetAccounts, i+1))
	}
	if more := len(all) - othersShown; more > 0 {
		p.left.add(text(lookText, fmt.Sprintf(p.say("… and %d more on the sheet By account"), more)).to(p.placeOf(sheetAccounts, othersShown+1)))
		p.left.skip(1)
	}
}

// other is one such statement: its verdict, its figures, and what it comes to
// where that is anything.
func (p *statementPage) other(s *model.Statement, place string) {
	p.heads(p.words.Heads(s), "", "", "", "Findings", "", p.title(headerAmount, s.Currency))
	add := func(name string, findings, d cell) int {
		return p.left.add(text(lookText, p.say(name)), cell{}, cell{}, cell{}, findings, cell{}, d)
	}
	p.left.add(text(lookText, p.say("Is it right?")).to(place), text(lookBig, p.words.Answers[s.Verdict]).as(lookStrong))
	billed := add("Billed, list amount", cell{}, amount(s.Billed))
	expected := add("Expected by the evidence", cell{}, amount(s.Expected))
	add("Possible at most, with all that is not decided", cell{}, p.atMost(s.Possible))
	p.left.add(p.summed(text(lookSumText, p.say("Difference")), amount(s.Difference).as(lookSumChange).
		live(fmt.Sprintf("ROUND(%s-%s,10)", at(columnAmount, billed), at(columnAmount, expected))))...)
	due := func(name string, d model.Due) {
		if d.Findings > 0 {
			add(name, count(d.Findings), amount(d.Amount))
		}
	}
	open := func(name string, d decimal.Decimal) {
		if !d.IsZero() {
			add(name, cell{}, change(d))
		}
	}
	due("To claim: charged too much, by documented rules", s.Claim)
	due("To ask about: charged too much, by an assumption", s.Ask)
	due("Charged too little", s.Owed)
	open("Evidence that would decide is missing", s.Unverifiable)
	open("No known cause explains it", s.Unexplained)
	p.left.skip(1)
}
