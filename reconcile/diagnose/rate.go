package diagnose

import (
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
	chosen := fit{cause: model.Unknown, explanation: says(model.SaysNoAmountFits.With(c.Billed.Amount, c.charged(), c.atPrice()))}
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
	return fit{cause: model.NoPrice, verdict: model.Unverifiable, explanation: says(model.SaysNoPrice.With(c.Currency, c.Item))}, true
}

// moneyOnly: the amount is not what the usage comes to, and the bill does not
// show the usage that it is for.
func moneyOnly(c *Case) (fit, bool) {
	switch {
	case c.Mixed:
		return fit{cause: model.NoEvidenceSource, verdict: model.Unverifiable,
			explanation: says(model.SaysSeveralCurrencies.With(c.Billed.Amount, c.Currency))}, true
	case !c.MoneyOnly:
		return fit{}, false
	}
	return fit{cause: model.NoEvidenceSource, verdict: model.Unverifiable,
		explanation: says(model.SaysAmountAlone.With(c.Billed.Amount, c.Expected.Amount))}, true
}

// freeItem: a charge for an item that is free at that time.
func freeItem(c *Case) (fit, bool) {
	if !c.Price.Amount.IsZero() || !c.Billed.Amount.IsPositive() {
		return fit{}, false
	}
	return fit{cause: model.FreeItemBilled, rules: []string{"free_items_at_zero"},
		explanation: says(model.SaysFreeItem.With(c.Billed.Amount, c.charged()))}, true
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
			return scaled(model.SaysTimesRight.With(c.Billed.Amount, factor, right, c.Price.Per)), true
		}
		if c.tells(right) && c.sameAmount(c.Billed.Amount.Mul(k), right) && !c.Billed.Amount.IsZero() {
			return scaled(model.SaysPartOfRight.With(c.Billed.Amount, factor, right, c.Price.Per)), true
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

func scaled(how model.Saying) fit { return fit{cause: model.UnitScale, explanation: says(how)} }

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
			return c.superseded(model.SaysOldPrice.With(p.Amount, p.Per, inForce(p), c.Price.Amount)), true
		}
	}
	return fit{}, false
}

// repricedUsage: the amount is what the usage comes to at the prices of another
// time, each operation at its own.
func repricedUsage(c *Case) (fit, bool) {
	for _, r := range c.Repriced {
		if c.agreesInQuantity() && r.Amount.IsPositive() && c.sameAmount(c.Billed.Amount, r.Amount) {
			return c.superseded(model.SaysRepriced.With(c.Billed.Amount, r.At, c.Expected.Amount)), true
		}
	}
	return fit{}, false
}

func (c *Case) superseded(how model.Saying) fit {
	return fit{cause: model.SupersededPrice, rules: c.priceRules(), explanation: says(how)}
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
	return fit{cause: model.AmountArithmetic, explanation: says(model.SaysLineArithmetic.With(sum, c.Billed.Amount))}, true
}

// ownPrice: the amount follows from the bill's list price, and that is no price
// the rate card ever had.
func ownPrice(c *Case) (fit, bool) {
	sum, ok := c.atListPrices()
	if !ok || !c.sameAmount(sum, c.Billed.Amount) {
		return fit{}, false
	}
	return fit{cause: model.PriceMismatch, rules: c.priceRules(),
		explanation: says(model.SaysOwnPrice.With(c.Lines[0].ListPrice.Decimal, c.Price.Amount, c.Price.Per))}, true
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

// inForce says when a price is in force, or that it is another's.
func inForce(p model.Price) model.Saying {
	switch {
	case p.To != 0:
		return model.SaysPriceUntil.With(p.To)
	case p.From != 0:
		return model.SaysPriceFrom.With(p.From)
	}
	return model.SaysPriceElse.With()
}
