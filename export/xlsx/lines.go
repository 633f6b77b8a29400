package xlsx

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// lines is the bill itself, every line of it. A line with a finding leads there.
// It is written early, for findings point back at lines, and where those stand
// shows only as they are written.
func (b *book) lines() table[model.ReportLine] {
	return table[model.ReportLine]{
		sheet: sheetLines, early: true, columns: slices.Concat(b.lineFirst(), b.lineFigures(), b.linePlace()), rows: b.billLines(),
		about:    "The bill itself, every line with what the audit makes of it. Amounts are as the bill prints them.",
		currency: func(l *model.ReportLine) string { return l.Currency },
	}
}

// billLines reads the lines and notes where those stand that findings lead to.
func (b *book) billLines() rows[model.ReportLine] {
	return rows[model.ReportLine]{b.report.LineCount, &model.ReportLine{}, func(yield func(model.ReportLine, error) bool) {
		n := 0
		for l, err := range b.report.Lines {
			b.placed(&l, n)
			if !yield(l, err) {
				return
			}
			n++
		}
	}}
}

// lineFirst is what the audit makes of a line, and what it is for.
func (b *book) lineFirst() []column[model.ReportLine] {
	type row = model.ReportLine
	said := func(header string, w width, value func(*row) string) column[row] {
		return column[row]{header: header, width: w, cell: func(l *row) cell { return text(lookText, value(l)) }}
	}
	return []column[row]{
		{header: "Line", width: narrow, cell: func(l *row) cell { return count(l.Line).as(lookCountLeft) }},
		{header: "Status", width: medium, cell: func(l *row) cell {
			return text(verdictLook(model.Verdict(l.Status)), b.words.Status(l.Status, l.Detail))
		}},
		{header: "Finding", width: medium, cell: func(l *row) cell { return text(lookText, l.Finding).to(b.places.findings[l.Finding]) }},
		{header: headerCause, width: wider, cell: func(l *row) cell {
			if l.Cause == "" {
				return cell{}
			}
			return text(causeLook(l.Cause), b.words.Cause(l.Cause))
		}},
		{header: "From", unit: b.zone.Name, width: medium, cell: func(l *row) cell { return instant(b.zone, l.From) }},
		{header: "To", unit: b.zone.Name, width: medium, cell: func(l *row) cell { return instant(b.zone, l.To) }},
		said("Project", medium, func(l *row) string { return l.Project }),
		said("Region", medium, func(l *row) string { return l.Region }),
		said("Item", wide, func(l *row) string { return either(l.Item, l.ItemCode) }),
		said("Tier", medium, func(l *row) string { return b.words.Term(l.Tier) }),
		said("Type", medium, func(l *row) string { return b.say(string(l.Type)) }),
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
func (b *book) lineFigures() []column[model.ReportLine] {
	type row = model.ReportLine
	figure := func(header string, value func(*row) decimal.NullDecimal) column[row] {
		return column[row]{header: header, width: medium, cell: func(l *row) cell { return printed(value(l)) }}
	}
	money := func(header string, value func(*row) decimal.NullDecimal) column[row] {
		c := figure(header, value)
		c.unit, c.sum = b.unit(), true
		return c
	}
	return []column[row]{
		figure("Usage", func(l *row) decimal.NullDecimal { return l.Usage }),
		{header: "Usage unit", width: narrow, cell: func(l *row) cell { return text(lookText, l.UsageUnit) }},
		{header: "Quantity", width: medium, cell: func(l *row) cell { return count(l.Quantity) }},
		{header: "Unit", width: narrow, cell: func(l *row) cell { return text(lookText, b.words.Unit(l.Unit)) }},
		figure("List price", func(l *row) decimal.NullDecimal { return l.ListPrice }),
		{header: "Price unit", width: medium, cell: func(l *row) cell { return text(lookText, l.PriceUnit) }},
		money("Gross", func(l *row) decimal.NullDecimal { return l.Gross }),
		money("Discount", func(l *row) decimal.NullDecimal { return l.Discount }),
		money("Coupon", func(l *row) decimal.NullDecimal { return l.Coupon }),
		money("Payable", func(l *row) decimal.NullDecimal { return l.Payable }),
		{header: headerCurrency, width: narrow, cell: func(l *row) cell { return text(lookText, l.Currency) }},
	}
}

// linePlace is where the line can be looked up.
func (b *book) linePlace() []column[model.ReportLine] {
	type row = model.ReportLine
	return []column[row]{
		{header: "Line id", width: wide, cell: func(l *row) cell { return text(lookText, l.LineID) }},
		{header: "Account", width: medium, cell: func(l *row) cell { return text(lookText, l.Account) }},
		{header: "File", width: wider, cell: func(l *row) cell { return path(l.File, wider) }},
	}
}
