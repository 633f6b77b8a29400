package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/reconcile"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func (m *month) forecast(method model.ForecastMethod) *model.Forecast {
	m.t.Helper()
	f, err := reconcile.Forecast(m.t.Context(), m.db.DB, m.options, method, "USD")
	if err != nil {
		m.t.Fatal(err)
	}
	return f
}

// missing is what a preflight says is missing, each by its kind, subject and money; in
// parentheses what a verdict can be had without.
func (m *month) missing() (all []string) {
	m.t.Helper()
	p, err := reconcile.Preflight(m.t.Context(), m.db.DB, m.options)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, one := range p.Missing {
		text := strings.TrimSpace(fmt.Sprintf("%s %s%s", one.Kind, one.Reason, one.Subject)) + " " + one.Amount.Decimal.String()
		if one.Optional {
			text = "(" + text + ")"
		}
		all = append(all, text)
	}
	return all
}

// What a forecast has so far is what a run expects, whatever the bill is like.
func TestForecastIsWhatARunExpects(t *testing.T) {
	m := newMonth(t)
	everyClass(m)
	before := m.forecast(model.ByDays)
	m.bill(detected("photos", on(9, 0), 9), detected("films", on(9, 0), 9))
	after := m.forecast(model.ByDays)
	expected := m.reconciled().Statement.Expected
	if !before.SoFar.Equal(expected) || !after.SoFar.Equal(expected) || expected.IsZero() {
		t.Errorf("the forecast has %s before the bill and %s after it; the run expects %s", before.SoFar, after.SoFar, expected)
	}
	if len(before.Unplaced) == 0 || !before.AtLeast {
		t.Errorf("records that cannot be placed are not in the forecast: %+v", before)
	}
}

// Neither a forecast nor a preflight leaves anything behind.
func TestOutlooksKeepNothing(t *testing.T) {
	m := newMonth(t)
	everyClass(m)
	for _, billed := range []bool{false, true} {
		if billed {
			m.bill(detected("photos", on(9, 0), 9))
		}
		before := m.db.Content()
		m.forecast(model.ByRecorded)
		m.missing()
		if after := m.db.Content(); !slices.Equal(before, after) {
			t.Errorf("the database was changed (with a bill: %v)", billed)
		}
	}
}

// log imports a log that a bucket has a line of in every hour of a time, and a number of
// requests for labels in some.
func (m *month) log(from, to int64, labels func(hour int64) int) {
	m.t.Helper()
	m.db.Import(model.KindOSSLog, "log", func(in *ingest.Import) {
		for hour := from; hour < to; hour += model.Hour {
			in.SawBucket("pictures", time.Unix(hour, 0))
			in.Skip(1)
			for range labels(hour) {
				m.records++
				in.KeepRequest(1, &model.Request{ID: fmt.Sprintf("65D0A1B2%016X", m.records), Channel: model.KindOSSLog, Bucket: "pictures", Key: "a.jpg", At: hour,
					Status: 200, Operations: []string{"image/labels"}})
			}
		}
	})
}

// A day without its log is no day to go by, and what was seen of it counts all the same.
func TestForecastOfDaysThatAreWhole(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.log(on(0, 0)-model.Hour, on(0, 0)+2*model.Day+5*model.Hour, func(hour int64) int {
		return map[int64]int{on(10, 0): 10, on(10, 0) + model.Day: 30, on(3, 0) + 2*model.Day: 50}[hour]
	})
	m.stated(model.KindActionTrail, model.KindCalls)
	m.options.Now = time.Unix(on(0, 0)+4*model.Day, 0)
	f := m.forecast(model.ByDays)
	if len(f.Rows) != 1 {
		t.Fatalf("rows: %+v", f.Rows)
	}
	r := &f.Rows[0]
	if r.SoFar.Quantity != 90 || !r.AtLeast || r.Why != "" || r.Counted() != 2 || r.Completeness != model.Stated {
		t.Errorf("the row is %+v", r)
	}
	if want := int64(10 + 30 + 50 + 28*20); r.Whole.Quantity != want {
		t.Errorf("the whole month is %d, want %d", r.Whole.Quantity, want)
	}
}

func TestForecastRefuses(t *testing.T) {
	m := newMonth(t)
	for currency, says := range map[string]string{"USD": "forecast 2026-03: nothing that was imported shows any use", "CNY": "forecast 2026-03: there are no prices in CNY"} {
		if _, err := reconcile.Forecast(t.Context(), m.db.DB, m.options, model.ByDays, currency); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("in %s the error is %v, want it to say %q", currency, err, says)
		}
	}
}

// What is missing before the bill is in the order of the usage that it would decide, and
// with the bill in that of the findings.
func TestPreflight(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(100, "image/labels", on(10, 0))...)
	m.calls(model.Call{Operation: "DetectImageTexts", At: on(10, 0)})
	storetest.SameRows(t, "before the bill", m.missing(), []string{
		"bill 0.0212754717", // of the one day that has records; all 31 of them lack some
		"trail ap-southeast-1 0.6595396227", "access_log pictures 0.4402", "call_log photos 0", "(coverage 0)"})

	m.bill(billed("photos", "ImageLabel", on(10, 0), 200, "0.142", 1000), billed("photos", "ImageTexts", on(10, 0), 1, "7.0754717", 1000))
	storetest.SameRows(t, "with the bill", m.missing(), []string{
		"trail ap-southeast-1 0.0142", "access_log pictures 0.0142", "(bill_total 0)", "(call_log photos 0)", "(coverage 0)"})
	m.stated()
	storetest.SameRows(t, "with statements", m.missing(), []string{"(bill_total 0)"})
	m.bill(billed("imm-0123", "ImageLabel", on(11, 0), 2, "0.142", 1000))
	storetest.SameRows(t, "with an unknown name", m.missing(), []string{"bindings 0.000284", "aliases imm-0123 0.000284", "(bill_total 0)"})
	m.options.Now = time.Unix(on(0, 0), 0)
	if p, err := reconcile.Preflight(t.Context(), m.db.DB, m.options); err != nil || len(p.Bills) != 1 || p.Bills[0].Verdict != model.BillWrong || !p.Needs() {
		t.Errorf("the preflight is %+v, %v", p, err)
	}
}
