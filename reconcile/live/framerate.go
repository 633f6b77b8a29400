package live

import (
	"fmt"
	"math/big"
	"strings"
)

// parseRate reads frames per second as calls write them: "30", "29.97" or
// "30000/1001".
func parseRate(text string) (*big.Rat, error) {
	// big.Rat also reads exponents, which could make numbers of any size.
	if len(text) > 20 || strings.Trim(text, "0123456789./") != "" {
		return nil, fmt.Errorf("frame rate %q is neither a number nor a fraction", text)
	}
	rate, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil, fmt.Errorf("frame rate %q is neither a number nor a fraction", text)
	}
	if rate.Sign() <= 0 || rate.Cmp(big.NewRat(maxRate, 1)) > 0 {
		return nil, fmt.Errorf("frame rate %q is not above 0 and at most %d", text, maxRate)
	}
	return rate, nil
}

// ceiling returns the smallest integer that is at least x, for x ≥ 0.
func ceiling(x *big.Rat) int64 {
	whole, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		return whole.Int64() + 1
	}
	return whole.Int64()
}

// ceilingOf returns the smallest integer that is at least n/d, for n ≥ 0, d > 0.
func ceilingOf(n, d int64) int64 {
	if n%d > 0 {
		return n/d + 1
	}
	return n / d
}
