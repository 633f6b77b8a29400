package meter

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

// Missing is the error for a call that cannot be metered because its record
// lacks a fact. What it would be charged is unverifiable, not zero.
type Missing struct {
	Operation string
	Fact      string   // the column of calls.csv that would state it
	Items     []string // the items it may be charged under
	Quantity  int64    // base units of it at most, 0 where nobody knows
}

// Error implements error.
func (e *Missing) Error() string {
	return fmt.Sprintf("%s: the record does not state %s, so its charge under %s cannot be told; add the column %s to the call log",
		e.Operation, e.Fact, strings.Join(e.Items, " or "), e.Fact)
}

// Unpriced is the error for work that the price list has no item for. What the
// provider charges it under is not known.
type Unpriced struct {
	Operation string
	Reason    string
	Items     []string // the items it may be charged under
	Quantity  int64    // base units of it at most, 0 where nobody knows
}

// Error implements error.
func (e *Unpriced) Error() string {
	return fmt.Sprintf("%s: %s; the price list has no item for it", e.Operation, e.Reason)
}

// stated returns value if the record states it. A negative count cannot be a
// fact of anything produced and is taken as not stated.
func stated(c *model.Call, fact model.Facts, column string, value int64, items ...string) (int64, error) {
	if !c.Known.Has(fact) || value < 0 {
		return 0, &Missing{Operation: c.Operation, Fact: column, Items: items}
	}
	return value, nil
}

// counted is the rule of an item that is charged by one number of the record.
func counted(c *model.Call, fact model.Facts, column string, value int64, charge Charge) ([]Charge, error) {
	n, err := stated(c, fact, column, value, charge.Item)
	if err != nil {
		return nil, err
	}
	charge.Quantity = n
	return []Charge{charge}, nil
}

// size returns the width and height of the output in pixels. Without them the
// call may be charged up to most under each of the items, 0 where nobody knows.
func size(c *model.Call, most int64, items ...string) (width, height int64, err error) {
	if !c.Known.Has(model.FactSize) || c.Width <= 0 || c.Height <= 0 {
		return 0, 0, &Missing{Operation: c.Operation, Fact: "width and height", Items: items, Quantity: most}
	}
	return c.Width, c.Height, nil
}
