package cells

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"

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

// tolerate widens what a cell may differ by without a finding.
func (t Tolerances) tolerate(c *diagnose.Case) {
	share := func(percent decimal.Decimal, of decimal.Decimal) decimal.Decimal {
		return of.Abs().Mul(percent).Shift(-2)
	}
	c.Tolerance.Difference = decimal.Max(t.Amount, share(t.Percent, c.Expected.Amount))
	if lost := share(t.Loss, decimal.NewFromInt(c.Expected.Quantity)).IntPart(); lost > 0 {
		c.Tolerance.Surplus = lost
	}
}
