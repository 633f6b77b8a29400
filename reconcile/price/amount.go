package price

import (
	"math/big"
	"math/bits"

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
	numerator, digits, rest := inverse(p.Per)
	amount := p.Amount.Mul(decimal.NewFromInt(quantity)).Mul(numerator).Shift(-digits)
	if rest == 1 {
		return amount
	}
	return amount.DivRound(decimal.NewFromInt(rest), places)
}

// inverse writes 1/n as numerator × 10^-digits / rest, where rest holds what is
// left of n without the factors 2 and 5: 1/2^40 is 5^40 × 10^-40.
func inverse(n int64) (numerator decimal.Decimal, digits int32, rest int64) {
	twos := int32(bits.TrailingZeros64(uint64(n)))
	rest = n >> twos
	fives := int32(0)
	for rest != 0 && rest%5 == 0 {
		rest /= 5
		fives++
	}
	digits = max(twos, fives)
	product := new(big.Int).Mul(power(2, digits-twos), power(5, digits-fives))
	return decimal.NewFromBigInt(product, 0), digits, rest
}

func power(base int64, exponent int32) *big.Int {
	return new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(exponent)), nil)
}
