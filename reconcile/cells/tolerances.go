package cells

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// Tolerances say how large a difference makes no finding, on top of the decimals
// that the bill does not print. What is tolerated is summed in the statement.
type Tolerances struct {
	Amount  decimal.Decimal // a cell's difference up to this, either sign
	Percent decimal.Decimal // or up to this share of its expected amount
	Loss    decimal.Decimal // share of usage that may be missing from best-effort logs, in percent
}

// ParsePercent reads "0.1%" or "0.1": a share in percent, not negative.
func ParsePercent(text string) (decimal.Decimal, error) {
	percent, err := decimal.NewFromString(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if err != nil || percent.IsNegative() {
		return decimal.Zero, errors.New("it must be a share such as 0.1%")
	}
	return percent, nil
}

// Settings lists the tolerances by the option that asks for it.
func (t Tolerances) Settings() []model.Setting {
	var all []model.Setting
	for _, s := range []struct {
		option string
		value  decimal.Decimal
		unit   string
	}{{"tolerance", t.Amount, ""}, {"tolerance-pct", t.Percent, "%"}, {"loss", t.Loss, "%"}} {
		if !s.value.IsZero() {
			all = append(all, model.Setting{Name: s.option, Value: s.value.String() + s.unit})
		}
	}
	return all
}

// tolerate widens what a cell may differ by without a finding. Shares are of what
// is possible where more is billed than is proven, else of what is proven.
func (t Tolerances) tolerate(c *diagnose.Case) {
	quantity, amount := c.Expected.Quantity, c.Expected.Amount
	if possible, bounded := c.Possible(); bounded && possible > quantity && c.Billed.Quantity > quantity && c.Price.Per > 0 {
		amount = amount.Add(price.Amount(c.Price, possible-quantity))
		quantity = possible
	}
	c.Tolerance.Difference = decimal.Max(t.Amount, shareOf(t.Percent, amount))
	c.Tolerance.Surplus = shareOf(t.Loss, decimal.NewFromInt(quantity)).IntPart()
}

// shareOf is a share in percent of an amount, whatever its sign.
func shareOf(percent, amount decimal.Decimal) decimal.Decimal {
	return amount.Abs().Mul(percent).Shift(-2)
}
