// Package sample draws a monetary-unit sample: of records with a value, those
// in which every so-many-th unit of money falls. A record's chance is its share
// of the money, and whoever has the seed draws the same sample.
//
// The values are added up in the order of the records; the interval is their
// total divided by the size of the sample; the first hit is a random amount
// below the interval, and each next one an interval more.
//
// Does not belong here: where the records come from, and what is concluded from
// the sample.
package sample

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"

	"github.com/shopspring/decimal"
)

// Sample is a drawn sample with all it takes to draw it again.
type Sample struct {
	Size     int
	Seed     uint64
	Records  int             // of the population, those of no value among them
	Total    decimal.Decimal // value of the population
	Interval decimal.Decimal
	Start    decimal.Decimal // cumulative value of the first hit, in [0, Interval)
	Picks    []Pick          // in the order of the population
}

// Pick is a record that was hit.
type Pick struct {
	Record  int             // counted from 0
	Hits    int             // more than 1 where the record is worth more than an interval
	Through decimal.Decimal // value of all records up to and with this one
}

// places is how many decimals interval and start have. The interval is cut, not
// rounded, so that the last hit never falls behind the last record.
const places = 16

// Draw draws size hits of a population of values, none of which may be negative.
func Draw(values []decimal.Decimal, size int, seed uint64) (*Sample, error) {
	total := decimal.Sum(decimal.Zero, values...)
	s := &Sample{Size: size, Seed: seed, Records: len(values), Total: total}
	for n, v := range values {
		if v.IsNegative() {
			return nil, fmt.Errorf("sample: record %d is worth %s, less than nothing", n, v)
		}
	}
	switch {
	case size < 1:
		return nil, fmt.Errorf("sample: a size of %d draws nothing; ask for 1 or more", size)
	case !total.IsPositive():
		return nil, errors.New("sample: there is no record of any value to draw from")
	}
	quotient, _ := total.QuoRem(decimal.NewFromInt(int64(size)), places)
	if s.Interval = quotient; !s.Interval.IsPositive() {
		return nil, fmt.Errorf("sample: %s is too little for %d hits; ask for fewer", total, size)
	}
	s.Start = randomBelow(s.Interval, seed)
	s.selectRecords(values)
	return s, nil
}

// selectRecords adds the values up and keeps the records in which hits fall.
func (s *Sample) selectRecords(values []decimal.Decimal) {
	next, left := s.Start, s.Size
	var through decimal.Decimal
	for n, v := range values {
		through = through.Add(v)
		hits := 0
		for left > 0 && next.LessThan(through) {
			next, left, hits = next.Add(s.Interval), left-1, hits+1
		}
		if hits > 0 {
			s.Picks = append(s.Picks, Pick{n, hits, through})
		}
	}
}

// randomBelow draws a decimal of so many places from [0, limit).
func randomBelow(limit decimal.Decimal, seed uint64) decimal.Decimal {
	units := limit.Shift(places).BigInt()
	random := rand.New(rand.NewPCG(seed, seed))
	// 128 bits more than it takes: what is left of the bias cannot be noticed.
	drawn := new(big.Int)
	for range units.BitLen()/64 + 3 {
		drawn.Lsh(drawn, 64).Or(drawn, new(big.Int).SetUint64(random.Uint64()))
	}
	return decimal.NewFromBigInt(drawn.Mod(drawn, units), -places)
}
