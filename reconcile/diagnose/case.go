// Package diagnose says why bill and usage differ. A cell carries its own
// alternatives: beside what is billable it knows everything else that could
// have been billed. A diagnosis is exact arithmetic on that, never a guess: a
// surplus of three is "the three failed calls" only if it is three.
//
// Does not belong here: the database, and prices that no rate card or bill shows.
package diagnose

import (
	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// Line is a bill line by our names of item, project and tier.
type Line struct {
	model.BillLine
	ID      int64
	Project string
	Item    string
}

// Factor is how many base units one of the line's usage unit is.
func (l Line) Factor() int64 {
	if unit, ok := catalogue.UnitNamed(l.UsageUnit); ok {
		return unit.Factor
	}
	return 1
}

// Kind is what usage is, whoever's it is and whenever it was.
type Kind struct {
	Item, Tier string // the cell's, but where the bill does not say the item
	Operation  string
	Channel    string
	Class      string // a meter.Class, or a name for usage that could have been billed instead
	Billable   bool
}

// Usage is what the evidence shows of one hour and kind in a cell.
type Usage struct {
	*Kind
	Hour     int64
	Quantity int64
	Records  int64 // requests, calls or tasks behind the quantity
}

// Repriced is what the usage of a cell would have cost with the prices that
// were in force just before or from an instant on.
type Repriced struct {
	At     int64 // Unix seconds
	Amount decimal.Decimal
}

// Case is one cell with everything that is known about it.
type Case struct {
	model.Cell
	Lines      []*Line
	Usage      []Usage
	Price      model.Price   // of the item in general when the period begins
	Rates      []model.Price // every price that the item has or had
	InForce    []model.Price // those it has in the period, by tier and operation
	NewPrice   bool          // a price of the item begins or ends within the period or in the day before it
	Repriced   []Repriced    // what the expected usage comes to at other times' prices
	Unpriced   bool          // the rate card has no price for some of the usage
	MoneyOnly  bool          // only the amount can be compared
	Mixed      bool          // the bill charges it in several currencies
	Tolerance  Tolerance
	Deducted   int64  // base units of the billed quantity that a plan or a quota paid
	Open       []Open // what makes the possible quantity larger than the proven one
	Nameless   bool   // the catalogue does not know the item
	Unknown    bool   // no table, event or call names the project
	Incomplete bool   // lines of its account may be missing from the bill
	Elsewhere  int64  // billed of the item and period under names that nobody knows

	Completeness model.Completeness // of the evidence that is not missing
	Assumed      []string           // assumptions that its usage rests on, by rule
	Uncharged    []string           // rules by which records that may be its own are not charged
}

// Tolerance is how far bill and usage may lie apart without a finding: because
// of the decimals that the bill prints, or because the user says so.
type Tolerance struct {
	Quantity   int64           // either way
	Surplus    int64           // more billed than seen, because logs may lose some
	Amount     decimal.Decimal // either way, beside what the tolerated quantity is worth
	Difference decimal.Decimal // of the whole cell, whatever its quantities
}

// Part is one cause with its share of a cell's difference.
type Part struct {
	Cause       model.Cause
	Verdict     model.Verdict
	Difference  model.Measure
	Evidence    int64
	Explanation model.Sayings
	Rules       []string

	Completeness model.Completeness // of the evidence that it rests on
	Move         int                // the number of the move that it is an end of, from 1; 0 for none
}

// surplus is the billed quantity less the expected one, in base units.
func (c *Case) surplus() int64 { return c.Billed.Quantity - c.Expected.Quantity }

// agreesInQuantity reports whether the quantities differ by no more than is
// tolerated. Usage without any bill line is never tolerated away. Of a quantity
// that the bill does not show nothing can be said but by its amount.
func (c *Case) agreesInQuantity() bool {
	if c.MoneyOnly {
		return true
	}
	if len(c.Lines) == 0 && c.Expected.Quantity != 0 {
		return false
	}
	return abs(c.surplus()) <= c.Tolerance.Quantity || (c.surplus() > 0 && c.surplus() <= c.Tolerance.Surplus)
}

// forgiven reports whether the user asked to overlook a difference this small.
func (c *Case) forgiven() bool {
	return c.Tolerance.Difference.IsPositive() && !c.Unpriced &&
		c.Billed.Amount.Sub(c.Expected.Amount).Abs().LessThanOrEqual(c.Tolerance.Difference)
}

// surplusAmount is what the surplus comes to: at the price in force and, as far
// as it is undecided, at the price kindest to the bill.
func (c *Case) surplusAmount() decimal.Decimal {
	switch {
	case c.Price.Per == 0 || c.MoneyOnly:
		return decimal.Zero
	case c.surplus() < 0 || c.agreesInQuantity():
		return price.Amount(c.Price, c.surplus())
	}
	return price.Amount(c.Price, c.excess()).Add(c.undecidedAmount())
}

// undecidedAmount is what the undecided part of a surplus comes to. An item may
// have several prices at a time, by operation; what is not proven may have had
// any of them, and is given what leaves the least to find fault with.
func (c *Case) undecidedAmount() decimal.Decimal {
	quantity := c.undecided()
	if quantity == 0 || c.Price.Per == 0 {
		return decimal.Zero
	}
	decided := c.Expected.Amount.Add(price.Amount(c.Price, c.excess()))
	least := price.Amount(c.Price, quantity)
	most := least
	for _, p := range c.InForce {
		if p.Tier == c.Tier {
			amount := price.Amount(p, quantity)
			least, most = decimal.Min(least, amount), decimal.Max(most, amount)
		}
	}
	return decimal.Max(least, decimal.Min(most, c.Billed.Amount.Sub(decided)))
}

// deductedAmount is what the deducted part of the billed quantity comes to: a plan
// or a quota paid it.
func (c *Case) deductedAmount() decimal.Decimal {
	if c.Deducted == 0 || c.Price.Per == 0 {
		return decimal.Zero
	}
	return price.Amount(c.Price, c.Deducted)
}

// rateDifference is what the bill differs by beyond its surplus and what was
// deducted: something is wrong with a price or an amount.
func (c *Case) rateDifference() decimal.Decimal {
	return c.Billed.Amount.Add(c.deductedAmount()).Sub(c.Expected.Amount).Sub(c.surplusAmount())
}

// charged is the billed quantity that amounts are for: what was not deducted.
func (c *Case) charged() int64 { return c.Billed.Quantity - c.Deducted }

func (c *Case) agreesInRate() bool {
	return c.rateDifference().Abs().LessThanOrEqual(c.Tolerance.Amount)
}

// Possible is the most that a cell may rightly be billed, in base units; false
// where nothing bounds it.
func (c *Case) Possible() (quantity int64, bounded bool) {
	slack, unbounded := c.slack()
	return c.Expected.Quantity + slack, !unbounded && !c.Mixed
}

// Agrees reports whether bill and usage differ by no more than is tolerated.
func (c *Case) Agrees() bool { return c.forgiven() || (c.agreesInQuantity() && c.agreesInRate()) }

// total sums quantity and records of the usage of some classes.
func (c *Case) total(classes ...meter.Class) (quantity, records int64) {
	for _, u := range c.Usage {
		for _, class := range classes {
			if u.Class == string(class) {
				quantity += u.Quantity
				records += u.Records
			}
		}
	}
	return quantity, records
}

// records counts the usage records of the cell.
func (c *Case) records() int64 {
	var n int64
	for _, u := range c.Usage {
		n += u.Records
	}
	return n
}

// billable counts the usage records behind the expected quantity.
func (c *Case) billable() int64 {
	var n int64
	for _, u := range c.Usage {
		if u.Billable {
			n += u.Records
		}
	}
	return n
}

func abs(n int64) int64 { return max(n, -n) }
