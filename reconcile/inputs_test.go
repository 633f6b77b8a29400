package reconcile_test

import (
	"testing"
	"time"

	"immrecon/reconcile"
	"immrecon/reconcile/closing"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// Whatever a run is made from that has changed makes another run; what has not, and the
// clock, does not.
func TestUnchangedIsOnlyWhereNothingChanged(t *testing.T) {
	early := finalAt.Add(-time.Hour)
	for name, c := range map[string]struct {
		change func(*month)
		same   bool
	}{
		"nothing":                {func(*month) {}, true},
		"the time":               {func(m *month) { m.options.Now = finalAt.AddDate(0, 2, 0) }, true},
		"a tolerance of nothing": {func(m *month) { m.options.Tolerances.Loss = dec("0.0") }, true},
		"a log":                  {func(m *month) { m.requests(asked(1, "image/faces", on(3, 0))...) }, false},
		"a row of a table":       {func(m *month) { m.projects(model.Project{Name: "other", Region: "ap-southeast-1"}) }, false},
		"a price": {func(m *month) {
			m.prices(model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: dec("1"), Per: 1, Unit: "call"})
		}, false},
		"a source taken out":      {forgetLast, false},
		"one taken out and back":  {func(m *month) { forgetLast(m); m.requests(asked(2, "image/faces", on(2, 0))...) }, false},
		"the month is closed":     {func(m *month) { m.decide(true) }, false},
		"the bill is final now":   {func(m *month) { m.seenAgain(finalAt) }, false},
		"the bill is as it was":   {func(m *month) { m.seenAgain(early) }, true},
		"an assumption":           {func(m *month) { m.options.Assume = map[string]bool{"charge_304": true} }, false},
		"an assumption, as it is": {func(m *month) { m.options.Assume = map[string]bool{"charge_304": false} }, false},
		"a tolerance":             {func(m *month) { m.options.Tolerances.Amount = dec("0.01") }, false},
		"part of the month":       {func(m *month) { m.options.To = time.Unix(on(12, 0), 0) }, false},
		"the month as a part":     {func(m *month) { m.options.From = time.Unix(on(0, 0)-3*model.Day, 0) }, false},
		"the program":             {func(m *month) { m.options.Program = "another" }, false},
		"a program unknown":       {func(m *month) { m.options.Program = "" }, false},
		"another month":           {func(m *month) { m.options.Month = "2026-02" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.now, m.options.Program = early, "a build"
			source(m, model.KindBill, func(in *ingest.Import, line int64, b *model.BillLine) {
				in.KeepBillLine(line, b)
				in.DescribeBill(&model.BillFile{})
			}, []model.BillLine{detected("photos", on(2, 0), 2)})
			m.requests(asked(2, "image/faces", on(2, 0))...)
			run, err := reconcile.Month(t.Context(), m.db.DB, m.options)
			if err != nil {
				t.Fatal(err)
			}
			c.change(m)
			latest, err := reconcile.Unchanged(m.db.Reader(t.Context()), m.options)
			switch {
			case err != nil:
				t.Fatal(err)
			case c.same && (latest == nil || latest.Key != run.Key):
				t.Errorf("%v, want run %s", latest, run.Key)
			case !c.same && latest != nil:
				t.Errorf("run %s, want none", latest.Key)
			}
		})
	}
}

// A run of a part of the month is its latest run, and then the whole is made anew.
func TestUnchangedAsksTheLatestRunAlone(t *testing.T) {
	m := newMonth(t)
	m.options.Program = "a build"
	m.bill(detected("photos", on(2, 0), 2))
	whole := m.options
	m.reconciled()
	m.options.To = time.Unix(on(12, 0), 0)
	m.reconciled()
	if latest, err := reconcile.Unchanged(m.db.Reader(t.Context()), whole); err != nil || latest != nil {
		t.Errorf("%v %v, want no run", latest, err)
	}
	if latest, err := reconcile.Unchanged(m.db.Reader(t.Context()), m.options); err != nil || latest == nil || latest.Key != "2026-03/2" {
		t.Errorf("%v %v, want run 2026-03/2", latest, err)
	}
}

// forgetLast takes the source that was imported last back out.
func forgetLast(m *month) {
	m.t.Helper()
	var last int64
	if err := m.db.Reader(m.t.Context()).One("SELECT max(id) FROM source", nil, &last); err != nil {
		m.t.Fatal(err)
	}
	if _, _, err := closing.Forget(m.t.Context(), m.db.DB, []int64{last}, finalAt); err != nil {
		m.t.Fatal(err)
	}
}

// decide closes the month or opens it, whatever stands in the way.
func (m *month) decide(closed bool) {
	m.t.Helper()
	_, err := closing.Decide(m.t.Context(), m.db.DB, closing.Request{Month: "2026-03", Close: closed, Force: true, Note: "the test", At: finalAt})
	if err != nil {
		m.t.Fatal(err)
	}
}

// seenAgain gives the bill again at a time.
func (m *month) seenAgain(at time.Time) {
	m.t.Helper()
	var source int64
	if err := m.db.Reader(m.t.Context()).One("SELECT min(id) FROM source WHERE kind = 'bill'", nil, &source); err != nil {
		m.t.Fatal(err)
	}
	if err := m.db.Writer.SeenAgain(m.t.Context(), source, at); err != nil {
		m.t.Fatal(err)
	}
}
