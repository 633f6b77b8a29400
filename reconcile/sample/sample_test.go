package sample

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func values(texts ...string) []decimal.Decimal {
	all := make([]decimal.Decimal, len(texts))
	for n, text := range texts {
		all[n] = decimal.RequireFromString(text)
	}
	return all
}

func TestDraw(t *testing.T) {
	// The interval is 2.5: wherever the start is, the record worth 5 is hit
	// twice, and the one worth nothing never.
	s, err := Draw(values("1", "0", "5", "4"), 4, 7)
	if err != nil {
		t.Fatal(err)
	}
	if s.Records != 4 || s.Total.String() != "10" || s.Interval.String() != "2.5" {
		t.Errorf("got %+v", s)
	}
	if s.Start.IsNegative() || !s.Start.LessThan(s.Interval) {
		t.Errorf("start %s is not within the first interval", s.Start)
	}
	for _, p := range s.Picks {
		if p.Record == 1 {
			t.Error("a record of no value was hit")
		}
		if p.Record == 2 && (p.Hits != 2 || p.Through.String() != "6") {
			t.Errorf("the record worth two intervals: %+v", p)
		}
	}
}

// Every hit falls in the record whose money holds that place, and none is lost,
// whatever the population.
func TestEveryHitFalls(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for seed := range uint64(300) {
		population := make([]decimal.Decimal, 1+random.IntN(40))
		for n := range population {
			population[n] = decimal.New(random.Int64N(1000), -int32(random.IntN(12)))
		}
		population[0] = population[0].Add(decimal.New(1, -10))
		size := 1 + random.IntN(60)
		s, err := Draw(population, size, seed)
		if err != nil {
			t.Fatal(err)
		}
		hits := 0
		for _, p := range s.Picks {
			before := p.Through.Sub(population[p.Record])
			for range p.Hits {
				place := s.Start.Add(s.Interval.Mul(decimal.NewFromInt(int64(hits))))
				if place.LessThan(before) || !place.LessThan(p.Through) {
					t.Fatalf("seed %d: hit %d at %s is not in record %d, from %s to %s", seed, hits, place, p.Record, before, p.Through)
				}
				hits++
			}
		}
		if hits != size {
			t.Fatalf("seed %d: %d hits, want %d", seed, hits, size)
		}
	}
}

func TestTheSeedDecides(t *testing.T) {
	population := values("0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7")
	draw := func(seed uint64) decimal.Decimal {
		s, err := Draw(population, 2, seed)
		if err != nil {
			t.Fatal(err)
		}
		return s.Start
	}
	if !draw(1).Equal(draw(1)) {
		t.Error("the same seed draws another sample")
	}
	starts := map[string]bool{}
	for seed := range uint64(50) {
		starts[draw(seed).String()] = true
	}
	if len(starts) != 50 {
		t.Errorf("50 seeds draw %d samples", len(starts))
	}
}

func TestDrawRefuses(t *testing.T) {
	cases := map[string]struct {
		values []decimal.Decimal
		size   int
		says   string
	}{
		"no size":           {values("1"), 0, "ask for 1 or more"},
		"no records":        {nil, 3, "no record of any value"},
		"nothing of value":  {values("0", "0"), 3, "no record of any value"},
		"less than nothing": {values("1", "-1", "3"), 3, "record 1 is worth -1"},
		"too many hits":     {values("0.0000000000000001"), 2, "ask for fewer"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := Draw(c.values, c.size, 1); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}
