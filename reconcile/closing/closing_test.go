package closing

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/audit"
	"immrecon/store/ingest"
	"immrecon/store/runs"
	"immrecon/store/storetest"

	"immrecon/store/model"
)

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// wholeMonth makes of a result one about all of March.
func wholeMonth(r *runs.Result) *runs.Result {
	r.Run.From, r.Run.To, _ = model.MonthSpan("2026-03")
	return r
}

// verified is storetest.Coherent with nothing that cannot be verified.
func verified() *runs.Result {
	r := storetest.Coherent()
	f, s := &r.Findings[2], &r.Statement
	f.Verdict, f.Cause = model.Overcharged, model.NoUsageEvidence
	s.Explained = append(s.Explained, model.Explained{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Findings: 1, Amount: f.Difference.Amount})
	s.Unverifiable = decimal.Zero
	return r
}

// closable is a database whose March can be closed: it has a bill and a run.
func closable(t *testing.T) *storetest.Database {
	t.Helper()
	d := storetest.Open(t)
	d.ImportBill()
	d.Save(wholeMonth(verified()))
	return d
}

// decided gives an order about March, on a day when its bill is final.
func decided(t *testing.T, d *storetest.Database, who string, o Request) (model.MonthState, error) {
	t.Helper()
	d.User = who
	o.Month, o.At = "2026-03", instant(t, "2026-04-10T12:00:00+08:00")
	return Decide(t.Context(), d.DB, o)
}

func mustDecide(t *testing.T, d *storetest.Database, who string, o Request) model.MonthState {
	t.Helper()
	state, err := decided(t, d, who, o)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestBillsAreFinalAtNoonOfTheFourth(t *testing.T) {
	for month, want := range map[string]string{
		"2026-03": "2026-04-04T12:00:00+08:00", "2026-12": "2027-01-04T12:00:00+08:00", "2024-02": "2024-03-04T12:00:00+08:00",
	} {
		if got, err := model.BillFinal(month); err != nil || !got.Equal(instant(t, want)) {
			t.Errorf("%s: %s, %v; want %s", month, got, err, want)
		}
	}
	d := closable(t)
	for at, final := range map[string]bool{"2026-04-04T03:59:59Z": false, "2026-04-04T04:00:00Z": true} {
		s, err := Status(d.Reader(t.Context()), "2026-03", instant(t, at))
		if err != nil || s.IsFinal != final {
			t.Errorf("at %s final is %t, %v", at, s.IsFinal, err)
		}
		if blocked := len(s.Obstacles) > 0; blocked == final {
			t.Errorf("at %s obstacles are %q", at, s.Obstacles)
		}
	}
	if _, err := Status(d.Reader(t.Context()), "March", time.Unix(storetest.Noon, 0)); err == nil {
		t.Error("March is taken for a month")
	}
}

func TestAMonthIsClosedWithItsRunAndOpenedAgain(t *testing.T) {
	d := closable(t)
	state := mustDecide(t, d, "anna", Request{Close: true, Note: "agreed"})
	if !state.Closed() || state.Last.Run != "2026-03/1" || state.Last.Who != "anna" || state.Last.Note != "agreed" || state.Last.Forced {
		t.Errorf("after closing: %+v", state.Last)
	}
	_, err := decided(t, d, "anna", Request{Close: true})
	storetest.Refused(t, err, "closed already, with run 2026-03/1")
	_, err = decided(t, d, "anna", Request{})
	storetest.Refused(t, err, "needs --note")
	if state := mustDecide(t, d, "bert", Request{Note: "a log was missing"}); state.Closed() {
		t.Errorf("after reopening: %+v", state.Last)
	}
	_, err = decided(t, d, "bert", Request{Note: "again"})
	storetest.Refused(t, err, "is not closed")
	events, err := audit.Events(d.Reader(t.Context()), audit.Month, "2026-03")
	if err != nil || len(events) != 2 || events[0].Who != "anna" || events[1].Who != "bert" {
		t.Errorf("events %v, %v", events, err)
	}
}

func TestWhatStandsInTheWayOfClosing(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*storetest.Database)
		says  string
	}{
		"a run of a part only": {func(d *storetest.Database) { d.Tamper("UPDATE run SET to_ts = to_ts - 3600") }, "it was not reconciled"},
		"a total that is wrong": {func(d *storetest.Database) { d.Tamper("UPDATE run SET billed = '7'") },
			"check of statements: run 2026-03/1: billed is USD 7, and its rows come to 0.001176"},
		"evidence after the run": {func(d *storetest.Database) {
			d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) { in.KeepCall(1, storetest.Call("A", model.KindCalls)) })
		}, "calls.csv was imported after run 2026-03/1"},
		"a bill forgotten after the run": {func(d *storetest.Database) { forgotten(t, d, 1) }, "march.csv was forgotten after run 2026-03/1"},
		"too much that is not verified": {func(d *storetest.Database) { d.Save(wholeMonth(storetest.Coherent())) },
			"of USD 0.001176 billed, 0.000392 cannot be verified, which is more than 10 %; `immrecon summary --month 2026-03 --format json` lists"},
		"no bill": {func(d *storetest.Database) { forgotten(t, d, 1) }, "no bill of it was imported"},
	} {
		t.Run(name, func(t *testing.T) {
			d := closable(t)
			test.spoil(d)
			_, err := decided(t, d, "anna", Request{Close: true})
			storetest.Refused(t, err, test.says)
			_, err = decided(t, d, "anna", Request{Close: true, Force: true})
			storetest.Refused(t, err, "needs --note")
			if state := mustDecide(t, d, "anna", Request{Close: true, Force: true, Note: "year's end"}); !state.Closed() || !state.Last.Forced {
				t.Errorf("forced: %+v", state.Last)
			}
		})
	}
	d := closable(t)
	_, err := Decide(t.Context(), d.DB, Request{Month: "2026-03", Close: true, At: instant(t, "2026-04-04T11:59:59+08:00")})
	storetest.Refused(t, err, "its bill is not final before 2026-04-04T12:00:00+08:00")
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		later := storetest.Call("A", model.KindCalls)
		later.At += 31 * 86400
		in.KeepCall(1, later)
	})
	if state := mustDecide(t, d, "anna", Request{Close: true}); state.Last.Forced {
		t.Error("the calls of April stood in the way of closing March")
	}
}

