package demo

import (
	"strings"

	"immrecon/store/model"
)

// perCause is how many faults of each cause are planted, where there is room.
const perCause = 3

// forger makes a right bill wrong. It takes care that each fault has one
// reading only: a cell that could be wrong for two reasons is left alone, and
// faults keep away from each other.
type forger struct {
	ledger  *ledger
	bill    *bill
	spoiled []cellKey
	planted []Planted
}

// forge plants every fault in the bill and returns what it did.
func forge(l *ledger, b *bill, c chance) []Planted {
	f := &forger{ledger: l, bill: b}
	places := f.places()
	for _, fault := range faults {
		c.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		f.plant(fault, places)
	}
	return f.planted
}

// plant plants a fault in the first places that suit it.
func (f *forger) plant(fault fault, places []cellKey) {
	left := perCause
	for _, key := range places {
		if left == 0 {
			return
		}
		if !f.free(key) || !fault.suits(f, key) {
			continue
		}
		for _, touched := range fault.spoil(f, key) {
			f.note(fault.cause, touched)
		}
		left--
	}
}

// places returns every priced subject in every period, used or not.
func (f *forger) places() []cellKey {
	var places []cellKey
	for _, s := range f.ledger.subjects() {
		if tariffOf(s).price.IsZero() {
			continue
		}
		for period := range f.ledger.periods {
			places = append(places, cellKey{period, s})
		}
	}
	return places
}

// free says that no fault of related items is near: a surplus here and a
// shortage there would read as usage booked in the wrong place.
func (f *forger) free(key cellKey) bool {
	const apart = 3
	for _, s := range f.spoiled {
		if family(s.item) == family(key.item) && s.period-key.period < apart && key.period-s.period < apart {
			return false
		}
	}
	return true
}

// family is the common beginning of items that can be taken for each other.
func family(item string) string {
	for _, prefix := range []string{"DocumentWeboffice", "VideoCompress"} {
		if strings.HasPrefix(item, prefix) {
			return prefix
		}
	}
	return item
}

// note records what is wrong with a cell now.
func (f *forger) note(cause model.Cause, key cellKey) {
	f.spoiled = append(f.spoiled, key)
	expected := f.ledger.at(key)[charged]
	right := tariffOf(key.subject).amount(expected)
	quantity, gross := f.bill.billed(key)
	f.planted = append(f.planted, Planted{
		Cause: cause, Project: key.project, Item: key.item, Tier: key.tier,
		Hour:        stamp(f.ledger.from(key.period)),
		ExpectedQty: decimalOf(expected), BilledQty: decimalOf(quantity),
		ExpectedAmount: right, BilledAmount: gross, Delta: gross.Sub(right),
	})
}

// onlyReading says that a difference in quantity is what counting the work of
// one fate would make, and of no other fate. Work measured otherwise is
// counted instead of the charged work, all else besides it.
func onlyReading(c cell, difference int64, reading fate) bool {
	for f := serverFailed; f < fates; f++ {
		would := c[f]
		if f == otherMeasure {
			would -= c[charged]
		}
		if (would == difference) != (f == reading) {
			return false
		}
	}
	return true
}
