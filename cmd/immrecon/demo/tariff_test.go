package demo

import (
	"testing"

	"immrecon/migrations/catalogue"
)

// TestTariffsAgreeWithTheCatalogue compares the demo's own price list with the
// price book of the program: they were taken from the page one by one.
func TestTariffsAgreeWithTheCatalogue(t *testing.T) {
	book, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	found := map[priced]bool{}
	for _, p := range book.Prices {
		own, used := tariffs[priced{p.Item, p.Tier}]
		if !used || p.Operation != "" || p.To != 0 {
			continue
		}
		found[priced{p.Item, p.Tier}] = true
		if !own.price.Equal(p.Amount) || own.unit.per != p.Per {
			t.Errorf("%s %s: %s for %d here, %s for %d in the catalogue", p.Item, p.Tier, own.price, own.unit.per, p.Amount, p.Per)
		}
	}
	for p := range tariffs {
		if !found[p] {
			t.Errorf("the catalogue has no present price of %s %s", p.item, p.tier)
		}
	}
}
