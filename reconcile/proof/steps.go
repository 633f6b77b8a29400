package proof

import (
	"cmp"
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

// steps writes the arithmetic of a finding out: what its bill lines come to,
// what the usage comes to, and the difference.
func steps(e *model.Evidence, book *price.RateCard) []string {
	f := &e.Finding
	out := append(billed(e), expected(e, book)...)
	if e.Run.Catalogue != catalogue.Version() {
		out = append(out, "The run was rated with an earlier version of the catalogue; run `immrecon reconcile` again to use the present one.")
	}
	whole := model.Measure{Quantity: f.Billed.Quantity - f.Expected.Quantity, Amount: f.Billed.Amount.Sub(f.Expected.Amount)}
	out = append(out, fmt.Sprintf("Difference: %d − %d = %s; %s − %s = %s %s",
		f.Billed.Quantity, f.Expected.Quantity, quote.Count(whole.Quantity, f.Unit), f.Billed.Amount, f.Expected.Amount, whole.Amount, f.Currency))
	if whole.Quantity != f.Difference.Quantity || !whole.Amount.Equal(f.Difference.Amount) {
		out = append(out, fmt.Sprintf("Of this, %s and %s %s are this finding's", quote.Count(f.Difference.Quantity, f.Unit), f.Difference.Amount, f.Currency))
	}
	return out
}

// billed checks each line's own arithmetic and adds the lines up.
func billed(e *model.Evidence) []string {
	var out []string
	for _, l := range e.Lines {
		where := fmt.Sprintf("Billed, %s:%d: ", l.File, l.Line)
		switch p := (model.Price{Amount: l.ListPrice.Decimal, Per: l.PricePer, Currency: l.Currency}); {
		case !l.ListPrice.Valid || l.PricePer <= 0:
			out = append(out, where+fmt.Sprintf("%s for %s %s; the line shows no list price", quote.Count(l.Quantity, l.Unit), l.Gross.Decimal, l.Currency))
		default:
			out = append(out, where+fmt.Sprintf("%s; the line says %s", quote.Product(l.Quantity, l.Unit, p), l.Gross.Decimal))
		}
	}
	if len(e.Lines) != 1 {
		out = append(out, fmt.Sprintf("Billed in all: %s, %s %s", quote.Count(e.Finding.Billed.Quantity, e.Finding.Unit), e.Finding.Billed.Amount, e.Finding.Currency))
	}
	return out
}

// expected multiplies what is billable by the prices in force. Where the
// records found now do not add up to what the run expected, their quantities
// depend on more than each record alone: then the run's own quantity is taken.
func expected(e *model.Evidence, book *price.RateCard) []string {
	f := &e.Finding
	if f.Expected.Quantity == 0 {
		return []string{"Expected: nothing is billable"}
	}
	parts := rate(e, book)
	if sum, ok := total(parts, f.Expected); ok {
		return sum
	}
	p, ok := book.At(f.Item, f.Tier, "", f.From)
	if ok && price.Amount(p, f.Expected.Quantity).Equal(f.Expected.Amount) {
		return []string{"Expected: " + quote.Product(f.Expected.Quantity, f.Unit, p)}
	}
	return []string{fmt.Sprintf("Expected: %s, %s %s by the run; the usage and prices found now do not come to it",
		quote.Count(f.Expected.Quantity, f.Unit), f.Expected.Amount, f.Currency)}
}

// part is the billable quantity that shares an operation and a price.
type part struct {
	operation string
	price     model.Price
	quantity  int64
}

// rate adds the billable usage up by operation and price.
func rate(e *model.Evidence, book *price.RateCard) []part {
	f := &e.Finding
	var parts []part
	for _, c := range e.Counts {
		if c.Quantity == 0 || !meter.Billable(f.Item, c.Operation, meter.Class(c.Class), e.On) {
			continue
		}
		p, ok := book.At(f.Item, f.Tier, c.Operation, c.Hour)
		if !ok {
			continue
		}
		same := func(q part) bool { return q.operation == c.Operation && q.price == p }
		at := slices.IndexFunc(parts, same)
		if at < 0 {
			at = len(parts)
			parts = append(parts, part{operation: c.Operation, price: p})
		}
		parts[at].quantity += c.Quantity
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.operation, b.operation), cmp.Compare(a.price.From, b.price.From))
	})
	return parts
}

// total writes the parts out, and reports whether they come to what is expected.
func total(parts []part, want model.Measure) ([]string, bool) {
	var sum model.Measure
	var out []string
	for _, p := range parts {
		sum.Quantity += p.quantity
		sum.Amount = sum.Amount.Add(price.Amount(p.price, p.quantity))
		out = append(out, fmt.Sprintf("Expected, %s: %s (%s: %s)", p.operation, quote.Product(p.quantity, p.price.Unit, p.price), p.price.Basis, p.price.Source))
	}
	if len(parts) > 1 {
		out = append(out, fmt.Sprintf("Expected in all: %s, %s %s", quote.Count(sum.Quantity, parts[0].price.Unit), sum.Amount, parts[0].price.Currency))
	}
	return out, sum.Quantity == want.Quantity && sum.Amount.Equal(want.Amount)
}
