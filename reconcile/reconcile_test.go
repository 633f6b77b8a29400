package reconcile_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/store/storetest"

	"immrecon/store/runs"

	"github.com/shopspring/decimal"

	"immrecon/reconcile"
	"immrecon/reconcile/rulebook"
	"immrecon/reconcile/statement"

	"immrecon/store/model"
)

// addsUp checks the statement's identity, and the statement against its cells.
func addsUp(t *testing.T, s model.Statement, cells []model.Cell) {
	t.Helper()
	sum := s.Tolerated.Add(s.Unverifiable).Add(s.Unexplained)
	for _, e := range s.Explained {
		sum = sum.Add(e.Amount)
	}
	var billed, expected decimal.Decimal
	for _, c := range cells {
		billed, expected = billed.Add(c.Billed.Amount), expected.Add(c.Expected.Amount)
	}
	if !s.Difference.Equal(s.Billed.Sub(s.Expected)) || !s.Difference.Equal(sum) || !s.Billed.Equal(billed) || !s.Expected.Equal(expected) {
		t.Errorf("%+v: billed − expected is %s, the parts come to %s, the cells to %s − %s", s, s.Billed.Sub(s.Expected), sum, billed, expected)
	}
}

// muddle fills a month with calls, requests and bill lines that have little to
// do with each other, and returns what the lines come to.
func muddle(m *month, random *rand.Rand) (gross decimal.Decimal) {
	items := []struct{ item, operation, price string }{
		{"ImageDetect", "DetectImageFaces", "0.028"}, {"ImageTexts", "DetectImageTexts", "7.0754717"}, {"StandardQueryL0", "GetFileMeta", "0.001"},
		{"LocationDateClustering", "CreateLocationDateClusteringTask", "0"}, {"NoSuchItem", "", "1.5"},
	}
	statuses := []int{200, 200, 200, 304, 404, 503}
	var calls []model.Call
	var lines []model.BillLine
	for range 60 {
		i := items[random.IntN(len(items)-1)]
		calls = append(calls, model.Call{Operation: i.operation, At: on(random.IntN(6), random.IntN(60)), Status: statuses[random.IntN(len(statuses))],
			Project: []string{"photos", "films"}[random.IntN(2)]})
	}
	for range 25 {
		i := items[random.IntN(len(items))]
		l := billed([]string{"photos", "films", "other", ""}[random.IntN(4)], i.item, on(random.IntN(6), 0), random.Int64N(8), i.price, 1000)
		switch random.IntN(6) {
		case 0:
			l.Gross.Decimal = decimal.New(random.Int64N(1e12)-5e11, -13)
		case 1:
			l.ListPrice.Decimal = l.ListPrice.Decimal.Add(decimal.New(1, -7))
		case 2:
			l = theDay(l)
		case 3:
			l.Usage, l.Gross = decimal.NullDecimal{}, decimal.NullDecimal{}
		}
		gross = gross.Add(l.Gross.Decimal)
		lines = append(lines, l)
	}
	m.calls(calls...)
	m.requests(asked(5, "image/faces", on(2, 0))...)
	m.bill(lines...)
	return gross
}

func TestTheStatementOfAnyMonthAddsUp(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			m := newMonth(t)
			gross := muddle(m, rand.New(rand.NewPCG(seed, 1)))
			r := m.reconciled()
			addsUp(t, r.Statement, storetest.Collect(t, r.Cells))
			if !r.Statement.Billed.Equal(gross) {
				t.Errorf("billed %s, the lines come to %s", r.Statement.Billed, gross)
			}
			ids := map[string]bool{}
			for _, f := range r.Findings {
				if ids[f.ID] {
					t.Errorf("two findings are called %s", f.ID)
				}
				ids[f.ID] = true
			}
		})
	}
}

