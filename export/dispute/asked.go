package dispute

import "github.com/shopspring/decimal"

// amounts are money at both levels: at list prices, and what of it was paid, which is
// not valid where the run did not say.
type amounts struct {
	List decimal.Decimal
	Paid decimal.NullDecimal
}

// claimed is what the claim is about.
func (p *Packet) claimed() amounts { return amounts{p.Claim.Claimed, p.Claim.Payable()} }

// setOff is what the same cause left uncharged on the other side, positive amounts.
func (p *Packet) setOff() amounts {
	sum := amounts{Paid: decimal.NewNullDecimal(decimal.Zero)}
	for _, f := range p.SetOff {
		sum.List = sum.List.Sub(f.Difference.Amount)
		sum.Paid.Decimal = sum.Paid.Decimal.Sub(f.Payable.Decimal)
		sum.Paid.Valid = sum.Paid.Valid && f.Payable.Valid
	}
	return sum
}

// left is what is left of an amount when another is set off.
func (a amounts) left(off amounts) amounts {
	return amounts{a.List.Sub(off.List), decimal.NullDecimal{Decimal: a.Paid.Decimal.Sub(off.Paid.Decimal), Valid: a.Paid.Valid && off.Paid.Valid}}
}

// differ reports whether what was paid is known, and not the list amount.
func (a amounts) differ() bool { return a.Paid.Valid && !a.Paid.Decimal.Equal(a.List) }

// due is what is asked for: what was paid, and where nobody knows that the list amount.
func (a amounts) due() decimal.Decimal {
	if a.Paid.Valid {
		return a.Paid.Decimal
	}
	return a.List
}