// What cannot be verified is summed whichever way; just a tenth of what is billed may
// stay so.
func TestAMonthIsVerifiedToNineTenths(t *testing.T) {
	for _, c := range []struct {
		unverified, billed string
		tooMuch            bool
	}{{"0", "0", false}, {"0", "5", false}, {"0.5", "5", false}, {"0.5000000001", "5", true}, {"0.1", "0", true}, {"0.5", "-5", false}, {"5", "5", true}} {
		if got := tooMuch(storetest.Decimal(c.unverified), storetest.Decimal(c.billed)); got != c.tooMuch {
			t.Errorf("%s of %s is too much: %t", c.unverified, c.billed, got)
		}
	}
	d := closable(t)
	both := verified()
	for n, amount := range []string{"0.0001", "-0.0001"} { // each less than a tenth, and nothing if netted
		both.Findings[n].Verdict, both.Findings[n].Difference.Amount = model.Unverifiable, storetest.Decimal(amount)
	}
	d.Save(wholeMonth(both))
	s, err := Status(d.Reader(t.Context()), "2026-03", instant(t, "2026-04-10T12:00:00+08:00"))
	if err != nil || len(s.Obstacles) != 1 || !strings.Contains(s.Obstacles[0], "0.0002 cannot be verified") {
		t.Errorf("obstacles %q, %v", s.Obstacles, err)
	}
}

func TestFourEyes(t *testing.T) {
	d := closable(t)
	ask := Request{Close: true, FourEyes: true}
	if state := mustDecide(t, d, "anna", ask); state.Closed() || state.Asking == nil || state.Asking.Who != "anna" {
		t.Fatalf("after asking: %+v", state)
	}
	for _, o := range []Request{ask, {Close: true}} {
		_, err := decided(t, d, "anna", o)
		storetest.Refused(t, err, "someone else must confirm")
	}
	if state := mustDecide(t, d, "bert", ask); !state.Closed() || state.Last.AskedBy != "anna" || state.Last.Who != "bert" || state.Asking != nil {
		t.Errorf("after confirming: %+v", state)
	}

	// What was asked for another run is not confirmed.
	d = closable(t)
	mustDecide(t, d, "anna", ask)
	d.Save(wholeMonth(verified()))
	if state := mustDecide(t, d, "bert", ask); state.Closed() || state.Asking.Who != "bert" || state.Asking.Run != "2026-03/2" {
		t.Errorf("another run: %+v", state)
	}
	mustDecide(t, d, "anna", ask)

	// Reopening can demand two as well; until then the month is closed.
	reopen := Request{Note: "late logs", FourEyes: true}
	if state := mustDecide(t, d, "anna", reopen); !state.Closed() || state.Asking.Close {
		t.Errorf("asked to reopen: %+v", state)
	}
	_, err := lateImport(t, d, "late", LateRefuse)
	storetest.Refused(t, err, "would change 2026-03")
	if state := mustDecide(t, d, "bert", reopen); state.Closed() {
		t.Errorf("reopened by two: %+v", state)
	}
}

