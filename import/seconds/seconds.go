// Package seconds turns a length of time as evidence states it, decimal
// seconds, into the whole microseconds that records keep. Does not belong here:
// how lengths are rounded for a charge.
package seconds

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// longest bounds the digits of a length, so that no exponent makes arithmetic
// on it dear. Media lengths have a dozen digits, their floats at most twenty.
const longest = 32

// most is the longest length that fits the microseconds of a record.
var most = decimal.New(1<<63-1, -6)

// Micros returns text, a decimal number of seconds with or without a sign, in
// microseconds. What is finer is rounded to the nearest microsecond: no
// container times its streams so finely, so that the rest is what a float left
// over (30.000000000000004), and rounding it up would charge a second too many.
func Micros(text string) (int64, error) {
	if len(text) > longest {
		return 0, fmt.Errorf("%q is too long for a number of seconds", text)
	}
	number, err := decimal.NewFromString(text)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number of seconds", text)
	}
	if e := number.Exponent(); e < -longest || e > longest || number.Abs().GreaterThan(most) {
		return 0, fmt.Errorf("%q seconds are more than can be counted in microseconds", text)
	}
	return number.Shift(6).Round(0).IntPart(), nil
}
