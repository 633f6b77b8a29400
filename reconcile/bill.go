package reconcile

import (
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/payable"
	"immrecon/store"
)

// bill is the month's bill as the walk needs it.
type bill struct {
	lines    map[int64]diagnose.Line // usage lines by id
	others   []store.RunLine         // lines that are not compared, with the reason
	besides  []diagnose.Line         // IMM lines that are not usage
	oss      []diagnose.Line         // usage lines of OSS
	accounts []string
	currency string
	decimals precision
	tieOut   payable.TieOut
	notes    []string
}

// printedLine is a line of the bill with where it stands.
type printedLine struct {
	diagnose.Line
	source int64
}

// readBill reads the month's lines, names their item, project and tier in our
// terms, and puts the usage lines that count into the table billed.
func (w *walk) readBill() error {
	w.bill = &bill{lines: map[int64]diagnose.Line{}, decimals: precision{usage: map[string]int32{}}}
	lines, err := w.printedLines()
	if err == nil {
		err = w.nameLines(lines)
	}
	if err == nil {
		err = w.sortLines(lines)
	}
	if err != nil {
		return fmt.Errorf("read bill: %w", err)
	}
	if w.bill.currency == "" {
		w.bill.currency = currency
	}
	slices.Sort(w.bill.accounts)
	w.tieOut()
	return nil
}

// printedLines reads the month's lines as the readers left them.
func (w *walk) printedLines() ([]printedLine, error) {
	var lines []printedLine
	var l printedLine
	err := w.work.Query(`SELECT id, source_id, form, grain, account, owner, from_ts, to_ts, product, commodity, item_code, item_name, instance, region, type,
		usage, usage_unit, quantity, unit, list_price, price_per, tier, gross, discount, coupon, payable, taxed, currency
		FROM bill_line WHERE month = ? ORDER BY id`, []any{w.options.Month}, func() { lines = append(lines, l) },
		&l.ID, &l.source, &l.Form, &l.Grain, &l.Account, &l.Owner, &l.From, &l.To, &l.Product, &l.Commodity, &l.ItemCode, &l.ItemName, &l.Instance, &l.Region, &l.Type,
		&l.Usage, &l.UsageUnit, &l.Quantity, &l.Unit, &l.ListPrice, &l.PricePer, &l.Tier, &l.Gross, &l.Discount, &l.Coupon, &l.Payable, &l.Taxed, &l.Currency)
	return lines, err
}

// nameLines says region, project and item of each line in our terms.
func (w *walk) nameLines(lines []printedLine) error {
	names, err := w.projectNames()
	if err != nil {
		return err
	}
	for n := range lines {
		l := &lines[n]
		l.Region = catalogue.RegionCode(l.Region)
		l.Project = projectOf(l.Instance, l.Region, names)
		l.Item = itemOf(l.Line)
		if l.Account != "" && !slices.Contains(w.bill.accounts, l.Account) {
			w.bill.accounts = append(w.bill.accounts, l.Account)
		}
	}
	return nil
}

// sortLines puts each line where it belongs.
func (w *walk) sortLines(lines []printedLine) error {
	superseded, err := w.supersede(lines)
	if err != nil {
		return err
	}
	rows := w.work.Into("billed", "bill_line_id", "project", "region", "item", "tier", "from_ts", "to_ts")
	for _, l := range lines {
		reason := w.whyNotCompared(l.Line, superseded[l.ID])
		if reason != "" {
			w.setAside(l.Line, reason, superseded[l.ID] != 0)
			continue
		}
		l.Tier = w.tierOf(l.Line)
		if w.bill.currency == "" {
			w.bill.currency = l.Currency
		}
		w.bill.decimals.see(l.Line)
		w.bill.lines[l.ID] = l.Line
		if err := rows.Add(l.ID, l.Project, l.Region, l.Item, l.Tier, l.From, l.To); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// whyNotCompared says why a line is kept out of the comparison, "" if it is
// not; source is the one that supersedes it, 0 if none does.
func (w *walk) whyNotCompared(l diagnose.Line, source int64) string {
	switch {
	case l.Form == formFOCUS:
		return "for reference only (FOCUS)"
	case source != 0:
		return fmt.Sprintf("superseded by source %d", source)
	case !isIMM(l):
		return "other product"
	case l.Type != store.LineUsage:
		return "not usage: " + string(l.Type)
	case w.narrowed() && (l.From >= w.to || l.To <= w.from):
		return "outside the period"
	}
	return ""
}

// setAside keeps a line that is not compared, and remembers those that have a
// say elsewhere.
func (w *walk) setAside(l diagnose.Line, reason string, superseded bool) {
	w.bill.others = append(w.bill.others, store.RunLine{BillLineID: l.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: reason})
	switch {
	case superseded || l.Form == formFOCUS:
	case isIMM(l) && l.Type != store.LineUsage:
		w.bill.besides = append(w.bill.besides, l)
	case l.Product == "oss" && l.Type == store.LineUsage:
		w.bill.oss = append(w.bill.oss, l)
	}
}
