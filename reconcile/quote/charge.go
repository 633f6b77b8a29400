package quote

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// charge is what is charged under one item and tier, and how it came about.
type charge struct {
	operation  string // "" where an item is asked for
	item, tier string
	unit       string
	quantity   int64
	rules      []string // ids
	steps      []string // how the quantity is reached
}

// operationCharges charges calls of an operation, by the facts of each where
// its price depends on them.
func (t *Tariff) operationCharges(rows []catalogue.Operation, a Ask) ([]*charge, error) {
	name := rows[0].Name
	switch {
	case slices.ContainsFunc(rows, func(o catalogue.Operation) bool { return o.Item == liveItem }):
		return liveCharges(name, a)
	case meter.Metered(name):
		return meteredCharges(name, name, a)
	}
	var charges []*charge
	for _, o := range rows {
		charges = append(charges, calls(name, o.Item, "", a))
	}
	return charges, nil
}

// itemCharges charges an item itself: a stated number of its base units, or
// what the facts come to by the rule of an operation that is charged under it.
func (t *Tariff) itemCharges(item catalogue.Item, a Ask) ([]*charge, error) {
	switch {
	case item.Unit == meter.UnitCall && (a.Facts.Tier != "" || len(t.tiers(item.Code)) == 0):
		return []*charge{calls("", item.Code, a.Facts.Tier, a)}, nil
	case item.Unit != meter.UnitCall && a.Quantity > 0:
		return unitsOf(item, a)
	case item.Code == liveItem:
		return liveCharges("", a)
	}
	return t.chargesByRule(item, a)
}

// unitsOf charges a stated number of an item's base units.
func unitsOf(item catalogue.Item, a Ask) ([]*charge, error) {
	if len(a.Runs) > 0 {
		return nil, fmt.Errorf("%s is charged by the %s: state either how many there are or the lengths they follow from", item.Code, item.Unit)
	}
	return []*charge{{item: item.Code, tier: a.Facts.Tier, unit: item.Unit, quantity: a.Quantity}}, nil
}

// chargesByRule charges an item by the rule of an operation.
func (t *Tariff) chargesByRule(item catalogue.Item, a Ask) ([]*charge, error) {
	for _, o := range t.catalogue.Operations {
		if o.Item != item.Code || !meter.Metered(o.Name) {
			continue
		}
		t.assume(&a.Facts, o)
		charges, err := meteredCharges(o.Name, "", a)
		if err != nil {
			return nil, err
		}
		for _, c := range charges {
			if c.item != item.Code {
				return nil, fmt.Errorf("what is stated is charged under %s, not under %s", c.item, item.Code)
			}
		}
		return charges, nil
	}
	return nil, fmt.Errorf("%s is charged by the %s: state how many there are", item.Code, item.Unit)
}

// assume fills in the facts that the item itself tells: the condition under
// which the operation is charged under it. What is stated is left as it is, and
// so is a tier where the item is priced by tier.
func (t *Tariff) assume(c *model.Call, o catalogue.Operation) {
	for fact := range strings.SplitSeq(o.Condition, ";") {
		name, value, _ := strings.Cut(fact, "=")
		switch {
		case name == "output" && c.Output == "":
			c.Output = value
		case name == "codec" && c.Codec == "":
			c.Codec = value
		case name == "tier" && c.Tier == "" && len(t.tiers(o.Item)) == 0:
			c.Tier = value
		}
	}
}

// tiers lists the price tiers of an item, none where it has but one price.
func (t *Tariff) tiers(item string) []string {
	var tiers []string
	for _, p := range t.prices {
		if p.Item == item && p.Tier != "" && !slices.Contains(tiers, p.Tier) {
			tiers = append(tiers, p.Tier)
		}
	}
	return tiers
}