// TestTheIdentityOfRandomCells holds the summing alone to the identity, with
// amounts of up to forty digits; and shows that a lost digit is noticed.
func TestTheIdentityOfRandomCells(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	amount := func() decimal.Decimal {
		return decimal.New(random.Int64()-random.Int64(), -int32(random.IntN(40)))
	}
	verdicts := []model.Verdict{model.Overcharged, model.Undercharged, model.Timing, model.Unverifiable, model.Note}
	causes := []model.Cause{model.ServerErrorBilled, model.Unknown, model.NoPrice, model.ShiftedHour}
	for range 300 {
		var cells []model.Cell
		var findings []model.Finding
		for range random.IntN(20) {
			c := model.Cell{Billed: model.Measure{Amount: amount()}, Expected: model.Measure{Amount: amount()}}
			c.Tolerated = c.Billed.Amount.Sub(c.Expected.Amount)
			for range random.IntN(4) {
				f := model.Finding{Verdict: verdicts[random.IntN(len(verdicts))], Cause: causes[random.IntN(len(causes))], Difference: model.Measure{Amount: amount()}}
				c.Tolerated = c.Tolerated.Sub(f.Difference.Amount)
				findings = append(findings, f)
			}
			cells = append(cells, c)
		}
		s, err := statement.Of("USD", cells, findings)
		if err != nil {
			t.Fatal(err)
		}
		addsUp(t, s, cells)
		if len(cells) > 0 {
			cells[0].Tolerated = cells[0].Tolerated.Add(decimal.New(1, -40))
			if _, err := statement.Of("USD", cells, findings); err == nil {
				t.Fatal("a statement that does not add up was accepted")
			}
		}
	}
}

func TestTwoRunsOverTheSameInputsSayTheSame(t *testing.T) {
	m := newMonth(t)
	muddle(m, rand.New(rand.NewPCG(2, 2)))
	first, second := m.reconciled(), m.reconciled()
	if len(first.Findings) == 0 {
		t.Fatal("the muddle has no findings")
	}
	if first.Run.Key != "2026-03/1" || second.Run.Key != "2026-03/2" {
		t.Errorf("runs %s and %s", first.Run.Key, second.Run.Key)
	}
	for _, r := range []*model.Report{first, second} {
		r.Run.ID, r.Run.Key, r.Run.Event = 0, "", ""
	}
	if first, second := wholeOf(t, first), wholeOf(t, second); !reflect.DeepEqual(first, second) {
		t.Errorf("the first run says\n%+v\nthe second\n%+v", first, second)
	}
}

// whole is a report with all of its cells and lines, to be compared.
type whole struct {
	model.Report
	Cells []model.Cell
	Lines []model.ReportLine
}

func wholeOf(t *testing.T, r *model.Report) whole {
	t.Helper()
	w := whole{*r, storetest.Collect(t, r.Cells), storetest.Collect(t, r.Lines)}
	w.Report.Cells, w.Report.Lines = nil, nil
	return w
}

func TestARunDoesNotChangeWithLaterImports(t *testing.T) {
	m := newMonth(t)
	muddle(m, rand.New(rand.NewPCG(3, 3)))
	before := m.reconciled()
	was := wholeOf(t, before)
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(1, 0)})
	after, err := runs.Report(m.db.Reader(context.Background()), before.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	was.Evidence, after.Evidence = nil, nil // looked up among what the database holds at the time of asking
	if is := wholeOf(t, after); !reflect.DeepEqual(was, is) {
		t.Errorf("the run changed with a later import from\n%+v\nto\n%+v", was, is)
	}
	if now := m.reconciled(); now.Statement.Expected.Equal(before.Statement.Expected) {
		t.Error("the new call is not in the new run")
	}
}

func TestNarrowedToPartOfTheMonth(t *testing.T) {
	m := newMonth(t)
	var calls []model.Call
	var lines []model.BillLine
	for hour := range 6 {
		calls = append(calls, model.Call{Operation: "DetectImageFaces", At: on(hour, 0)}, model.Call{Operation: "DetectImageFaces", At: on(hour, 59)})
		lines = append(lines, detected("photos", on(hour, 0), 2))
	}
	m.calls(calls...)
	m.bill(lines...)
	m.options.From, m.options.To = time.Unix(on(2, 0), 0), time.Unix(on(4, 0), 0)
	r := m.reconciled()
	cellsAre(t, r, "photos ImageDetect 04T02 1h 2/2", "photos ImageDetect 04T03 1h 2/2")
	outside := 0
	for l := range r.Lines {
		if l.Status == model.LineOutsidePeriod {
			outside++
		}
	}
	if outside != 4 {
		t.Errorf("%d lines are outside the period, want 4", outside)
	}
}

