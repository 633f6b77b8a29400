package proof

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/evidence"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// steps lays the arithmetic of a finding out: what its bill lines come to, what the
// usage comes to, and the difference.
func steps(e *model.Evidence, book *price.RateCard) model.Sayings {
	all := slices.Concat(billed(e), contradicted(e), expected(e, book), difference(&e.Finding))
	switch {
	case !e.Run.UsageSaved:
		all = append(all, evidence.NotSaved(e.Run))
	case e.Stored < e.Records:
		all = append(all, evidence.Gone(e.Records, e.Stored))
	}
	return all
}

// difference takes what is expected from what is billed, and says how much of that is
// the finding's where it is not all.
func difference(f *model.Finding) model.Sayings {
	whole := f.Billed.Minus(f.Expected)
	all := model.Sayings{model.SaysDifference.With(f.Billed.Quantity, f.Expected.Quantity, quantity(whole.Quantity, f.Unit),
		f.Billed.Amount, f.Expected.Amount, money(whole.Amount, f.Currency))}
	if whole.Quantity != f.Difference.Quantity || !whole.Amount.Equal(f.Difference.Amount) {
		all = append(all, model.SaysOfThis.With(quantity(f.Difference.Quantity, f.Unit), money(f.Difference.Amount, f.Currency)))
	}
	return all
}

// billed checks each line's own arithmetic and adds the lines up.
func billed(e *model.Evidence) (all model.Sayings) {
	f := &e.Finding
	for _, l := range e.Lines {
		p := model.Price{Amount: l.ListPrice.Decimal, Per: l.PricePer, Currency: l.Currency}
		if !l.ListPrice.Valid || l.PricePer <= 0 {
			all = append(all, model.SaysBilledNoPrice.With(l.File, l.Line, quantity(l.Quantity, l.Unit), money(l.Gross.Decimal, l.Currency)))
			continue
		}
		all = append(all, model.SaysBilledLine.With(l.File, l.Line, product(l.Quantity, l.Unit, p), l.Gross.Decimal))
	}
	if len(e.Lines) != 1 {
		all = append(all, model.SaysBilledInAll.With(quantity(f.Billed.Quantity, f.Unit), money(f.Billed.Amount, f.Currency)))
	}
	return all
}

// ownContradictions are the causes by which a line of the bill is wrong by what it
// prints itself, whatever was used.
var ownContradictions = []model.Cause{model.UnitScale, model.AmountArithmetic}

// contradicted says of a claim against a line's own multiplication by how much the
// line misses it.
func contradicted(e *model.Evidence) (all model.Sayings) {
	if !slices.Contains(ownContradictions, e.Finding.Cause) {
		return nil
	}
	for _, l := range e.Lines {
		own := Own(&l.BillLine)
		if off := own.Decimal.Sub(l.Gross.Decimal); own.Valid && !off.IsZero() {
			all = append(all, model.SaysOwnContradicted.With(l.File, l.Line, l.Gross.Decimal, l.Currency, own.Decimal, compared(off)))
		}
	}
	return all
}

// Own is what a line's own quantity × list price comes to; not valid where the line
// shows no list price.
func Own(l *model.BillLine) decimal.NullDecimal {
	if !l.ListPrice.Valid || l.PricePer <= 0 {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(price.Amount(model.Price{Amount: l.ListPrice.Decimal, Per: l.PricePer}, l.Quantity))
}

// compared says by how much something is more or less than another.
func compared(off decimal.Decimal) model.Saying {
	if off.IsNegative() {
		return model.SaysLess.With(off.Abs())
	}
	return model.SaysMore.With(off)
}

// expected multiplies what the run charged by the prices it was rated with.
func expected(e *model.Evidence, book *price.RateCard) model.Sayings {
	f := &e.Finding
	if f.Expected.Quantity == 0 {
		return model.Sayings{model.SaysNothingBillable.With()}
	}
	parts, unpriced := rate(e, book)
	sum, priced := total(parts)
	if unpriced > 0 {
		sum = append(sum, model.SaysExpectedNoPrice.With(f.Currency, quantity(unpriced, f.Unit)))
	}
	if priced.Quantity+unpriced == f.Expected.Quantity && priced.Amount.Equal(f.Expected.Amount) {
		return sum
	}
	byRun, amount := quantity(f.Expected.Quantity, f.Unit), money(f.Expected.Amount, f.Currency)
	if e.Run.UsageSaved {
		return model.Sayings{model.SaysExpectedDefect.With(byRun, amount)}
	}
	return model.Sayings{model.SaysExpectedByRun.With(byRun, amount)}
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

// total lays the parts out, and what they come to.
func total(parts []part) (all model.Sayings, sum model.Measure) {
	for _, p := range parts {
		sum = sum.Plus(model.Measure{Quantity: p.quantity, Amount: price.Amount(p.price, p.quantity)})
		all = append(all, model.SaysExpectedPart.With(p.operation, product(p.quantity, p.price.Unit, p.price), p.price.Basis, p.price.Source))
	}
	if len(parts) > 1 {
		first := parts[0].price
		all = append(all, model.SaysExpectedInAll.With(quantity(sum.Quantity, first.Unit), money(sum.Amount, first.Currency)))
	}
	return all, sum
}

func quantity(n int64, unit string) model.Saying { return model.SaysQuantity.With(n, unit) }

func money(amount decimal.Decimal, currency string) model.Saying {
	return model.SaysMoney.With(amount, currency)
}

// product is quantity × price / per = amount, with every digit.
func product(n int64, unit string, p model.Price) model.Saying {
	if p.Per == 1 {
		return model.SaysProduct.With(quantity(n, unit), p.Amount, p.Currency, price.Amount(p, n))
	}
	return model.SaysProductPer.With(quantity(n, unit), p.Amount, p.Currency, p.Per, price.Amount(p, n))
}
