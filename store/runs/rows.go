package runs

import (
	"iter"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
)

// The cells and the bill lines of a run are too many to hold. A report has them
// as sequences, which read the database anew each time they are ranged over.

// cells reads the cells of a run that meet a condition of SQL, in order of their
// ids.
func cells(r db.Reader, run int64, condition string, args ...any) iter.Seq2[model.Cell, error] {
	return func(yield func(model.Cell, error) bool) {
		alternatives, stop := alternativesOf(r, run)
		defer stop()
		var c model.Cell
		for err := range r.ScanLong(`id, project, region, item, tier, from_ts, to_ts, unit, expected_quantity, expected_amount,
			billed_quantity, billed_amount, currency, account, lines, verdict, cause, tolerated`, "FROM cell WHERE run_id = ? AND "+condition+" ORDER BY id", append([]any{run}, args...),
			&c.ID, &c.Project, &c.Region, &c.Item, &c.Tier, &c.From, &c.To, &c.Unit, &c.Expected.Quantity, &c.Expected.Amount,
			&c.Billed.Quantity, &c.Billed.Amount, &c.Currency, &c.Account, &c.Lines, &c.Verdict, &c.Cause, &c.Tolerated) {
			if err == nil {
				c.Alternatives, err = alternatives(c.ID)
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// alternativesOf gives cells their alternatives. They must be asked for in the
// order of the cells' ids: both are read along one another.
func alternativesOf(r db.Reader, run int64) (of func(cell int64) (map[string]int64, error), stop func()) {
	type alternative struct {
		cell, quantity int64
		name           string
	}
	next, stop := iter.Pull2(func(yield func(alternative, error) bool) {
		var a alternative
		for err := range r.Scan("SELECT cell_id, alternative, quantity FROM cell_alternative WHERE run_id = ? ORDER BY cell_id", []any{run},
			&a.cell, &a.name, &a.quantity) {
			if !yield(a, err) {
				return
			}
		}
	})
	a, err, more := next()
	return func(cell int64) (map[string]int64, error) {
		var all map[string]int64
		for ; more && err == nil && a.cell <= cell; a, err, more = next() {
			if a.cell < cell {
				continue
			}
			if all == nil {
				all = map[string]int64{}
			}
			all[a.name] = a.quantity
		}
		return all, err
	}, stop
}

// lineColumns are those of a bill line b, in the order of lineVariables.
const lineColumns = `b.form, b.line_id, b.account, b.owner, b.month, b.from_ts, b.to_ts, b.grain, b.product, b.commodity,
	b.item_code, b.item_name, b.instance, b.region, b.type, b.type_text, b.usage, b.usage_unit, b.quantity, b.unit, b.list_price,
	b.price_unit, b.price_per, b.tier, b.gross, b.discount, b.coupon, b.payable, b.taxed, b.currency, b.deducted`

// lineVariables are where the columns of lineColumns are scanned to.
func lineVariables(b *model.BillLine) []any {
	return []any{&b.Form, &b.LineID, &b.Account, &b.Owner, &b.Month, &b.From, &b.To, &b.Grain, &b.Product, &b.Commodity,
		&b.ItemCode, &b.ItemName, &b.Instance, &b.Region, &b.Type, &b.TypeText, &b.Usage, &b.UsageUnit, &b.Quantity, &b.Unit, &b.ListPrice,
		&b.PriceUnit, &b.PricePer, &b.Tier, &b.Gross, &b.Discount, &b.Coupon, &b.Payable, &b.Taxed, &b.Currency, &b.Deducted}
}

// lines reads the bill lines of a run, source by source, line by line. They are
// joined in the order that the tables are named in, along indexes, so that
// nothing has to be sorted.
func lines(r db.Reader, report *model.Report) iter.Seq2[model.ReportLine, error] {
	return func(yield func(model.ReportLine, error) bool) {
		marks, err := readMarks(r, report)
		if err != nil {
			yield(model.ReportLine{}, err)
			return
		}
		var l model.ReportLine
		var cell int64
		places := slices.Concat([]any{&cell, &l.Project, &l.Item, &l.Status, &l.Detail, &l.SourceID, &l.File, &l.Line}, lineVariables(&l.BillLine))
		for err := range r.ScanLong("l.cell_id, l.project, l.item, l.status, l.detail, u.source_id, s.name, b.line, "+lineColumns, `
			FROM run_source u CROSS JOIN source s CROSS JOIN bill_line b CROSS JOIN run_line l
			WHERE u.run_id = ? AND s.id = u.source_id AND b.source_id = u.source_id AND l.run_id = u.run_id AND l.bill_line_id = b.id
			ORDER BY u.source_id, b.line`, []any{report.Run.ID}, places...) {
			m := marks[cell]
			l.Cause, l.Finding = m.cause, m.finding
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// mark is what the bill lines of a cell are marked with: its cause, and its
// first finding.
type mark struct {
	cause   model.Cause
	finding string
}

// readMarks reads the marks of the cells that have findings.
func readMarks(r db.Reader, report *model.Report) (map[int64]mark, error) {
	marks := map[int64]mark{}
	for _, f := range report.Findings {
		if _, marked := marks[f.CellID]; !marked {
			marks[f.CellID] = mark{finding: f.ID}
		}
	}
	var cell int64
	var cause model.Cause
	err := r.Query("SELECT id, cause FROM cell WHERE run_id = ? AND cause <> ''", []any{report.Run.ID},
		func() { marks[cell] = mark{cause, marks[cell].finding} }, &cell, &cause)
	return marks, err
}

// countLines counts the bill lines of a run that lines will read.
func countLines(r db.Reader, report *model.Report) error {
	return r.One("SELECT count(*) FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id WHERE l.run_id = ?", []any{report.Run.ID}, &report.LineCount)
}
