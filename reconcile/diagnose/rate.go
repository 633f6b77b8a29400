package diagnose

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// A rateRule is one cause of a wrong amount at a quantity that is not in
// question. It answers only with what gives the billed amount exactly, to the
// decimals that the bill prints.
type rateRule func(c *Case) (fit, bool)

// rateRules are tried in the order of what they assume, least first. What the bill's
// own line contradicts, its unit or its multiplication, rests on no rule at all.
var rateRules = []rateRule{noPrice, moneyOnly, freeItem, partsOfSeconds, unitScale, repricedUsage, lineArithmetic, supersededPrice, ownPrice}

// ratePart says why the amount of a case differs beyond its quantity.
func ratePart(c *Case) Part {
	chosen := fit{cause: model.Unknown, explanation: fmt.Sprintf(
		"Billed %s for %d, which at the price in force comes to %s; no known cause gives that amount.", c.Billed.Amount, c.charged(), c.atPrice())}
	for _, rule := range rateRules {
		if f, ok := rule(c); ok {
			chosen = f
			break
		}
	}
	p := Part{
		Cause: chosen.cause, Verdict: chosen.verdict, Evidence: c.billable(), Explanation: chosen.explanation, Rules: chosen.rules,
		Difference: model.Measure{Amount: c.rateDifference()},
	}
	if p.Verdict == "" {
		p.Verdict = verdictOf(p.Difference)
	}
	return p
}

// atPrice is what the billed quantity comes to at the prices in force.
func (c *Case) atPrice() decimal.Decimal { return c.Billed.Amount.Sub(c.rateDifference()) }

// sameAmount reports whether two amounts differ by no more than the bill's decimals.
func (c *Case) sameAmount(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().LessThanOrEqual(c.Tolerance.Amount)
}

// noPrice: the rate card has nothing to compare with.
func noPrice(c *Case) (fit, bool) {
	if !c.Unpriced {
		return fit{}, false
	}
	return fit{cause: model.NoPrice, verdict: model.Unverifiable, explanation: fmt.Sprintf(
		"The price book has no price in %s for %s in that period, so nothing can be said about the amount. Prices of your own can be imported (prices.csv).", c.Currency, c.Item)}, true
}

// moneyOnly: the amount is not what the usage comes to, and the bill does not
// show the usage that it is for.
func moneyOnly(c *Case) (fit, bool) {
	switch {
	case c.Mixed:
		return fit{cause: model.NoEvidenceSource, verdict: model.Unverifiable, explanation: fmt.Sprintf(
			"The bill charges this item, project and period in several currencies, as where two accounts have a project of one name: %s %s here. "+
				"Which of the usage is for which the evidence does not tell.", c.Billed.Amount, c.Currency)}, true
	case !c.MoneyOnly:
		return fit{}, false
	}
	return fit{cause: model.NoEvidenceSource, verdict: model.Unverifiable, explanation: fmt.Sprintf(
		"The bill shows the amount %s without the usage it is for; the usage of the period comes to %s. What makes the difference only a bill by item can tell.",
		c.Billed.Amount, c.Expected.Amount)}, true
}

// freeItem: a charge for an item that is free at that time.
func freeItem(c *Case) (fit, bool) {
	if !c.Price.Amount.IsZero() || !c.Billed.Amount.IsPositive() {
		return fit{}, false
	}
	return fit{cause: model.FreeItemBilled, rules: []string{"free_items_at_zero"},
		explanation: fmt.Sprintf("Billed %s for %d; the item is free in that period.", c.Billed.Amount, c.charged())}, true
}

// unitScale: the amount is off by the factor of a unit, as per call for per
// 1,000 calls.
func unitScale(c *Case) (fit, bool) {
	right := c.atPrice()
	if right.IsZero() {
		return fit{}, false
	}
	for _, factor := range unitFactors(c.Price.Per) {
		k := decimal.NewFromInt(factor)
		if c.tells(right.Mul(k)) && c.sameAmount(c.Billed.Amount, right.Mul(k)) {
			return scaled(c, right, fmt.Sprintf("%d times", factor)), true
		}
		if c.tells(right) && c.sameAmount(c.Billed.Amount.Mul(k), right) && !c.Billed.Amount.IsZero() {
			return scaled(c, right, fmt.Sprintf("1/%d of", factor)), true
		}
	}
	return fit{}, false
}

