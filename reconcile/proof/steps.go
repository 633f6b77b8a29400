package proof

import (
	"cmp"
	"fmt"
	"slices"

	"immrecon/reconcile/evidence"
	"immrecon/reconcile/price"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

// steps writes the arithmetic of a finding out: what its bill lines come to,
// what the usage comes to, and the difference.
func steps(e *model.Evidence, book *price.RateCard) []string {
	f := &e.Finding
	out := append(billed(e), expected(e, book)...)
	whole := model.Measure{Quantity: f.Billed.Quantity - f.Expected.Quantity, Amount: f.Billed.Amount.Sub(f.Expected.Amount)}
	out = append(out, fmt.Sprintf("Difference: %d − %d = %s; %s − %s = %s %s",
		f.Billed.Quantity, f.Expected.Quantity, quote.Count(whole.Quantity, f.Unit), f.Billed.Amount, f.Expected.Amount, whole.Amount, f.Currency))
	if whole.Quantity != f.Difference.Quantity || !whole.Amount.Equal(f.Difference.Amount) {
		out = append(out, fmt.Sprintf("Of this, %s and %s %s are this finding's", quote.Count(f.Difference.Quantity, f.Unit), f.Difference.Amount, f.Currency))
	}
	switch {
	case !e.Run.UsageSaved:
		out = append(out, evidence.NotSaved(e.Run))
	case e.Stored < e.Records:
		out = append(out, evidence.Gone(e.Records, e.Stored))
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

// expected multiplies what the run charged by the prices it was rated with.
func expected(e *model.Evidence, book *price.RateCard) []string {
	f := &e.Finding
	if f.Expected.Quantity == 0 {
		return []string{"Expected: nothing is billable"}
	}
	parts, unpriced := rate(e, book)
	sum, priced := total(parts)
	if unpriced > 0 {
		sum = append(sum, fmt.Sprintf("Expected, without a price in %s: %s", f.Currency, quote.Count(unpriced, f.Unit)))
	}
	if priced.Quantity+unpriced == f.Expected.Quantity && priced.Amount.Equal(f.Expected.Amount) {
		return sum
	}
	said := fmt.Sprintf("Expected: %s, %s %s by the run", quote.Count(f.Expected.Quantity, f.Unit), f.Expected.Amount, f.Currency)
	if e.Run.UsageSaved {
		said += "; the usage saved with it does not come to that, which is a defect of immrecon: please report it"
	}
	return []string{said}
}

// part is the billable quantity that shares an operation and a price.
type part struct {
	operation string
	price     model.Price
	quantity  int64
}

// rate adds what the run charged up by operation and price, and the quantity that
// no price was in force for.
func rate(e *model.Evidence, book *price.RateCard) (parts []part, unpriced int64) {
	for _, c := range e.Counts {
		if c.Quantity == 0 || !c.Billable {
			continue
		}
		p, ok := book.At(c.Item, c.Tier, c.Operation, c.Hour)
		if !ok {
			unpriced += c.Quantity
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
	return parts, unpriced
}

// total writes the parts out, and what they come to.
func total(parts []part) (out []string, sum model.Measure) {
	for _, p := range parts {
		sum.Quantity += p.quantity
		sum.Amount = sum.Amount.Add(price.Amount(p.price, p.quantity))
		out = append(out, fmt.Sprintf("Expected, %s: %s (%s: %s)", p.operation, quote.Product(p.quantity, p.price.Unit, p.price), p.price.Basis, p.price.Source))
	}
	if len(parts) > 1 {
		out = append(out, fmt.Sprintf("Expected in all: %s, %s %s", quote.Count(sum.Quantity, parts[0].price.Unit), sum.Amount, parts[0].price.Currency))
	}
	return out, sum
}
