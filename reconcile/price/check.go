package price

import (
	"fmt"
	"time"

	"immrecon/store/model"
)

// usable says what keeps a price from being used, if anything does.
func usable(p model.Price) error {
	switch {
	case p.Item == "":
		return fmt.Errorf("price %s names no item; name one or leave it out", describe(p))
	case p.Per <= 0:
		return fmt.Errorf("price %s is for %d units; say how many, 1 or more, it is for", describe(p), p.Per)
	case p.Amount.IsNegative():
		return fmt.Errorf("price %s is %s; a price is zero or more", describe(p), p.Amount)
	case p.To != 0 && p.To <= p.From:
		return fmt.Errorf("price %s ends before it begins; correct its instants", describe(p))
	}
	return nil
}

// oneMarket refuses prices of different sites or currencies: an amount in
// dollars and one in yuan must not meet in one sum.
func oneMarket(layers [][]model.Price) error {
	var first *model.Price
	for _, prices := range layers {
		for i := range prices {
			p := &prices[i]
			if first == nil {
				first = p
			}
			if p.Site != first.Site || p.Currency != first.Currency {
				return fmt.Errorf("prices of two markets: %s is of %s in %s, %s is of %s in %s; keep those of one",
					describe(*first), first.Site, first.Currency, describe(*p), p.Site, p.Currency)
			}
		}
	}
	return nil
}

// disjoint refuses two prices of a key in force at once. The versions must be
// in order of their beginning.
func disjoint(versions []model.Price) error {
	for i := 1; i < len(versions); i++ {
		earlier, later := versions[i-1], versions[i]
		if earlier.To == 0 || earlier.To > later.From {
			return fmt.Errorf("two prices in force at once: %s and %s; end the one where the other begins",
				describe(earlier), describe(later))
		}
	}
	return nil
}

// describe names a price so that its row can be found.
func describe(p model.Price) string {
	text := p.Item
	if p.Tier != "" {
		text += " " + p.Tier
	}
	if p.Operation != "" {
		text += " for " + p.Operation
	}
	text += fmt.Sprintf(" %s per %d [%s, %s)", p.Amount, p.Per, instant(p.From), instant(p.To))
	if p.Source != "" {
		text += " (" + p.Source + ")"
	}
	return text
}

// instant writes an instant in the billing zone.
func instant(at int64) string {
	if at == 0 {
		return "unbounded"
	}
	return time.Unix(at, 0).In(model.BillingZone).Format(time.RFC3339)
}
