package csv

import (
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// writeLines writes every line of the bill with its place in the report.
func writeLines(w io.Writer, r *model.Report, o Options) error {
	columns := append(lineFound(words.ZoneFor(o.UTC)), lineFigures()...)
	return writeRows(w, append(columns, lineJudged()...), r.Lines, o)
}

// lineFound is where a line stands and what it is for.
func lineFound(zone words.Zone) []column[model.ReportLine] {
	type row = model.ReportLine
	return []column[row]{
		text("file", func(l *row) string { return l.File }),
		count("line", func(l *row) int64 { return l.Line }),
		text("line_id", func(l *row) string { return l.LineID }),
		text("account", func(l *row) string { return l.Account }),
		text("owner", func(l *row) string { return l.Owner }),
		text("month", func(l *row) string { return l.Month }),
		instant("from", zone, func(l *row) int64 { return l.From }),
		instant("to", zone, func(l *row) int64 { return l.To }),
		text("grain", func(l *row) model.Grain { return l.Grain }),
		text("product", func(l *row) string { return l.Product }),
		text("commodity", func(l *row) string { return l.Commodity }),
		text("item_code", func(l *row) string { return l.ItemCode }),
		text("item_name", func(l *row) string { return l.ItemName }),
		text("instance", func(l *row) string { return l.Instance }),
		text("region", func(l *row) string { return l.Region }),
		text("type", func(l *row) model.LineType { return l.Type }),
		text("type_text", func(l *row) string { return l.TypeText }),
	}
}

// lineFigures is what the line says in numbers, as printed.
func lineFigures() []column[model.ReportLine] {
	type row = model.ReportLine
	return []column[row]{
		printed("usage", func(l *row) decimal.NullDecimal { return l.Usage }),
		text("usage_unit", func(l *row) string { return l.UsageUnit }),
		count("quantity", func(l *row) int64 { return l.Quantity }),
		text("unit", func(l *row) string { return l.Unit }),
		printed("list_price", func(l *row) decimal.NullDecimal { return l.ListPrice }),
		text("price_unit", func(l *row) string { return l.PriceUnit }),
		count("price_per", func(l *row) int64 { return l.PricePer }),
		text("tier", func(l *row) string { return l.Tier }),
		printed("gross", func(l *row) decimal.NullDecimal { return l.Gross }),
		printed("discount", func(l *row) decimal.NullDecimal { return l.Discount }),
		printed("coupon", func(l *row) decimal.NullDecimal { return l.Coupon }),
		printed("payable", func(l *row) decimal.NullDecimal { return l.Payable }),
		text("taxed", func(l *row) string { return strconv.FormatBool(l.Taxed) }),
		text("currency", func(l *row) string { return l.Currency }),
	}
}

// lineJudged is what the audit makes of it.
func lineJudged() []column[model.ReportLine] {
	type row = model.ReportLine
	return []column[row]{
		text("item", func(l *row) string { return l.Item }),
		text("project", func(l *row) string { return l.Project }),
		text("status", func(l *row) string { return words.LineStatus(l.Status, l.Detail) }),
		text("cause", func(l *row) model.Cause { return l.Cause }),
		text("finding", func(l *row) string { return l.Finding }),
	}
}
