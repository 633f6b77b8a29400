package xlsx

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/store"
)

// statementWidths are the columns of the statement: words, code, verdict,
// basis, findings, amount, check. Amounts and checks stand below each other
// from the top of the page to its end.
var statementWidths = []width{wider, wide, medium, medium, narrow, medium, narrow}

// The columns that formulas point at.
const (
	columnCode     = "B"
	columnVerdict  = "C"
	columnBasis    = "D"
	columnFindings = "E"
	columnAmount   = "F"
	columnCheck    = "G"
)

// statementPage is the statement in the making: rows from top to bottom.
type statementPage struct {
	*book
	rows [][]cell
}

// add appends a row and returns its number.
func (p *statementPage) add(row ...cell) int {
	p.rows = append(p.rows, row)
	return len(p.rows)
}

// next is the number of the row that will be added next.
func (p *statementPage) next() int { return len(p.rows) + 1 }

// at names the cell of a column in a row.
func at(column string, row int) string { return fmt.Sprintf("%s%d", column, row) }

// statement makes the first sheet: the run in one printed page.
func (b *book) statement(f table[store.Finding], i table[group[itemKey]], d table[group[dayKey]], s table[sourceRow]) error {
	p := &statementPage{book: b}
	p.head()
	figures := p.figures(&f)
	p.checks(figures, &i, &d, &s)
	p.evidence()
	return p.finish()
}

// head says what was checked, when, and in plain sentences what came out.
func (p *statementPage) head() {
	run := &p.report.Run
	label := func(name string, value cell) { p.add(text(lookLabel, name), value) }
	p.add(text(lookTitle, "Is the IMM bill of "+run.Month+" right?"))
	p.add()
	label("Month", text(lookText, run.Month))
	label(p.time("From"), instant(p.zone, run.From))
	label(p.time("To"), instant(p.zone, run.To))
	label("Account", text(lookText, strings.Join(run.Accounts, ", ")))
	label("Currency", text(lookText, p.report.Statement.Currency))
	label("Run", text(lookText, run.Key))
	label(p.time("Prepared"), instant(p.zone, run.StartedAt.Unix()))
	label("Program", text(lookText, run.Tool))
	label("Price book", text(lookCode, run.Catalogue))
	p.add()
	p.add(text(lookSection, "What this says"))
	for _, sentence := range p.words.Says(&p.report.Statement) {
		p.add(text(lookText, sentence))
	}
	p.add()
}

// figures are the rows that the checks point at.
type figures struct{ billed, expected, difference, firstPart, lastPart int }

// figures puts down what was billed, what the evidence supports, and what the
// difference is made of.
func (p *statementPage) figures(findings *table[store.Finding]) figures {
	s := &p.report.Statement
	var rows figures
	p.heads("Amounts", "Code", headerVerdict, headerBasis, "Findings", p.money("Amount"), headerCheck)
	rows.billed = p.figure("Billed", s.Billed)
	rows.expected = p.figure("Expected by the evidence", s.Expected)
	rows.difference = p.add(text(lookSumText, "Difference"), blank, blank, blank, blank, amount(s.Difference).as(lookSumAmount))
	p.add()
	p.add(text(lookSection, "Where the difference comes from"))
	rows.firstPart = p.next()
	for i := range s.Explained {
		p.explained(&s.Explained[i], findings)
	}
	p.figure("Within tolerance", s.Tolerated)
	p.open("Evidence that would decide is missing", s.Unverifiable, text(lookUnverifiable, "unverifiable"),
		func(f *store.Finding) bool { return f.Verdict == store.Unverifiable })
	rows.lastPart = p.open("No known cause explains it", s.Unexplained, text(lookUnknown, "unexplained"),
		func(f *store.Finding) bool { return f.Cause == store.Unknown })
	return rows
}

// blank carries the rule above a row of sums across the page.
var blank = cell{look: lookSumText}

// headLooks sets the heads as the cells below them are set.
var headLooks = []look{lookHeader, lookHeader, lookHeader, lookHeader, lookHeaderRight, lookHeaderRight, lookHeaderCentred}

