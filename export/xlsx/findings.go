package xlsx

import (
	"fmt"
	"strings"

	"immrecon/store"
)

// Headers of the findings that the statement's formulas look for.
const (
	headerVerdict   = "Verdict"
	headerCauseCode = "Cause code"
	headerBasis     = "Basis"
	headerCurrency  = "Currency"
)

// in puts the currency of the statement, or the zone, into a header.
func in(header, unit string) string { return header + " (" + unit + ")" }

func (b *book) money(header string) string { return in(header, b.report.Statement.Currency) }
func (b *book) time(header string) string  { return in(header, b.zone.Name) }

// findings is the sheet of findings, in the report's order. Each leads to the
// first of its bill lines.
func (b *book) findings() table[store.Finding] {
	columns := append(b.findingSubject(), b.findingFigures()...)
	return table[store.Finding]{
		sheet: sheetFindings, columns: append(columns, b.findingReasons()...), rows: b.report.Findings,
		currency: func(f *store.Finding) string { return f.Currency },
	}
}

// findingSubject is what a finding says of what.
func (b *book) findingSubject() []column[store.Finding] {
	type row = store.Finding
	return []column[row]{
		{header: "Finding", width: wide, cell: func(f *row) cell { return text(lookText, f.ID) }},
		{header: headerVerdict, width: medium, cell: func(f *row) cell {
			return text(verdictLook(f.Verdict), b.words.Verdict(f.Verdict))
		}},
		{header: "Cause", width: wider, cell: func(f *row) cell { return text(causeLook(f.Cause), b.words.Cause(f.Cause)) }},
		{header: "Project", width: medium, cell: func(f *row) cell { return text(lookText, f.Project) }},
		{header: "Region", width: medium, cell: func(f *row) cell { return text(lookText, f.Region) }},
		{header: "Item", width: wide, cell: func(f *row) cell { return text(lookText, f.Item) }},
		{header: "Tier", width: medium, cell: func(f *row) cell { return text(lookText, f.Tier) }},
		{header: b.time("From"), width: medium, cell: func(f *row) cell { return instant(b.zone, f.From) }},
		{header: b.time("To"), width: medium, cell: func(f *row) cell { return instant(b.zone, f.To) }},
	}
}

// findingFigures is billed and expected, in base units and in money.
func (b *book) findingFigures() []column[store.Finding] {
	type row = store.Finding
	return []column[row]{
		{header: "Unit", width: narrow, cell: func(f *row) cell { return text(lookText, f.Unit) }},
		{header: "Billed quantity", width: medium, cell: func(f *row) cell { return count(f.Billed.Quantity) }},
		{header: "Expected quantity", width: medium, cell: func(f *row) cell { return count(f.Expected.Quantity) }},
		{header: "Difference in quantity", width: medium, cell: func(f *row) cell { return count(f.Difference.Quantity) }},
		{header: b.money("Billed"), width: medium, cell: func(f *row) cell { return amount(f.Billed.Amount) }},
		{header: b.money("Expected"), width: medium, cell: func(f *row) cell { return amount(f.Expected.Amount) }},
		{header: b.money("Difference"), width: medium, sum: true, cell: func(f *row) cell { return amount(f.Difference.Amount) }},
		{header: headerCurrency, width: narrow, cell: func(f *row) cell { return text(lookText, f.Currency) }},
	}
}

// findingReasons is what a finding rests on.
func (b *book) findingReasons() []column[store.Finding] {
	type row = store.Finding
	return []column[row]{
		{header: headerBasis, width: medium, cell: func(f *row) cell { return text(lookText, b.words.Basis(f.Basis)) }},
		{header: "Bill lines", width: wide, cell: func(f *row) cell { return text(lookText, billRefs(f.Lines)).to(b.firstLine(f)) }},
		{header: "Evidence records", width: narrow, cell: func(f *row) cell { return count(f.Evidence) }},
		{header: "Explanation", width: paragraph, cell: func(f *row) cell { return text(lookWrapped, f.Explanation) }},
		{header: "Rules", width: wide, cell: func(f *row) cell { return text(lookWrapped, strings.Join(f.Rules, ", ")) }},
		{header: headerCauseCode, width: wide, cell: func(f *row) cell { return text(lookCode, f.Cause) }},
	}
}

// billRefs names the first bill line of a finding, and how many more there are.
func billRefs(refs []store.BillRef) string {
	switch len(refs) {
	case 0:
		return "none"
	case 1:
		return fmt.Sprintf("%s:%d", refs[0].File, refs[0].Line)
	default:
		return fmt.Sprintf("%s:%d and %d more", refs[0].File, refs[0].Line, len(refs)-1)
	}
}

// firstLine is where a finding's first bill line stands.
func (b *book) firstLine(f *store.Finding) string {
	if len(f.Lines) == 0 {
		return ""
	}
	return b.lineAt[store.BillRef{File: f.Lines[0].File, Line: f.Lines[0].Line}]
}
