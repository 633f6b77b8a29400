package forecast

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// on is an instant of February 2026, which has four whole weeks and begins on a
// Sunday.
func on(day, hour int) int64 {
	return time.Date(2026, 2, day, hour, 0, 0, 0, model.BillingZone).Unix()
}

// evidence is the days that lack records, and what is known of the others.
type evidence struct {
	lacking []int
	state   coverage.State
}

func (e evidence) Within(c model.Cell) ([]coverage.Gap, coverage.State) {
	day := time.Unix(c.From, 0).In(model.BillingZone).Day()
	if slices.Contains(e.lacking, day) {
		return []coverage.Gap{{Channel: model.KindOSSLog, Subject: "photos-bucket", Hours: []int64{c.From + 3*model.Hour, c.From + 4*model.Hour}}}, coverage.Proven
	}
	return nil, e.state
}

// seen is usage of a day: a quantity that was asked for by an operation.
type seen struct {
	day       int
	quantity  int64
	operation string
}

// prices are of an item of one price, one whose price doubles on 15 February, and one
// whose price hangs on the operation.
func prices(t *testing.T) *price.RateCard {
	t.Helper()
	row := func(item, operation, amount string, from, to int64) model.Price {
		return model.Price{Item: item, Operation: operation, Amount: decimal.RequireFromString(amount), Per: 1000, Unit: "call", From: from, To: to}
	}
	card, err := price.NewRateCard([]model.Price{
		row("ImageLabel", "", "1", 0, 0),
		row("ImageDetect", "", "1", 0, on(15, 0)), row("ImageDetect", "", "2", on(15, 0), 0),
		row("DocumentConvert", "", "1", 0, 0), row("DocumentConvert", "dear", "10", 0, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func usageOf(t *testing.T, item string, all ...seen) Usage {
	u := Usage{Month: "2026-02", Span: model.Span{From: on(1, 0), To: on(29, 0)}, At: on(29, 0), Currency: "USD", Card: prices(t), Evidence: evidence{state: coverage.Proven}}
	for _, s := range all {
		p, ok := u.Card.At(item, "", s.operation, on(s.day, 10))
		c := diagnose.Case{Cell: model.Cell{Project: "photos", Region: "ap-southeast-1", Item: item, Unit: "call", From: on(s.day, 10), To: on(s.day, 11)}, Unpriced: !ok}
		c.Expected.Quantity = s.quantity
		if ok {
			c.Expected.Amount = price.Amount(p, s.quantity)
		}
		c.Usage = []diagnose.Usage{{Kind: &diagnose.Kind{Item: item, Operation: s.operation, Billable: true}, Hour: on(s.day, 10), Quantity: s.quantity}}
		u.Cases = append(u.Cases, c)
		u.Reached = model.Span{From: on(all[0].day, 10), To: on(s.day, 11)}
	}
	return u
}

func TestForecast(t *testing.T) {
	label := func(all ...seen) Usage { return usageOf(t, "ImageLabel", all...) }
	lacking := func(u Usage, days ...int) Usage {
		u.Evidence = evidence{lacking: days, state: coverage.Proven}
		return u
	}
	state := func(u Usage, s coverage.State) Usage {
		u.Evidence = evidence{state: s}
		return u
	}
	at := func(u Usage, day, hour int) Usage {
		u.At = on(day, hour)
		return u
	}
	for name, test := range map[string]struct {
		usage  Usage
		method model.ForecastMethod
		want   string // so far; the whole month; the days it is made from
	}{
		"a month that is over and whole is as it was": {label(seen{1, 7, ""}, seen{28, 14, ""}), model.ByDays,
			"21 calls 0.021; 21 calls 0.021; 28 days proven"},
		"two whole days of twenty-eight": {at(label(seen{1, 10, ""}, seen{2, 20, ""}), 3, 0), model.ByDays,
			"30 calls 0.03; 420 calls 0.42; 2 days proven"},
		"the day that is not over is like another": {at(label(seen{1, 10, ""}, seen{2, 2, ""}), 2, 12), model.ByDays,
			"12 calls 0.012; 280 calls 0.28; 1 days proven"},
		"but no less than was seen of it": {at(label(seen{1, 10, ""}, seen{2, 50, ""}), 2, 12), model.ByDays,
			"60 calls 0.06; 320 calls 0.32; 1 days proven"},
		"a day that lacks records does not count": {lacking(at(label(seen{1, 10, ""}, seen{2, 4, ""}), 3, 0), 2), model.ByDays,
			"≥ 14 calls 0.014; 280 calls 0.28; 1 days proven"},
		"what is presumed counts, and is said": {state(at(label(seen{1, 10, ""}), 2, 0), coverage.Presumed), model.ByDays,
			"10 calls 0.01; 280 calls 0.28; 1 days presumed"},
		"no statement tells of days that no record reached": {state(label(seen{1, 10, ""}, seen{2, 20, ""}), coverage.Stated), model.ByDays,
			"30 calls 0.03; 420 calls 0.42; 2 days stated"},
		"a mean is rounded once": {at(label(seen{1, 1, ""}, seen{3, 1, ""}), 4, 0), model.ByDays,
			"2 calls 0.002; 19 calls 0.0186666667; 3 days proven"},
		"no day is whole": {lacking(at(label(seen{1, 10, ""}), 2, 0), 1), model.ByDays,
			"≥ 10 calls 0.01; no_day"},
		"no day is whole, and none need be": {lacking(at(label(seen{1, 10, ""}), 2, 0), 1), model.ByRecorded,
			"≥ 10 calls 0.01; 280 calls 0.28; 1 days "},
		"recorded days begin with the first record": {lacking(at(label(seen{3, 10, ""}, seen{4, 20, ""}), 5, 0), 1, 2, 3, 4), model.ByRecorded,
			"≥ 30 calls 0.03; 420 calls 0.42; 2 days "},
		"a week by its days": {at(label(seen{1, 70, ""}, seen{2, 7, ""}, seen{7, 14, ""}), 8, 0), model.ByWeekdays,
			"91 calls 0.091; 364 calls 0.364; 7 days proven"},
		"six days of a week": {at(label(seen{1, 70, ""}, seen{6, 7, ""}), 7, 0), model.ByWeekdays,
			"77 calls 0.077; no_weekday"},
		"nothing is asked for": {label(seen{1, 7, ""}), model.ByNothing,
			"7 calls 0.007; not_asked"},
		"a price that changes later": {at(usageOf(t, "ImageDetect", seen{1, 10, ""}), 2, 0), model.ByDays,
			"10 calls 0.01; 280 calls 0.42; 1 days proven"},
		"a price that hangs on the operation": {at(usageOf(t, "DocumentConvert", seen{1, 10, "dear"}, seen{1, 10, "other"}), 2, 0), model.ByDays,
			"20 calls 0.11; 560 calls 3.08; 1 days proven"},
		"an item without a price": {at(usageOf(t, "ImageClassification", seen{1, 10, ""}), 2, 0), model.ByDays,
			"10 calls no price; 280 calls no price; 1 days proven"},
	} {
		t.Run(name, func(t *testing.T) {
			f := Of(test.usage, test.method)
			if len(f.Rows) != 1 {
				t.Fatalf("%d rows, want one: %+v", len(f.Rows), f.Rows)
			}
			if got := said(&f.Rows[0]); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if f.Whole.Valid != (f.Rows[0].Why == "") || !f.Whole.Decimal.Equal(f.Rows[0].Whole.Amount) || !f.SoFar.Equal(f.Rows[0].SoFar.Amount) {
				t.Errorf("the sums are %s and %v", f.SoFar, f.Whole)
			}
		})
	}
}

// said puts a row into a line.
func said(r *model.ForecastRow) string {
	measure := func(m model.Measure) string {
		if !r.Priced {
			return fmt.Sprintf("%d calls no price", m.Quantity)
		}
		return fmt.Sprintf("%d calls %s", m.Quantity, m.Amount)
	}
	parts := []string{measure(r.SoFar)}
	if r.AtLeast {
		parts[0] = "≥ " + parts[0]
	}
	if r.Why != "" {
		return strings.Join(append(parts, string(r.Why)), "; ")
	}
	return strings.Join(append(parts, measure(r.Whole), fmt.Sprintf("%d days %s", r.Counted(), r.Completeness)), "; ")
}

// One row without a figure leaves the sum of all without one.
func TestASumNeedsEveryRow(t *testing.T) {
	u := untilThird(usageOf(t, "ImageLabel", seen{1, 10, ""}, seen{2, 10, ""}))
	other := usageOf(t, "ImageDetect", seen{1, 10, ""}).Cases
	u.Cases = append(u.Cases, other...)
	u.Evidence = lackingOf{"ImageDetect", evidence{state: coverage.Proven}}
	f := Of(u, model.ByDays)
	if f.Whole.Valid || !f.SoFar.Equal(decimal.RequireFromString("0.03")) {
		t.Errorf("so far %s, whole %v", f.SoFar, f.Whole)
	}
	if f := Of(u, model.ByRecorded); !f.Whole.Valid || f.Whole.Decimal.String() != "0.49" { // 280 of the one; 5 a day of the other, 14 days of them at twice the price
		t.Errorf("by recorded days: %v", f.Whole)
	}
}

func untilThird(u Usage) Usage {
	u.At = on(3, 0)
	return u
}

// lackingOf lacks every day of an item.
type lackingOf struct {
	item string
	rest evidence
}

func (l lackingOf) Within(c model.Cell) ([]coverage.Gap, coverage.State) {
	if c.Item == l.item {
		return []coverage.Gap{{Channel: model.KindActionTrail, Subject: c.Region, Hours: []int64{c.From}}}, coverage.Proven
	}
	return l.rest.Within(c)
}

func TestLacking(t *testing.T) {
	u := untilThird(usageOf(t, "ImageLabel", seen{1, 10, ""}, seen{2, 10, ""}))
	hours := func(spans ...model.Span) []model.Span { return spans }
	u.States = []model.EvidenceState{
		{Channel: model.KindOSSLog, Subject: "whole", State: model.Stated, Hours: hours(u.Span)},
		{Channel: model.KindActionTrail, Subject: "eu", State: model.NotKnown, Reason: model.OtherChannelWhole, Hours: hours(u.Span)},
		{Channel: model.KindCalls, Subject: "photos", State: model.NotKnown, Reason: model.NoRecord, Hours: hours(model.Span{From: on(1, 0), To: on(1, 3)}, model.Span{From: on(2, 10), To: on(29, 0)})},
		{Channel: model.KindCalls, Subject: "photos", State: model.Short, Operations: []string{"WebofficeOpen"}, Reason: model.TotalCountsMore, Hours: hours(model.Span{From: on(1, 2), To: on(1, 5)})},
		{Channel: model.KindCalls, Subject: "later", State: model.NotKnown, Hours: hours(model.Span{From: on(2, 11), To: on(29, 0)})},
	}
	f := Of(u, model.ByDays)
	want := []model.Lacking{{Channel: model.KindCalls, Subject: "photos", Span: model.Span{From: on(1, 0), To: on(2, 11)}, Hours: 6, Why: model.NoRecord}}
	if !slices.Equal(f.Lacking, want) || !f.AtLeast {
		t.Errorf("got %+v, want %+v", f.Lacking, want)
	}
}

func TestStakes(t *testing.T) {
	u := untilThird(usageOf(t, "ImageLabel", seen{1, 10, ""}, seen{2, 40, ""}))
	u.At = on(4, 12)
	u.Evidence = evidence{lacking: []int{1, 3, 4, 20}, state: coverage.Proven}
	got := map[string]string{}
	for _, s := range Stakes(u) {
		got[time.Unix(s.From, 0).In(model.BillingZone).Format("2 15h")] = fmt.Sprintf("%s %s %d %s", s.Channel, s.Subject, (s.To-s.From)/model.Hour, s.Amount)
	}
	want := map[string]string{ // 25 a day is the mean; the fourth is not over, and nothing was seen of it
		"1 03h": "osslog photos-bucket 2 0.025", "3 03h": "osslog photos-bucket 2 0.025", "4 03h": "osslog photos-bucket 2 0",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	prices := Stakes(untilThird(usageOf(t, "ImageClassification", seen{1, 10, ""})))
	if len(prices) != 1 || prices[0].Channel != model.KindPrices || prices[0].Subject != "USD" || !prices[0].Amount.IsZero() {
		t.Errorf("without a price: %+v", prices)
	}
}
