package csv

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// Findings writes the findings of a report, in the report's order.
func Findings(w io.Writer, r *model.Report, o Options) error {
	type row = model.Finding
	zone, claims := words.ZoneFor(o.UTC), r.ClaimsByFinding()
	claimed := func(of func(*model.Claim) string) func(*row) string {
		return func(f *row) string {
			if d := claims[f.ID]; d != nil {
				return of(d)
			}
			return ""
		}
	}
	return write(w, []column[row]{
		text("id", func(f *row) string { return f.ID }),
		text("project", func(f *row) string { return f.Project }),
		text("region", func(f *row) string { return f.Region }),
		text("item", func(f *row) string { return f.Item }),
		text("tier", func(f *row) string { return f.Tier }),
		instant("from", zone, func(f *row) int64 { return f.From }),
		instant("to", zone, func(f *row) int64 { return f.To }),
		text("verdict", func(f *row) model.Verdict { return f.Verdict }),
		text("cause", func(f *row) model.Cause { return f.Cause }),
		text("basis", func(f *row) model.Basis { return f.Basis }),
		text("unit", func(f *row) string { return f.Unit }),
		count("billed_quantity", func(f *row) int64 { return f.Billed.Quantity }),
		count("expected_quantity", func(f *row) int64 { return f.Expected.Quantity }),
		count("difference_quantity", func(f *row) int64 { return f.Difference.Quantity }),
		amount("billed_amount", func(f *row) decimal.Decimal { return f.Billed.Amount }),
		amount("expected_amount", func(f *row) decimal.Decimal { return f.Expected.Amount }),
		amount("difference_amount", func(f *row) decimal.Decimal { return f.Difference.Amount }),
		text("currency", func(f *row) string { return f.Currency }),
		text("bill_lines", func(f *row) string { return billRefs(f.Lines) }),
		count("evidence", func(f *row) int64 { return f.Evidence }),
		text("explanation", func(f *row) string { return words.English.Explain(f.Explanation) }),
		text("rules", func(f *row) string { return strings.Join(f.Rules, ";") }),
		text("completeness", func(f *row) model.Completeness { return f.Completeness }),
		text("possible", func(f *row) string { return possible(f) }),
		text("claim", claimed(func(d *model.Claim) string { return d.ID })),
		text("claim_status", claimed(func(d *model.Claim) string { return string(d.Status) })),
	}, r.Findings, o)
}

// possible is the most that may be right, in base units; "" where nothing bounds it.
func possible(f *model.Finding) string {
	if !f.Possible.Valid {
		return ""
	}
	return strconv.FormatInt(f.Possible.Int64, 10)
}

// billRefs names bill lines as a person would look them up: file:line, joined
// by semicolons.
func billRefs(refs []model.BillRef) string {
	places := make([]string, len(refs))
	for i, ref := range refs {
		places[i] = fmt.Sprintf("%s:%d", ref.File, ref.Line)
	}
	return strings.Join(places, ";")
}
