package forecast

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// Stake is the usage of one series and day that evidence would decide.
type Stake struct {
	diagnose.Missing
	Amount decimal.Decimal // list amount, about
}

// Stakes are what evidence of the month so far that may be missing would decide: what a
// series came to on a day that it leaves open and, where the day is over, no less than
// on a mean day from the first record to the last. Each is once for each channel and subject. A price that
// is missing is at stake too, with no amount.
func Stakes(u Usage) (all []Stake) {
	c := newCalendar(&u, u.At) // what never came is missing too
	for _, s := range seriesOf(u.Cases) {
		e := estimate{series: s, card: u.Card, days: c.of(s.place), counts: func(d day) bool { return d.recorded }, group: func(day) int { return 0 }}
		mean := e.groups()[0]
		for _, d := range e.days {
			amount := s.on(d.from).Amount
			if mean != nil && d.over {
				amount = decimal.Max(amount, mean.share(e.cost(mean, d.from)))
			}
			for _, missing := range missingOn(d) {
				all = append(all, Stake{missing, amount})
			}
		}
		if s.unpriced {
			all = append(all, Stake{Missing: diagnose.Missing{Channel: model.KindPrices, Subject: u.Currency, From: u.From, To: u.To}})
		}
	}
	return all
}

// missingOn is what evidence of a day may be missing, each channel and subject once with
// the time that it would be of.
func missingOn(d day) (all []diagnose.Missing) {
	for _, g := range d.gaps {
		one := diagnose.Missing{Channel: g.Channel, Subject: g.Subject, From: g.Hours[0], To: g.Hours[len(g.Hours)-1] + model.Hour}
		n := slices.IndexFunc(all, func(o diagnose.Missing) bool { return o.Channel == one.Channel && o.Subject == one.Subject })
		if n < 0 {
			all = append(all, one)
			continue
		}
		all[n].From, all[n].To = min(all[n].From, one.From), max(all[n].To, one.To)
	}
	return all
}
