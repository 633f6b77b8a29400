package focus

import (
	"iter"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// categories sort the lines of a bill.
var categories = map[model.LineType]string{
	model.LineUsage: usage, model.LineSubscription: purchase, model.LineVoucher: credit, model.LineFreeQuota: credit,
}

// billed is the bill as it came, line by line. What another line shows as well is
// left out: who takes a file over must not have to find out what is in it twice.
func billed(r *model.Report) iter.Seq2[charge, error] {
	start, end := month(r.Run.Month, r)
	return func(yield func(charge, error) bool) {
		for l, err := range r.Lines {
			if err == nil && (l.Status == model.LineSuperseded || l.Status == model.LineReferenceOnly) {
				continue
			}
			c := charge{
				billingStart: start, billingEnd: end, from: l.From, to: l.To,
				month: r.Run.Month, of: about(&l, r.Run.Month, start), kind: string(l.Type),
				account: first(l.Account, r.Run.Accounts), owner: l.Owner, currency: l.Currency,
				category: either(categories[l.Type], adjustment), description: either(l.ItemName, either(l.ItemCode, l.TypeText)),
				product: l.Product, region: l.Region, project: l.Project, item: either(l.Item, l.ItemCode), tier: l.Tier,
				quantity: l.Quantity, unit: l.Unit, price: unitPrice(&l),
				verdict: words.LineStatus(l.Status, l.Detail), cause: string(l.Cause), finding: l.Finding,
				lineID: l.LineID, file: l.File, line: strconv.FormatInt(l.Line, 10), run: r.Run.Key,
			}
			c.costs(&l)
			if !yield(c, err) {
				return
			}
		}
	}
}

// about is the month whose invoice a line is about: that of its bill, which starts
// at start, but for a refund or an adjustment of a period that lies wholly before
// it. A period over several months is about that in which it begins.
func about(l *model.ReportLine, month string, start int64) string {
	if (l.Type == model.LineRefund || l.Type == model.LineAdjustment) && l.To <= start {
		return time.Unix(l.From, 0).In(model.BillingZone).Format("2006-01")
	}
	return month
}

// costs takes over what a line says; what it leaves out follows from the rest.
func (c *charge) costs(l *model.ReportLine) {
	c.list = l.Gross.Decimal
	if !l.Gross.Valid {
		c.list = l.Payable.Decimal
	}
	c.contracted = c.list.Sub(l.Discount.Decimal)
	c.billed = c.contracted.Sub(l.Coupon.Decimal)
	if l.Payable.Valid {
		c.billed = l.Payable.Decimal
	}
}

// unitPrice is the line's list price of one base unit, if it says what its
// price is for.
func unitPrice(l *model.ReportLine) decimal.NullDecimal {
	if !l.ListPrice.Valid || l.PricePer == 0 || l.Type != model.LineUsage {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(l.ListPrice.Decimal.DivRound(decimal.NewFromInt(l.PricePer), unitPlaces))
}

// expected is what the evidence supports, cell by cell, at list price: which
// discounts would apply to it is for the provider to say.
func expected(r *model.Report) iter.Seq2[charge, error] {
	start, end := month(r.Run.Month, r)
	findings := map[int64]string{}
	for i := len(r.Findings) - 1; i >= 0; i-- { // so that the first of a cell stays
		findings[r.Findings[i].CellID] = r.Findings[i].ID
	}
	return func(yield func(charge, error) bool) {
		for e, err := range r.Cells {
			if err == nil && e.Expected.Quantity == 0 && e.Expected.Amount.IsZero() {
				continue
			}
			c := charge{
				billingStart: start, billingEnd: end, from: e.From, to: e.To,
				account: first("", r.Run.Accounts), currency: e.Currency, category: usage, description: e.Item,
				product: "imm", region: e.Region, project: e.Project, item: e.Item, tier: e.Tier,
				quantity: e.Expected.Quantity, unit: e.Unit,
				list: e.Expected.Amount, contracted: e.Expected.Amount, billed: e.Expected.Amount,
				verdict: either(string(e.Verdict), "agrees"), cause: string(e.Cause), finding: findings[e.ID], run: r.Run.Key,
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// month is the billing month as instants: it begins at midnight of the billing
// zone. Where the report names none it is the period of the run.
func month(name string, r *model.Report) (start, end int64) {
	_, offset := words.Billing.Time(0).Zone()
	begin, err := time.ParseInLocation("2006-01", name, time.FixedZone("", offset))
	if err != nil {
		return r.Run.From, r.Run.To
	}
	return begin.Unix(), begin.AddDate(0, 1, 0).Unix()
}

// first is a line's account, else the first of the run's.
func first(account string, accounts []string) string {
	if account == "" && len(accounts) > 0 {
		return accounts[0]
	}
	return account
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
