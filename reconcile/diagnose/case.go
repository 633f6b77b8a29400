// Package diagnose says why bill and usage differ. A cell carries its own
// alternatives: beside what is billable it knows everything else that could
// have been billed. A diagnosis is exact arithmetic on that, never a guess: a
// surplus of three is "the three failed calls" only if it is three.
//
// What may not enter: the database, and prices that no book or bill shows.
package diagnose

import (
	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/store"
)

// Line is a bill line by our names of item, project and tier.
type Line struct {
	store.BillLine
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

// Usage is what the evidence shows of one hour, operation and class of outcome
// in a cell.
type Usage struct {
	Hour      int64
	Operation string
	Channel   string
	Class     string // a meter.Class, or a name for usage that could have been billed instead
	Quantity  int64
	Records   int64 // requests, calls or tasks behind the quantity
	Billable  bool
}

// Case is one cell with everything that is known about it.
type Case struct {
	store.Cell
	Lines     []Line
	Usage     []Usage
	Price     store.Price // of the item in general when the period begins
	Unpriced  bool        // the book has no price for some of the usage
	Unseen    []string    // evidence that could have fed the cell and is not there
	Tolerance Tolerance
}

// Tolerance is how far bill and usage may lie apart because of the decimals
// that the bill prints.
type Tolerance struct {
	Quantity int64
	Amount   decimal.Decimal
}

// Part is one cause with its share of a cell's difference.
type Part struct {
	Cause       store.Cause
	Verdict     store.Verdict
	Difference  store.Measure
	Evidence    int64
	Explanation string
	Rules       []string
}

// difference is billed − expected.
func (c *Case) difference() store.Measure {
	return store.Measure{
		Quantity: c.Billed.Quantity - c.Expected.Quantity,
		Amount:   c.Billed.Amount.Sub(c.Expected.Amount),
	}
}

// Agrees reports whether bill and usage differ by no more than the bill's own
// decimals explain.
func (c *Case) Agrees() bool {
	d := c.difference()
	return abs(d.Quantity) <= c.Tolerance.Quantity && d.Amount.Abs().LessThanOrEqual(c.Tolerance.Amount) &&
		(len(c.Lines) > 0 || d.Quantity == 0) && !c.Unpriced
}

// records counts the usage records of the cell.
func (c *Case) records() int64 {
	var n int64
	for _, u := range c.Usage {
		n += u.Records
	}
	return n
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
