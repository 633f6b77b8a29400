package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// Headers that formulas look for.
const (
	headerVerdict    = "Verdict"
	headerCause      = "Cause"
	headerBasis      = "Basis"
	headerCurrency   = "Currency"
	headerAmount     = "Amount"
	headerBilled     = "Billed"
	headerExpected   = "Expected"
	headerDifference = "Difference"

	headerBilledQuantity     = "Billed quantity"
	headerExpectedQuantity   = "Expected quantity"
	headerDifferenceQuantity = "Difference in quantity"
)

// currency is what the statement is in.
func (b *book) currency() string { return b.report.Statement.Currency }

// unit is what stands behind the header of an amount: the currency, and nothing
// where there are several, for then each row says its own.
func (b *book) unit() string {
	if b.severalCurrencies() {
		return ""
	}
	return b.currency()
}

// severalCurrencies reports whether the bill is in more than one.
func (b *book) severalCurrencies() bool { return len(b.report.Currencies()) > 1 }

// in is the currency of a row; of one that does not say, the statement's.
func (b *book) in(currency string) string { return cmp.Or(currency, b.currency()) }

// findings is the sheet of findings, in the report's order. Each leads to its
// claim, to the first of its bill lines and to its evidence.
func (b *book) findings() table[model.Finding] {
	return table[model.Finding]{
		sheet: sheetFindings, rows: listed(b.report.Findings),
		columns:  slices.Concat(b.findingSubject(), b.findingAccount(), b.findingFigures(), b.findingReasons(), claimColumns(b, b.claimOfFinding), noteColumns[model.Finding]()),
		about:    "Every difference between bill and evidence, the largest first: one project, item, tier and period, one cause.",
		currency: func(f *model.Finding) string { return f.Currency },
	}
}

// findingSubject is what a finding says of what.
func (b *book) findingSubject() []column[model.Finding] {
	type row = model.Finding
	return []column[row]{
		{header: "Finding", width: medium, cell: func(f *row) cell { return text(lookText, f.ID) }},
		{header: "No.", width: narrow, cell: func(f *row) cell { return b.claimNumber(f) }},
		{header: headerVerdict, width: medium, cell: func(f *row) cell {
			return text(verdictLook(f.Verdict), b.words.Verdict(f.Verdict))
		}},
		{header: headerCause, width: wider, cell: func(f *row) cell { return text(causeLook(f.Cause), b.words.Cause(f.Cause)) }},
		{header: "Project", width: medium, cell: func(f *row) cell { return text(lookText, f.Project) }},
		{header: "Region", width: medium, cell: func(f *row) cell { return text(lookText, f.Region) }},
		{header: "Item", width: wide, cell: func(f *row) cell { return text(lookText, f.Item) }},
		{header: "Tier", width: medium, cell: func(f *row) cell { return text(lookText, b.words.Term(f.Tier)) }},
		{header: "From", unit: b.zone.Name, width: medium, cell: func(f *row) cell { return instant(b.zone, f.From) }},
		{header: "To", unit: b.zone.Name, width: medium, cell: func(f *row) cell { return instant(b.zone, f.To) }},
	}
}

// findingAccount is who pays, where several do.
func (b *book) findingAccount() []column[model.Finding] {
	if len(b.report.Run.Accounts) < 2 {
		return nil
	}
	return []column[model.Finding]{{header: "Account", width: medium, cell: func(f *model.Finding) cell { return text(lookText, f.Account) }}}
}

// claimNumber leads to the claim that a finding belongs to.
func (b *book) claimNumber(f *model.Finding) cell {
	claim := b.claimOf(f)
	if b.places.claims[claim] == "" {
		return cell{}
	}
	return count(b.places.numbers[claim]).as(lookCountLeft).leads(b.places.claims[claim])
}

// findingFigures is billed and expected, in base units and in money.
func (b *book) findingFigures() []column[model.Finding] {
	type row = model.Finding
	return []column[row]{
		{header: "Unit", width: narrow, cell: func(f *row) cell { return text(lookText, b.words.Unit(f.Unit)) }},
		{header: headerBilledQuantity, width: medium, cell: func(f *row) cell { return count(f.Billed.Quantity) }},
		{header: headerExpectedQuantity, width: medium, cell: func(f *row) cell { return count(f.Expected.Quantity) }},
		{header: "Possible quantity at most", width: medium, cell: func(f *row) cell { return b.possible(f) }},
		{header: headerDifferenceQuantity, width: medium, cell: func(f *row) cell { return countChange(f.Difference.Quantity) }},
		{header: headerBilled, unit: b.unit(), width: medium, cell: func(f *row) cell { return amount(f.Billed.Amount) }},
		{header: headerExpected, unit: b.unit(), width: medium, cell: func(f *row) cell { return amount(f.Expected.Amount) }},
		{header: headerDifference, unit: b.unit(), width: medium, sum: true, cell: func(f *row) cell { return change(f.Difference.Amount) }},
		{header: headerCurrency, width: narrow, cell: func(f *row) cell { return text(lookText, f.Currency) }},
	}
}

// possible is the most that may be right of a finding. A line that is no usage has
// no such quantity.
func (b *book) possible(f *model.Finding) cell {
	switch {
	case f.Possible.Valid:
		return count(f.Possible.Int64)
	case f.Completeness == "":
		return cell{}
	}
	return text(lookUnbounded, b.say(unbounded))
}

// completeness is how complete the evidence is that an accusation rests on. A
// finding that accuses nobody rests on none.
func (b *book) completeness(f *model.Finding) cell {
	if f.Completeness == "" || f.Verdict == model.Unverifiable || f.Verdict == model.Note {
		return cell{}
	}
	return text(lookText, b.words.Completeness(f.Completeness))
}

// unbounded stands for a number that nothing says.
const unbounded = "not bounded"

// findingReasons is what a finding rests on.
func (b *book) findingReasons() []column[model.Finding] {
	type row = model.Finding
	return []column[row]{
		{header: headerBasis, width: medium, cell: func(f *row) cell { return text(lookText, b.words.Basis(f.Basis)) }},
		{header: "Evidence is", width: medium, cell: func(f *row) cell { return b.completeness(f) }},
		{header: "Bill lines", width: wide, cell: func(f *row) cell { return text(lookText, b.billRefs(f.Lines)).to(b.firstLine(f)) }},
		{header: "Evidence records", width: narrow, cell: func(f *row) cell { return count(f.Evidence).leads(b.places.evidence[f.ID]) }},
		{header: "Explanation", width: paragraph, cell: func(f *row) cell { return text(lookWrapped, b.words.Explain(f.Explanation)) }},
		{header: "Rules", width: wide, cell: func(f *row) cell { return text(lookWrapped, strings.Join(f.Rules, ", ")) }},
		{header: "Cause code", width: wide, cell: func(f *row) cell { return text(lookCode, f.Cause) }},
	}
}

// billRefs names the first bill line of a finding, and how many more there are.
func (b *book) billRefs(refs []model.BillRef) string {
	switch len(refs) {
	case 0:
		return b.say("none")
	case 1:
		return fmt.Sprintf(b.say("line %d"), refs[0].Line)
	default:
		return fmt.Sprintf(b.say("line %d and %d more"), refs[0].Line, len(refs)-1)
	}
}

// firstLine is where a finding's first bill line stands.
func (b *book) firstLine(f *model.Finding) string {
	if len(f.Lines) == 0 {
		return ""
	}
	return b.places.lines[model.BillRef{File: f.Lines[0].File, Line: f.Lines[0].Line}]
}
