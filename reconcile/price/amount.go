package price

import (
	"math/big"
	"math/bits"
	"sync"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// places is how many digits after the point an amount keeps that has no end in
// decimals.
const places = 40

// Amount returns quantity × price / per. The result is exact whenever per has
// no prime factors but 2 and 5, as one call, a thousand calls, a GB and a TB do
// not; for any other per it is rounded to 40 digits after the point.
// The price's Per must be positive; every price of a RateCard is.
func Amount(p model.Price, quantity int64) decimal.Decimal {
	per := inverseOf(p.Per)
	amount := p.Amount.Mul(decimal.NewFromInt(quantity)).Mul(per.factor)
	if per.rest == 1 {
		return amount
	}
	return amount.DivRound(decimal.NewFromInt(per.rest), places)
}

// inverse is 1/n as factor / rest, where rest is what is left of n without the
// factors 2 and 5: for 2^40 it is 1, and factor is 5^40 × 10^-40.
type inverse struct {
	factor decimal.Decimal
	rest   int64
}

// inverses are by n: prices are per few numbers of units, and amounts are many.
var inverses sync.Map

func inverseOf(n int64) inverse {
	if known, ok := inverses.Load(n); ok {
		return known.(inverse)
	}
	twos := int32(bits.TrailingZeros64(uint64(n)))
	rest := n >> twos
	fives := int32(0)
	for rest != 0 && rest%5 == 0 {
		rest /= 5
		fives++
	}
	digits := max(twos, fives)
	product := new(big.Int).Mul(power(2, digits-twos), power(5, digits-fives))
	of := inverse{decimal.NewFromBigInt(product, -digits), rest}
	inverses.Store(n, of)
	return of
}

func power(base int64, exponent int32) *big.Int {
	return new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(exponent)), nil)
}
