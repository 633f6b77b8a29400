package focus

import (
	"time"

	"github.com/shopspring/decimal"
)

// The categories of charge that the specification knows and a bill can have.
const (
	usage      = "Usage"
	purchase   = "Purchase"
	credit     = "Credit"
	adjustment = "Adjustment"
)

// provider is who provides, publishes and invoices.
const provider = "Alibaba Cloud"

// unitPlaces is how many digits a unit price has that had to be divided.
const unitPlaces = 20

// charge is one row. Texts that are empty are NULL.
type charge struct {
	billingStart, billingEnd int64 // Unix seconds
	from, to                 int64
	month, of                string // billed in, and whose invoice it is about, "2026-03"; "" if it is on no bill
	kind                     string // of bill line, "" if it is on no bill
	account, owner           string
	currency                 string
	category                 string
	description              string
	product                  string // code: imm, oss
	region, project          string
	item, tier               string

	quantity int64
	unit     string // base unit; "" where there is no quantity

	list       decimal.Decimal     // at list price
	contracted decimal.Decimal     // less discounts
	billed     decimal.Decimal     // less coupons too
	price      decimal.NullDecimal // list price of one unit

	verdict, cause, finding string
	lineID, file, line      string
	run                     string
}

// instant writes Unix seconds in UTC.
func instant(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.RFC3339) }

// priced says whether a charge is for a quantity at a price: of usage and
// purchases the pricing columns may not be NULL.
func (c *charge) priced() bool { return c.category == usage || c.category == purchase }

// corrects says whether a charge corrects a month that was invoiced before.
func (c *charge) corrects() bool { return c.of != c.month }

// sku is the billing item of a charge that has a price.
func (c *charge) sku() string { return where(c.priced(), c.item) }

// pricingQuantity is the quantity that was priced: of a purchase without one, 1.
func (c *charge) pricingQuantity() decimal.NullDecimal {
	switch {
	case c.unit != "":
		return decimal.NewNullDecimal(decimal.NewFromInt(c.quantity))
	case c.priced():
		return decimal.NewNullDecimal(decimal.NewFromInt(1))
	default:
		return decimal.NullDecimal{}
	}
}

// pricingUnit goes with the pricing quantity: NULL together or not at all.
func (c *charge) pricingUnit() string {
	if c.unit == "" && c.priced() {
		return "unit"
	}
	return c.unit
}

// listUnitPrice is the list price of one pricing unit.
func (c *charge) listUnitPrice() decimal.NullDecimal {
	if c.price.Valid || !c.priced() {
		return c.price
	}
	return per(c.list, c.pricingQuantity())
}

// contractedUnitPrice is the same less discounts.
func (c *charge) contractedUnitPrice() decimal.NullDecimal {
	if !c.priced() {
		return decimal.NullDecimal{}
	}
	if c.contracted.Equal(c.list) {
		return c.listUnitPrice()
	}
	return per(c.contracted, c.pricingQuantity())
}

// per divides a cost by a quantity; by none it is the cost itself.
func per(cost decimal.Decimal, quantity decimal.NullDecimal) decimal.NullDecimal {
	if !quantity.Valid || quantity.Decimal.IsZero() {
		return decimal.NewNullDecimal(cost)
	}
	return decimal.NewNullDecimal(cost.DivRound(quantity.Decimal, unitPlaces))
}

// service is how the specification sorts a product.
type service struct{ name, category, subcategory string }

var services = map[string]service{
	"imm": {"Intelligent Media Management", "AI and Machine Learning", "Other (AI and Machine Learning)"},
	"oss": {"Object Storage Service", "Storage", "Object Storage"},
}

func (c *charge) service() service {
	if s, known := services[c.product]; known {
		return s
	}
	name := c.product
	if name == "" {
		name = provider
	}
	return service{name, "Other", "Other (Other)"}
}

// frequency is how often such a charge comes.
func (c *charge) frequency() string {
	switch c.category {
	case usage:
		return "Usage-Based"
	case purchase:
		return "Recurring"
	default:
		return "One-Time"
	}
}