// forgotten takes a source out, and names those that went with it.
func forgotten(t *testing.T, d *storetest.Database, id int64) []model.Source {
	t.Helper()
	_, dependants, err := Forget(t.Context(), d.DB, []int64{id}, time.Unix(storetest.Noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	return dependants
}

// lateImport imports a call of March.
func lateImport(t *testing.T, d *storetest.Database, name string, late Late) (model.Source, error) {
	t.Helper()
	d.NewWriter(late.Settle)
	in := d.Begin(model.KindCalls, name)
	in.KeepCall(1, storetest.Call(name, model.KindCalls))
	return in.Commit("sha256 of "+name, 1, time.Unix(storetest.Noon, 0))
}

func TestLateEvidence(t *testing.T) {
	d := closable(t)
	mustDecide(t, d, "anna", Request{Close: true})
	before := d.Content()
	_, err := lateImport(t, d, "late.csv", LateRefuse)
	var late *LateError
	if !errors.As(err, &late) || !slices.Equal(late.Months, []string{"2026-03"}) {
		t.Fatalf("a late file: %v", err)
	}
	storetest.SameRows(t, "after the refusal", d.Content(), before)

	kept, err := lateImport(t, d, "late.csv", LateKeep)
	if err != nil {
		t.Fatal(err)
	}
	status := func(month string) *model.MonthStatus {
		t.Helper()
		s, err := Status(d.Reader(t.Context()), month, instant(t, "2026-05-10T12:00:00+08:00"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := status("2026-03"); !s.State.Closed() || len(s.Late) != 1 || s.Late[0].Name != "late.csv" || len(s.Carried) > 0 {
		t.Errorf("the closed month: %+v", s)
	}
	carried := status("2026-04").Carried
	if len(carried) != 1 || carried[0].Activity != "2026-03" || carried[0].Billing != "2026-04" || carried[0].Before.ID != carried[0].After.ID {
		t.Errorf("carried before a later run: %+v", carried)
	}
	if c := status("2026-05").Carried; len(c) > 0 {
		t.Errorf("carried to the second open month: %+v", c)
	}

	later := wholeMonth(storetest.Coherent())
	later.Cells[2].Expected, later.Findings = model.Measure{Quantity: 14, Amount: storetest.Decimal("0.000392")}, later.Findings[:2]
	later.Statement.Expected, later.Statement.Difference, later.Statement.Unverifiable = storetest.Decimal("0.001063"), storetest.Decimal("0.000113"), storetest.Decimal("0")
	d.Save(later)
	carried = status("2026-04").Carried
	if len(carried) != 1 || carried[0].Before.Key != "2026-03/1" || carried[0].After.Key != "2026-03/2" || len(carried[0].Changes.Gone) != 1 {
		t.Errorf("carried after a later run: %+v", carried)
	}

	// What is carried stays where it is when that month is closed as well, and
	// what comes in after that is carried to the next.
	if _, err := Decide(t.Context(), d.DB, Request{Month: "2026-04", Close: true, Force: true, Note: "nothing used", At: time.Unix(storetest.Noon, 0)}); err != nil {
		t.Fatal(err)
	}
	more, err := lateImport(t, d, "more.csv", LateKeep)
	if err != nil {
		t.Fatal(err)
	}
	d.Save(wholeMonth(storetest.Coherent()))
	if c := status("2026-04").Carried; len(c) != 1 || c[0].After.Key != "2026-03/2" || len(c[0].Late) != 1 || len(c[0].Changes.Gone) != 1 {
		t.Errorf("carried to a month that was closed since: %+v", c)
	}
	if c := status("2026-05").Carried; len(c) != 1 || c[0].Before.Key != "2026-03/2" || c[0].After.Key != "2026-03/3" || len(c[0].Changes.New) != 1 {
		t.Errorf("carried to the next: %+v", c)
	}
	forgotten(t, d, more.ID)

	if dependants := forgotten(t, d, kept.ID); len(dependants) > 0 {
		t.Error("what came in late could not be taken out alone")
	}
	_, _, err = Forget(t.Context(), d.DB, []int64{1}, time.Unix(storetest.Noon, 0))
	storetest.Refused(t, err, "is part of 2026-03, which is closed")

	if _, err := lateImport(t, d, "later.csv", LateReopen); err != nil {
		t.Fatal(err)
	}
	if s := status("2026-03"); s.State.Closed() || s.State.Last.Note != "late: later.csv" || len(s.Late) > 0 {
		t.Errorf("reopened by a late import: %+v", s.State)
	}
	if names, faults := d.FailedChecks(); len(names) > 0 {
		t.Errorf("after all that:\n%s", faults)
	}
}

func TestCorrectionsAreCarriedPastClosedMonths(t *testing.T) {
	for _, test := range []struct {
		closed []string
		month  string
		want   string
	}{{[]string{"2026-03"}, "2026-03", "2026-04"}, {[]string{"2026-03", "2026-04", "2026-06"}, "2026-03", "2026-05"},
		{[]string{"2026-12"}, "2026-12", "2027-01"}} {
		if got, err := firstOpen(test.closed, test.month); err != nil || got != test.want {
			t.Errorf("closed %v: %s, %v; want %s", test.closed, got, err, test.want)
		}
	}
}
