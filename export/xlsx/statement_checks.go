package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// checks puts down, live, that the statement and the sheets behind it agree.
// The value each shows before it is computed anew is worked out here from the
// same figures.
func (p *statementPage) checks(rows figures, behind *sheetsBehind) {
	s := &p.report.Statement
	p.heads("Do the figures agree?")
	p.check("The difference is the sum of its parts",
		zero(at(columnAmount, rows.sum)+"-"+at(columnAmount, rows.difference)), same(sumOfParts(s), s.Difference))
	p.check("Billed less expected is the difference that the findings leave",
		zero(fmt.Sprintf("%s-%s-(%s)", at(columnAmount, rows.billed), at(columnAmount, rows.expected), at(columnAmount, rows.sum))),
		same(s.Billed.Sub(s.Expected), sumOfParts(s)))
	p.check("The sheet By item adds up to billed and expected", groupsCondition(p.book, &behind.items, rows),
		groupsAgree(p.sums.items, func(k itemKey) string { return k.currency }, s))
	p.check("The sheet By day adds up to billed and expected", groupsCondition(p.book, &behind.days, rows),
		groupsAgree(p.sums.days, func(k dayKey) string { return k.currency }, s))
	p.check("Every line read is kept, skipped, duplicate or rejected", p.linesCondition(&behind.sources), p.linesAgree())
	p.allChecks()
}

func (p *statementPage) check(name, condition string, holds bool) {
	p.left.add(text(lookText, p.say(name)), cell{}, cell{}, cell{}, cell{}, cell{}, cell{}, check(condition, holds))
}

// allChecks says in one word whether any check of the page fails.
func (p *statementPage) allChecks() {
	holds := true
	for _, row := range p.rows {
		for _, c := range row {
			holds = holds && (c.look != lookCheck || c.text == passed)
		}
	}
	above := fmt.Sprintf("COUNTIF(%s1:%s,\"%s\")=0", columnCheck, at(columnCheck, p.left.next-1), failed)
	row := p.summed(text(lookSumText, p.say("All checks")), cell{look: lookSumText})
	row[len(row)-1] = check(above, holds).as(lookSumCheck)
	p.left.add(row...)
}

func sumOfParts(s *model.Statement) decimal.Decimal {
	sum := decimal.Sum(s.Tolerated, s.Unverifiable, s.Unexplained)
	for _, e := range s.Explained {
		sum = sum.Add(e.Amount)
	}
	return sum
}

// groupsCondition is that a sheet of groups, in the statement's currency, adds
// up to what the statement says.
func groupsCondition[K comparable](b *book, t *table[group[K]], rows figures) string {
	currency := criterion{t.ranges(b, headerCurrency), `"` + b.currency() + `"`}
	billed := sumIf(t.ranges(b, headerBilled), currency)
	expected := sumIf(t.ranges(b, headerExpected), currency)
	return "AND(" + zero(billed+"-"+at(columnAmount, rows.billed)) + "," + zero(expected+"-"+at(columnAmount, rows.expected)) + ")"
}

func groupsAgree[K comparable](groups []group[K], currency func(K) string, s *model.Statement) bool {
	var sum group[K]
	for _, g := range groups {
		if currency(g.key) == s.Currency {
			sum.billed, sum.expected = sum.billed.Plus(g.billed), sum.expected.Plus(g.expected)
		}
	}
	return same(sum.billed.Amount, s.Billed) && same(sum.expected.Amount, s.Expected)
}

// linesCondition is that no line of any source was lost.
func (p *statementPage) linesCondition(sources *table[model.Source]) string {
	var ends []string
	for _, header := range []string{headerKept, headerSkipped, headerDuplicate, headerRejected} {
		ends = append(ends, sources.ranges(p.book, header)...)
	}
	return zero(sum(sources.ranges(p.book, headerRead)) + "-" + sum(ends))
}

func (p *statementPage) linesAgree() bool {
	var sum model.Tally
	for i := range p.report.Sources {
		t := &p.report.Sources[i].Tally
		sum.Read += t.Read
		sum.Kept += t.Kept
		sum.Skipped += t.Skipped
		sum.Duplicate += t.Duplicate
		sum.Rejected += t.Rejected
	}
	return accounted(&sum)
}
