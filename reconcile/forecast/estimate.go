package forecast

import (
	"maps"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// amountDecimals is how many decimals an estimated amount has: as many as the amount
// of an hour is settled with.
const amountDecimals = 10

// estimate goes from the days that count to all days of the month.
type estimate struct {
	series *series
	card   *price.RateCard
	days   []day
	counts func(day) bool
	group  func(day) int // a day that does not count is like those of its group that do
}

// basis is the days of a group that count, summed.
type basis struct {
	days       int64
	quantity   int64
	operations map[string]int64
}

// whole is what the series comes to in the month. A day that counts is as it was; any
// other is like the mean of its group, and no less than what was seen of it.
func (e *estimate) whole() (model.Measure, model.NoForecast) {
	groups := e.groups()
	quantity, amount := new(big.Rat), decimal.Zero
	costs := map[*basis]decimal.Decimal{} // each divided once, so that rounding does not add up
	for _, d := range e.days {
		seen, of := e.series.on(d.from), groups[e.group(d)]
		switch {
		case e.counts(d):
			quantity.Add(quantity, big.NewRat(seen.Quantity, 1))
			amount = amount.Add(seen.Amount)
		case len(groups) == 0:
			return model.Measure{}, model.NoDay
		case of == nil:
			return model.Measure{}, model.NoWeekday
		case of.mean().Cmp(big.NewRat(seen.Quantity, 1)) < 0:
			quantity.Add(quantity, big.NewRat(seen.Quantity, 1))
			amount = amount.Add(seen.Amount)
		default:
			quantity.Add(quantity, of.mean())
			costs[of] = costs[of].Add(e.cost(of, d.from))
		}
	}
	for of, cost := range costs {
		amount = amount.Add(of.share(cost))
	}
	return model.Measure{Quantity: rounded(quantity), Amount: amount}, ""
}

// groups sums the days that count by their group.
func (e *estimate) groups() map[int]*basis {
	all := map[int]*basis{}
	for _, d := range e.days {
		if !e.counts(d) {
			continue
		}
		b := all[e.group(d)]
		if b == nil {
			b = &basis{operations: map[string]int64{}}
			all[e.group(d)] = b
		}
		seen := e.series.on(d.from)
		b.days++
		b.quantity += seen.Quantity
		for operation, quantity := range seen.operations {
			b.operations[operation] += quantity
		}
	}
	return all
}

func (b *basis) mean() *big.Rat { return big.NewRat(b.quantity, b.days) }

// share is what is of one day in an amount that is of all days of a group.
func (b *basis) share(amount decimal.Decimal) decimal.Decimal {
	return amount.DivRound(decimal.NewFromInt(b.days), amountDecimals)
}

// cost is what all days of a group come to at the prices in force when a day begins.
// What has no price costs nothing here: the row says that it lacks one.
func (e *estimate) cost(of *basis, at int64) decimal.Decimal {
	sum := decimal.Zero
	for _, operation := range slices.Sorted(maps.Keys(of.operations)) {
		if p, ok := e.card.At(e.series.item, e.series.tier, operation, at); ok {
			sum = sum.Add(price.Amount(p, of.operations[operation]))
		}
	}
	return sum
}

// counted are the days that count, those on end together.
func (e *estimate) counted() (spans []model.Span) {
	for _, d := range e.days {
		switch last := len(spans) - 1; {
		case !e.counts(d):
		case last >= 0 && spans[last].To == d.from:
			spans[last].To += model.Day
		default:
			spans = append(spans, model.Span{From: d.from, To: d.from + model.Day})
		}
	}
	return spans
}

// weakest is the weakest state of the evidence of the days that count.
func (e *estimate) weakest() coverage.State {
	weakest := coverage.Proven
	for _, d := range e.days {
		if e.counts(d) {
			weakest = min(weakest, d.weakest)
		}
	}
	return weakest
}

// rounded is the whole number nearest to a quantity, a half up.
func rounded(q *big.Rat) int64 {
	twice := new(big.Int).Mul(q.Num(), big.NewInt(2))
	twice.Add(twice, q.Denom())
	return new(big.Int).Div(twice, new(big.Int).Mul(q.Denom(), big.NewInt(2))).Int64()
}