func (p *statementPage) heads(headers ...string) {
	row := make([]cell, len(headers))
	for i, h := range headers {
		row[i] = text(headLooks[i], h)
	}
	p.add(row...)
}

// figure is a row with a name and an amount.
func (p *statementPage) figure(name string, d decimal.Decimal) int {
	return p.add(text(lookText, name), cell{}, cell{}, cell{}, cell{}, amount(d))
}

// open is the row of an amount that no cause explains. Its word stands out only
// if there is such an amount. It leads to the first of its findings.
func (p *statementPage) open(name string, d decimal.Decimal, word cell, mine func(*store.Finding) bool) int {
	if d.IsZero() {
		word.look = lookText
	}
	found, _ := p.sumFindings(mine)
	return p.add(text(lookText, name).to(p.firstFinding(mine)), cell{}, word, cell{}, count(found), amount(d))
}

// explained is the row of one cause. It leads to the first of its findings, and
// a live check says that they add up to it.
func (p *statementPage) explained(e *store.Explained, findings *table[store.Finding]) {
	mine := func(f *store.Finding) bool {
		return f.Cause == e.Cause && f.Verdict == e.Verdict && f.Basis == e.Basis
	}
	row := p.next()
	criteria := []criterion{
		{findings.ranges(p.book, headerCauseCode), at(columnCode, row)},
		{findings.ranges(p.book, headerVerdict), at(columnVerdict, row)},
		{findings.ranges(p.book, headerBasis), at(columnBasis, row)},
	}
	amounts := sumIf(findings.ranges(p.book, p.money("Difference")), criteria...)
	condition := "AND(" + countIf(criteria...) + "=" + at(columnFindings, row) + "," + zero(amounts+"-"+at(columnAmount, row)) + ")"
	found, sum := p.sumFindings(mine)
	p.add(
		text(lookText, p.words.Cause(e.Cause)).to(p.firstFinding(mine)), text(lookCode, e.Cause),
		text(verdictLook(e.Verdict), p.words.Verdict(e.Verdict)), text(lookText, p.words.Basis(e.Basis)),
		count(e.Findings), amount(e.Amount), check(condition, found == e.Findings && same(sum, e.Amount)),
	)
}

// sumFindings counts and adds up some of the findings.
func (p *statementPage) sumFindings(mine func(*store.Finding) bool) (found int64, sum decimal.Decimal) {
	for i := range p.report.Findings {
		if f := &p.report.Findings[i]; mine(f) {
			found++
			sum = sum.Add(f.Difference.Amount)
		}
	}
	return found, sum
}

// firstFinding is where the first of some findings stands, "" if there is none.
func (p *statementPage) firstFinding(mine func(*store.Finding) bool) string {
	for i := range p.report.Findings {
		if mine(&p.report.Findings[i]) {
			return p.placeOf(sheetFindings, i)
		}
	}
	return ""
}

// finish turns the rows into the sheet.
func (p *statementPage) finish() error {
	if err := p.addSheet(sheetStatement, paper{across: 1, tall: 1}, p.cells); err != nil {
		return err
	}
	for i, w := range statementWidths {
		if err := setWidth(p.file, sheetStatement, i+1, w); err != nil {
			return err
		}
	}
	noGrid := false
	if err := p.file.SetSheetView(sheetStatement, 0, &excelize.ViewOptions{ShowGridLines: &noGrid}); err != nil {
		return err
	}
	if err := p.markChecks(sheetStatement, fmt.Sprintf("%s1:%s%d", columnCheck, columnCheck, len(p.rows))); err != nil {
		return err
	}
	return p.file.SetSheetDimension(sheetStatement, fmt.Sprintf("A1:%s%d", columnCheck, len(p.rows)))
}

func (p *statementPage) cells(yield func(int, []cell) bool) {
	for i, row := range p.rows {
		if !yield(i+1, row) {
			return
		}
	}
}
