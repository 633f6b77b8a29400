package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store"
)

// lines is the bill itself, every line of it. A line with a finding leads there.
func (b *book) lines() table[store.ReportLine] {
	columns := append(b.linePlace(), b.lineFigures()...)
	return table[store.ReportLine]{
		sheet: sheetLines, columns: append(columns, b.lineStatus()...), rows: b.report.Lines,
		currency: func(l *store.ReportLine) string { return l.Currency },
	}
}

// linePlace is where a line stands and what it is for.
func (b *book) linePlace() []column[store.ReportLine] {
	type row = store.ReportLine
	return []column[row]{
		{header: "File", width: wide, cell: func(l *row) cell { return text(lookText, l.File) }},
		{header: "Line", width: narrow, cell: func(l *row) cell { return count(l.Line) }},
		{header: "Line id", width: wide, cell: func(l *row) cell { return text(lookText, l.LineID) }},
		{header: "Account", width: medium, cell: func(l *row) cell { return text(lookText, l.Account) }},
		{header: b.time("From"), width: medium, cell: func(l *row) cell { return instant(b.zone, l.From) }},
		{header: b.time("To"), width: medium, cell: func(l *row) cell { return instant(b.zone, l.To) }},
		{header: "Type", width: medium, cell: func(l *row) cell { return text(lookText, l.Type) }},
		{header: "Region", width: medium, cell: func(l *row) cell { return text(lookText, l.Region) }},
		{header: "Project", width: medium, cell: func(l *row) cell { return text(lookText, l.Project) }},
		{header: "Item", width: wide, cell: func(l *row) cell { return text(lookText, either(l.Item, l.ItemCode)) }},
		{header: "Tier", width: medium, cell: func(l *row) cell { return text(lookText, l.Tier) }},
	}
}

// either is the item as the catalogue names it, else as the bill does.
func either(catalogue, bill string) string {
	if catalogue != "" {
		return catalogue
	}
	return bill
}

// lineFigures is what the line says, as printed, and the quantity in base units.
func (b *book) lineFigures() []column[store.ReportLine] {
	type row = store.ReportLine
	figure := func(header string, value func(*row) decimal.NullDecimal, sum bool) column[row] {
		return column[row]{header: header, width: medium, sum: sum, cell: func(l *row) cell { return printed(value(l)) }}
	}
	return []column[row]{
		figure("Usage", func(l *row) decimal.NullDecimal { return l.Usage }, false),
		{header: "Usage unit", width: narrow, cell: func(l *row) cell { return text(lookText, l.UsageUnit) }},
		{header: "Quantity", width: medium, cell: func(l *row) cell { return count(l.Quantity) }},
		{header: "Unit", width: narrow, cell: func(l *row) cell { return text(lookText, l.Unit) }},
		figure("List price", func(l *row) decimal.NullDecimal { return l.ListPrice }, false),
		{header: "Price unit", width: medium, cell: func(l *row) cell { return text(lookText, l.PriceUnit) }},
		figure("Gross", func(l *row) decimal.NullDecimal { return l.Gross }, true),
		figure("Payable", func(l *row) decimal.NullDecimal { return l.Payable }, true),
		{header: headerCurrency, width: narrow, cell: func(l *row) cell { return text(lookText, l.Currency) }},
	}
}

// lineStatus is what the audit makes of the line.
func (b *book) lineStatus() []column[store.ReportLine] {
	type row = store.ReportLine
	return []column[row]{
		{header: "Status", width: medium, cell: func(l *row) cell {
			return text(verdictLook(store.Verdict(l.Status)), b.words.Status(l.Status))
		}},
		{header: "Cause", width: wider, cell: func(l *row) cell {
			if l.Cause == "" {
				return cell{}
			}
			return text(causeLook(l.Cause), b.words.Cause(l.Cause))
		}},
		{header: "Finding", width: wide, cell: func(l *row) cell {
			return text(lookText, l.Finding).to(b.findingAt[l.Finding])
		}},
	}
}
