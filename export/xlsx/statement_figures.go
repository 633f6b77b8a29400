package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// figures are the rows that checks and charts point at.
type figures struct{ billed, expected, difference, firstPart, lastPart, sum int }

// figures puts down what was billed, what the evidence supports, and what the
// difference is made of: first what alarms, then the causes, the largest first.
func (p *statementPage) figures(behind *sheetsBehind) figures {
	s := &p.report.Statement
	var rows figures
	p.left.section("What came out", 8)
	rows.billed = p.left.add(text(lookBig, p.say("Billed, list amount")), cell{}, cell{}, cell{}, cell{}, cell{}, amount(s.Billed).as(lookBigAmount))
	rows.expected = p.left.add(text(lookBig, p.say("Expected by the evidence")), cell{}, cell{}, cell{}, cell{}, cell{}, amount(s.Expected).as(lookBigAmount))
	if s.Verdict != "" {
		p.left.add(text(lookText, p.say("Possible at most, with all that is not decided")), cell{}, cell{}, cell{}, cell{}, cell{}, p.atMost(s.Possible).total())
	}
	rows.difference = p.left.add(p.summed(text(lookBig, p.say("Difference")).as(lookSumBig), amount(s.Difference).as(lookBigChange).
		live(fmt.Sprintf("ROUND(%s-%s,10)", at(columnAmount, rows.billed), at(columnAmount, rows.expected))))...)
	p.left.skip(1)
	p.heads("Where the difference comes from", headerVerdict, headerBasis, "Items", "Findings", "Bill lines",
		p.title(headerAmount, p.currency()), headerCheck)
	rows.firstPart = p.open("No known cause explains it", s.Unexplained, text(lookUnknown, p.say("unexplained")),
		func(f *model.Finding) bool { return f.Cause == model.Unknown })
	p.open("Evidence that would decide is missing", s.Unverifiable, text(lookUnverifiable, p.words.Verdict(model.Unverifiable)),
		func(f *model.Finding) bool { return f.Verdict == model.Unverifiable && f.Cause != model.Unknown })
	for i := range s.Explained {
		p.explained(&s.Explained[i], &behind.findings)
	}
	rows.lastPart = p.left.add(text(lookText, p.say("Within tolerance: decimals of the bill")), cell{}, cell{}, cell{}, cell{}, cell{}, change(s.Tolerated))
	rows.sum = p.left.add(p.summed(text(lookSumText, p.say("Sum, which is the difference")), change(sumOfParts(s)).as(lookSumChange).
		live(fmt.Sprintf("SUM(%s:%s)", at(columnAmount, rows.firstPart), at(columnAmount, rows.lastPart))))...)
	p.left.skip(1)
	return rows
}

// summed is a row of a sum: a line above it carries across the block.
func (p *statementPage) summed(name, sum cell) []cell {
	blank := cell{look: lookSumText}
	return []cell{name, blank, blank, blank, blank, blank, sum, blank}
}

// headLooks sets the heads as the cells below them are set.
var headLooks = []look{lookHeader, lookHeader, lookHeader, lookHeaderRight, lookHeaderRight, lookHeaderRight, lookHeaderRight, lookHeaderCentred}

func (p *statementPage) heads(headers ...string) {
	row := make([]cell, len(headLooks))
	for i := range row {
		row[i].look = headLooks[i]
		if i < len(headers) {
			row[i] = text(headLooks[i], p.say(headers[i]))
		}
	}
	p.left.add(row...)
}

// open is the row of an amount that no cause explains. Its word stands out only
// if there is such an amount. It leads to the first of its findings.
func (p *statementPage) open(name string, d decimal.Decimal, word cell, mine func(*model.Finding) bool) int {
	found, _ := p.sumFindings(mine)
	if found == 0 && d.IsZero() {
		word.look = lookText
	}
	items, lines := p.extent(func(c *model.FindingGroup) bool { return mine(&model.Finding{Cause: c.Cause, Verdict: c.Verdict}) })
	return p.left.add(text(lookText, p.say(name)).to(p.firstFinding(mine)), word, cell{}, count(items), count(found), count(lines), change(d))
}

// explained is the row of one cause. It leads to the largest of its claims, and
// a live check says that its findings add up to it.
func (p *statementPage) explained(e *model.Explained, findings *table[model.Finding]) {
	mine := func(f *model.Finding) bool {
		return f.Cause == e.Cause && f.Verdict == e.Verdict && f.Basis == e.Basis
	}
	row := p.left.next
	criteria := []criterion{
		{findings.ranges(p.book, headerCause), at(columnName, row)},
		{findings.ranges(p.book, headerVerdict), at(columnVerdict, row)},
		{findings.ranges(p.book, headerBasis), at(columnBasis, row)},
		{findings.ranges(p.book, headerCurrency), `"` + p.currency() + `"`},
	}
	amounts := sumIf(findings.ranges(p.book, headerDifference), criteria...)
	condition := "AND(" + countIf(criteria...) + "=" + at(columnFindings, row) + "," + zero(amounts+"-"+at(columnAmount, row)) + ")"
	found, sum := p.sumFindings(mine)
	claimed := func(c *model.FindingGroup) bool {
		return c.Cause == e.Cause && c.Verdict == e.Verdict && c.Basis == e.Basis
	}
	items, lines := p.extent(claimed)
	p.left.add(
		text(lookText, p.words.Cause(e.Cause)).to(p.firstClaim(claimed)), text(verdictLook(e.Verdict), p.words.Verdict(e.Verdict)),
		text(lookText, p.words.Basis(e.Basis)), count(items), count(e.Findings), count(lines), change(e.Amount),
		check(condition, found == e.Findings && same(sum, e.Amount)),
	)
}

// extent counts the items and the bill lines of some claims in the statement's
// currency.
func (p *statementPage) extent(mine func(*model.FindingGroup) bool) (items, lines int64) {
	seen := map[string]bool{}
	for i := range p.report.Groups {
		if c := &p.report.Groups[i]; p.in(c.Currency) == p.currency() && mine(c) {
			seen[c.Item] = true
			lines += c.Lines
		}
	}
	return int64(len(seen)), lines
}

// sumFindings counts and adds up some of the findings in the statement's currency.
func (p *statementPage) sumFindings(mine func(*model.Finding) bool) (found int64, sum decimal.Decimal) {
	for i := range p.report.Findings {
		if f := &p.report.Findings[i]; p.in(f.Currency) == p.currency() && mine(f) {
			found++
			sum = sum.Add(f.Difference.Amount)
		}
	}
	return found, sum
}

// firstFinding is where the first of some findings stands, "" if there is none.
func (p *statementPage) firstFinding(mine func(*model.Finding) bool) string {
	for i := range p.report.Findings {
		if f := &p.report.Findings[i]; p.in(f.Currency) == p.currency() && mine(f) {
			return p.placeOf(sheetFindings, i)
		}
	}
	return ""
}

// firstClaim is where the largest of some claims stands, "" if there is none.
func (p *statementPage) firstClaim(mine func(*model.FindingGroup) bool) string {
	for i := range p.report.Groups {
		if c := &p.report.Groups[i]; p.in(c.Currency) == p.currency() && mine(c) {
			return p.placeOf(sheetClaims, i)
		}
	}
	return ""
}
