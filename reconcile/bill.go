package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/store"
)

// bill is the month's bill as the walk needs it.
type bill struct {
	lines    map[int64]diagnose.Line // usage lines by id
	others   []store.RunLine         // lines that are not compared, with the reason
	accounts []string
	currency string
	decimals precision
}

// precision is how many digits after the point the bill prints: of amounts, and
// of the usage in each unit. What it drops cannot be held against it.
type precision struct {
	amount int32
	usage  map[string]int32
}

// readBill reads the month's lines, names their item, project and tier in our
// terms, and puts the usage lines into the table billed.
func (w *walk) readBill() error {
	w.bill = &bill{lines: map[int64]diagnose.Line{}, decimals: precision{usage: map[string]int32{}}}
	names, err := w.projectNames()
	if err != nil {
		return err
	}
	rows := w.work.Into("billed", "bill_line_id", "project", "region", "item", "tier", "from_ts", "to_ts")
	var l diagnose.Line
	var bad error
	err = w.work.Query(`SELECT id, account, from_ts, to_ts, product, commodity, item_code, item_name, instance, region, type,
		usage, usage_unit, quantity, unit, list_price, price_per, tier, gross, currency
		FROM bill_line WHERE month = ? ORDER BY id`, []any{w.options.Month}, func() {
		if bad == nil {
			bad = w.takeLine(l, names, rows)
		}
	}, &l.ID, &l.Account, &l.From, &l.To, &l.Product, &l.Commodity, &l.ItemCode, &l.ItemName, &l.Instance, &l.Region, &l.Type,
		&l.Usage, &l.UsageUnit, &l.Quantity, &l.Unit, &l.ListPrice, &l.PricePer, &l.Tier, &l.Gross, &l.Currency)
	if err == nil {
		err = bad
	}
	if err != nil {
		return fmt.Errorf("read bill: %w", err)
	}
	if w.bill.currency == "" {
		w.bill.currency = currency
	}
	slices.Sort(w.bill.accounts)
	return rows.Flush()
}

// takeLine puts one line where it belongs.
func (w *walk) takeLine(l diagnose.Line, names map[string]bool, rows *store.Rows) error {
	if l.Account != "" && !slices.Contains(w.bill.accounts, l.Account) {
		w.bill.accounts = append(w.bill.accounts, l.Account)
	}
	l.Region = catalogue.RegionCode(l.Region)
	l.Project = projectOf(l.Instance, l.Region, names)
	l.Item = itemOf(l)
	if reason := w.whyNotCompared(l); reason != "" {
		w.bill.others = append(w.bill.others, store.RunLine{BillLineID: l.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: reason})
		return nil
	}
	l.Tier = w.tierOf(l)
	if w.bill.currency == "" {
		w.bill.currency = l.Currency
	}
	w.bill.decimals.see(l)
	w.bill.lines[l.ID] = l
	return rows.Add(l.ID, l.Project, l.Region, l.Item, l.Tier, l.From, l.To)
}

// whyNotCompared says why a line is kept out of the comparison, "" if it is not.
func (w *walk) whyNotCompared(l diagnose.Line) string {
	switch {
	case !isIMM(l):
		return "other product"
	case l.Type != store.LineUsage:
		return "not usage: " + string(l.Type)
	case w.narrowed() && (l.From >= w.to || l.To <= w.from):
		return "outside the period"
	}
	return ""
}

func isIMM(l diagnose.Line) bool {
	return l.Product == "imm" || strings.HasPrefix(strings.ToLower(l.Commodity), "imm")
}

// itemOf finds the catalogue's name of the line's item, by code, else by name.
// An item that the catalogue does not know keeps its code: it is money billed,
// and is reported as having no price.
func itemOf(l diagnose.Line) string {
	for _, name := range []string{l.ItemCode, l.ItemName} {
		if item, ok := catalogue.CanonicalItem(name); ok && name != "" {
			return item
		}
	}
	return cmp.Or(l.ItemCode, l.ItemName)
}

// projectOf finds the project in an instance id: the id itself, or the one part
// of a ";" composite that is a project's name, or the one part left beside the
// region. Where that does not decide, the project is unknown.
func projectOf(instance, region string, names map[string]bool) string {
	if names[instance] || (instance != "" && !strings.Contains(instance, ";") && instance != region) {
		return instance
	}
	var known, other []string
	for _, part := range strings.Split(instance, ";") {
		part = strings.TrimSpace(part)
		switch {
		case names[part]:
			known = append(known, part)
		case part != "" && part != region:
			other = append(other, part)
		}
	}
	if len(known) == 1 {
		return known[0]
	}
	if len(known) == 0 && len(other) == 1 {
		return other[0]
	}
	return ""
}

// projectNames collects every project that registry or evidence names.
func (w *walk) projectNames() (map[string]bool, error) {
	names := map[string]bool{}
	var name string
	err := w.work.Query(`SELECT name FROM project UNION SELECT project FROM binding UNION SELECT project FROM api_call`, nil,
		func() { names[name] = name != "" }, &name)
	return names, err
}

// tierOf finds the price tier of a line: as printed where it is one of the
// item's, else the one tier whose list price the line shows.
func (w *walk) tierOf(l diagnose.Line) string {
	found := ""
	for _, p := range w.book.Ever(l.Item) {
		if p.Tier == l.Tier {
			return l.Tier
		}
		if l.ListPrice.Valid && l.ListPrice.Decimal.Equal(p.Amount) && l.PricePer == p.Per {
			found = p.Tier
		}
	}
	return found
}

// see widens the precision by what a line prints.
func (p *precision) see(l diagnose.Line) {
	if l.Gross.Valid {
		p.amount = max(p.amount, digits(l.Gross.Decimal))
	}
	if l.Usage.Valid {
		p.usage[l.UsageUnit] = max(p.usage[l.UsageUnit], digits(l.Usage.Decimal))
	}
}

// digits is how many digits stand after the point.
func digits(d decimal.Decimal) int32 { return max(0, -d.Exponent()) }