// tells reports whether the decimals of the bill tell an amount from others of its
// size.
func (c *Case) tells(amount decimal.Decimal) bool {
	const parts = 20
	return c.Tolerance.Amount.Mul(decimal.NewFromInt(parts)).LessThanOrEqual(amount.Abs())
}

func scaled(c *Case, right decimal.Decimal, times string) fit {
	return fit{cause: model.UnitScale, explanation: fmt.Sprintf(
		"Billed %s, which is %s the right amount, %s: the price is per %d.", c.Billed.Amount, times, right, c.Price.Per)}
}

// unitFactors are the magnitudes that can be mistaken for one another.
func unitFactors(per int64) []int64 {
	factors := []int64{1000, 10000, 1000000, 60, 3600, 1024, 1 << 20, 1 << 30}
	if per > 1 {
		factors = append([]int64{per}, factors...)
	}
	return factors
}

// supersededPrice: the amount is right at another price of the rate card, which was
// not in force then.
func supersededPrice(c *Case) (fit, bool) {
	for _, p := range c.Rates {
		if !p.Amount.Equal(c.Price.Amount) && c.charged() > 0 && c.sameAmount(c.Billed.Amount, price.Amount(p, c.charged())) {
			return c.superseded(fmt.Sprintf("Billed at %s per %d, a price of the item %s; in force in that period is %s.",
				p.Amount, p.Per, inForceInWords(p), c.Price.Amount)), true
		}
	}
	return fit{}, false
}

// repricedUsage: the amount is what the usage comes to at the prices of another
// time, each operation at its own.
func repricedUsage(c *Case) (fit, bool) {
	for _, r := range c.Repriced {
		if c.agreesInQuantity() && r.Amount.IsPositive() && c.sameAmount(c.Billed.Amount, r.Amount) {
			return c.superseded(fmt.Sprintf("Billed %s, what the usage comes to at the prices of %s; at those of its own time it comes to %s.",
				c.Billed.Amount, instantInWords(r.At), c.Expected.Amount)), true
		}
	}
	return fit{}, false
}

func (c *Case) superseded(explanation string) fit {
	return fit{cause: model.SupersededPrice, rules: c.priceRules(), explanation: explanation}
}

// priceRules are what the price of a case rests on beside the price list. Which
// instant of a call or task decides matters only where a price is new: a task
// takes a day at most.
func (c *Case) priceRules() []string {
	if !c.NewPrice {
		return nil
	}
	return []string{"price_in_force_at_completion"}
}

// lineArithmetic: the bill's own list price is right, and its amount is not
// quantity × list price.
func lineArithmetic(c *Case) (fit, bool) {
	sum, ok := c.atListPrices()
	if !ok || c.sameAmount(sum, c.Billed.Amount) || !c.sameAmount(sum, c.atPrice()) {
		return fit{}, false
	}
	return fit{cause: model.AmountArithmetic, explanation: fmt.Sprintf(
		"The bill's own quantity × list price is %s, and it charges %s.", sum, c.Billed.Amount)}, true
}

// ownPrice: the amount follows from the bill's list price, and that is no price
// the rate card ever had.
func ownPrice(c *Case) (fit, bool) {
	sum, ok := c.atListPrices()
	if !ok || !c.sameAmount(sum, c.Billed.Amount) {
		return fit{}, false
	}
	return fit{cause: model.PriceMismatch, rules: c.priceRules(), explanation: fmt.Sprintf(
		"Billed at the list price %s, which no version of the price list has; in force is %s per %d.", c.Lines[0].ListPrice.Decimal, c.Price.Amount, c.Price.Per)}, true
}

// atListPrices multiplies each line's quantity by the line's own list price.
func (c *Case) atListPrices() (decimal.Decimal, bool) {
	var sum decimal.Decimal
	for _, l := range c.Lines {
		if !l.ListPrice.Valid || l.PricePer <= 0 {
			return sum, false
		}
		sum = sum.Add(price.Amount(model.Price{Amount: l.ListPrice.Decimal, Per: l.PricePer}, l.Quantity))
	}
	return sum, len(c.Lines) > 0
}

func inForceInWords(p model.Price) string {
	switch {
	case p.To != 0:
		return "until " + instantInWords(p.To)
	case p.From != 0:
		return "from " + instantInWords(p.From)
	}
	return "for another tier or operation"
}