func TestWhatCannotBeReconciledIsSaid(t *testing.T) {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 3, day, hour, minute, 0, 0, model.BillingZone)
	}
	cases := []struct {
		name    string
		options reconcile.Options
		says    string
	}{
		{"no month", reconcile.Options{Month: "March"}, "2026-03"},
		{"an empty month", reconcile.Options{}, "2026-03"},
		{"the thirteenth month", reconcile.Options{Month: "2026-13"}, "2026-03"},
		{"half an hour", reconcile.Options{Month: "2026-03", From: at(4, 10, 30)}, "whole hours"},
		{"up to half an hour", reconcile.Options{Month: "2026-03", To: at(4, 10, 30)}, "whole hours"},
		{"the end before the beginning", reconcile.Options{Month: "2026-03", From: at(5, 0, 0), To: at(4, 0, 0)}, "nothing lies between"},
		{"after the month", reconcile.Options{Month: "2026-03", From: at(32, 0, 0)}, "nothing lies between"},
		{"before the month", reconcile.Options{Month: "2026-03", To: at(1, 0, 0)}, "nothing lies between"},
		{"a rule nobody knows", reconcile.Options{Month: "2026-03", Assume: map[string]bool{"charge_everything": true}}, "immrecon catalog rules"},
		{"a rule that the provider states", reconcile.Options{Month: "2026-03", Assume: map[string]bool{"request_fee_charges_4xx": false}}, "cannot be switched"},
	}
	m := newMonth(t)
	for _, c := range cases {
		if run, err := reconcile.Month(context.Background(), m.db.DB, c.options); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: run %q, %v", c.name, run.Key, err)
		}
	}
	if _, _, err := runs.Latest(m.db.Reader(context.Background()), "2026-03"); err == nil {
		t.Error("a refused run was kept")
	}
}

func TestACancelledWalkKeepsNothing(t *testing.T) {
	m := newMonth(t)
	muddle(m, rand.New(rand.NewPCG(4, 4)))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := reconcile.Month(ctx, m.db.DB, m.options); err == nil {
		t.Error("a cancelled reconciliation made a run")
	}
	r := m.reconciled()
	addsUp(t, r.Statement, storetest.Collect(t, r.Cells))
}

func TestParseAssumption(t *testing.T) {
	for text, want := range map[string]string{
		"charge_304=on": "charge_304 true", "charge_304=off": "charge_304 false",
		"charge_304": "", "=on": "", "charge_304=yes": "", "": "", "a=b=on": "",
	} {
		got := ""
		if rule, on, err := rulebook.ParseSwitch(text); err == nil {
			got = fmt.Sprintln(rule, on)
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestCoverageShowsTheHoles(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	for _, hour := range []int{3, 4, 7} {
		m.requests(asked(2, "image/faces", on(hour, 0))...)
	}
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(5, 0)})
	got := m.reconciled().Coverage
	want := []model.Coverage{
		{Channel: model.KindCalls, Subject: "photos", Hours: 1, From: on(5, 0), To: on(6, 0)},
		{Channel: model.KindOSSLog, Subject: "pictures", Hours: 3, Missing: 2, From: on(3, 0), To: on(8, 0)},
	}
	if !slices.Equal(got, want) {
		t.Errorf("coverage %+v, want %+v", got, want)
	}
}

// Without a bill nothing can be called unbilled: there is no run, and the error
// says what there is instead.
func TestNoBillNoRun(t *testing.T) {
	m := newMonth(t)
	m.requests(asked(3, "image/faces", on(10, 0))...)
	m.refused("no bill has a line of media management (IMM) in 2026-03", "no bill was imported")
	other := detected("photos", on(10, 0), 3)
	other.Month = "2026-02"
	m.bill(other)
	m.refused("1 bill line of imm 2026-02", "accounts 1400000000000017")
}
