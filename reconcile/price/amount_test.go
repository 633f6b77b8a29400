package price_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

func TestAmount(t *testing.T) {
	cases := map[string]struct {
		price    string
		per      int64
		quantity int64
		want     string
	}{
		"count units":         {"0.0000141509", 1, 159, "0.0022499931"},
		"calls by thousand":   {"0.028", 1000, 14, "0.000392"},
		"one call":            {"7.0754717", 1000, 1, "0.0070754717"},
		"free":                {"0", 1000, 5, "0"},
		"nothing used":        {"0.028", 1000, 0, "0"},
		"a credit":            {"0.028", 1000, -1, "-0.000028"},
		"a whole GB":          {"0.00074", 1 << 30, 1 << 30, "0.00074"},
		"half a GB":           {"0.00074", 1 << 30, 1 << 29, "0.00037"},
		"a byte at a GB":      {"1", 1 << 30, 1, "0.000000000931322574615478515625"},
		"a byte at a TB":      {"1", 1 << 40, 1, "0.0000000000009094947017729282379150390625"},
		"bytes of a sample":   {"0.0074", 1 << 40, 34081751995, "0.0002293790792127765598706901073455810546875"},
		"all there is":        {"0.00074", 1 << 30, 1<<63 - 1, "6356551.5980799999993108212947845458984375"},
		"no end: by minute":   {"1", 60, 1, "0.0166666666666666666666666666666666666667"},
		"no end, half to add": {"2", 3, 1, "0.6666666666666666666666666666666666666667"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := model.Price{Amount: decimal.RequireFromString(c.price), Per: c.per}
			if got := price.Amount(p, c.quantity); !got.Equal(decimal.RequireFromString(c.want)) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// An amount is the fraction itself, for every per that has an end in decimals.
func FuzzAmount(f *testing.F) {
	f.Add(int64(28), int64(14), uint8(3), uint8(3))
	f.Add(int64(74), int64(1<<40-1), uint8(40), uint8(0))
	f.Add(int64(-1), int64(-1), uint8(62), uint8(27))
	f.Fuzz(func(t *testing.T, thousandths, quantity int64, twos, fives uint8) {
		per := new(big.Int).Mul(power(2, twos), power(5, fives))
		if !per.IsInt64() {
			return
		}
		p := model.Price{Amount: decimal.New(thousandths, -3), Per: per.Int64()}
		want := new(big.Rat).Mul(p.Amount.Rat(), new(big.Rat).SetFrac(big.NewInt(quantity), per))
		if got := price.Amount(p, quantity).Rat(); got.Cmp(want) != 0 {
			t.Errorf("%s × %d / %d: got %s, want %s", p.Amount, quantity, per, got, want)
		}
	})
}

func power(base int64, exponent uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(exponent)), nil)
}
