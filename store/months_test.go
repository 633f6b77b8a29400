package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

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
func wholeMonth(r *Result) *Result {
	r.Run.From, r.Run.To, _ = model.MonthSpan("2026-03")
	return r
}

// closable is a database whose March can be closed: it has a bill and a run.
func closable(t *testing.T) *DB {
	t.Helper()
	db := openNew(t)
	withBill(t, db)
	saved(t, db, wholeMonth(coherent()))
	return db
}

// decided gives an order about March, on a day when its bill is final.
func decided(t *testing.T, db *DB, who string, o Order) (model.MonthState, error) {
	t.Helper()
	db.As(who)
	o.Month, o.At = "2026-03", instant(t, "2026-04-10T12:00:00+08:00")
	return db.Decide(context.Background(), o)
}

func mustDecide(t *testing.T, db *DB, who string, o Order) model.MonthState {
	t.Helper()
	state, err := decided(t, db, who, o)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// refusedWith wants an error that holds a text.
func refusedWith(t *testing.T, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("error %v, want one that says %q", err, text)
	}
}

func TestBillsAreFinalAtNoonOfTheFourth(t *testing.T) {
	for month, want := range map[string]string{
		"2026-03": "2026-04-04T12:00:00+08:00", "2026-12": "2027-01-04T12:00:00+08:00", "2024-02": "2024-03-04T12:00:00+08:00",
	} {
		if got, err := model.BillFinal(month); err != nil || !got.Equal(instant(t, want)) {
			t.Errorf("%s: %s, %v; want %s", month, got, err, want)
		}
	}
	db := closable(t)
	for at, final := range map[string]bool{"2026-04-04T03:59:59Z": false, "2026-04-04T04:00:00Z": true} {
		s, err := db.MonthStatus(context.Background(), "2026-03", instant(t, at))
		if err != nil || s.IsFinal != final {
			t.Errorf("at %s final is %t, %v", at, s.IsFinal, err)
		}
		if blocked := len(s.Obstacles) > 0; blocked == final {
			t.Errorf("at %s obstacles are %q", at, s.Obstacles)
		}
	}
	if _, err := db.MonthStatus(context.Background(), "March", time.Unix(noon, 0)); err == nil {
		t.Error("March is taken for a month")
	}
}

func TestAMonthIsClosedWithItsRunAndOpenedAgain(t *testing.T) {
	db := closable(t)
	state := mustDecide(t, db, "anna", Order{Close: true, Note: "agreed"})
	if !state.Closed() || state.Last.Run != "2026-03/1" || state.Last.Who != "anna" || state.Last.Note != "agreed" || state.Last.Forced {
		t.Errorf("after closing: %+v", state.Last)
	}
	_, err := decided(t, db, "anna", Order{Close: true})
	refusedWith(t, err, "closed already, with run 2026-03/1")
	_, err = decided(t, db, "anna", Order{})
	refusedWith(t, err, "needs --note")
	if state := mustDecide(t, db, "bert", Order{Note: "a log was missing"}); state.Closed() {
		t.Errorf("after reopening: %+v", state.Last)
	}
	_, err = decided(t, db, "bert", Order{Note: "again"})
	refusedWith(t, err, "is not closed")
	events, err := db.Events(context.Background(), EventMonth, "2026-03")
	if err != nil || len(events) != 2 || events[0].Who != "anna" || events[1].Who != "bert" {
		t.Errorf("events %v, %v", events, err)
	}
}

func TestWhatStandsInTheWayOfClosing(t *testing.T) {
	ctx := context.Background()
	for name, test := range map[string]struct {
		spoil func(*DB)
		says  string
	}{
		"a run of a part only": {func(db *DB) { tamper(t, db, "UPDATE run SET to_ts = to_ts - 3600") }, "it was not reconciled"},
		"a total that is wrong": {func(db *DB) { tamper(t, db, "UPDATE run SET billed = '7'") },
			"check of statements: run 2026-03/1: billed is 7, and its rows come to 0.001176"},
		"evidence after the run": {func(db *DB) {
			imported(t, db, model.KindCalls, "calls.csv", func(in *Import) { in.KeepCall(1, call("A", model.KindCalls)) })
		}, "calls.csv was imported after run 2026-03/1"},
		"a bill forgotten after the run": {func(db *DB) { forgetSource(t, db, 1) }, "march.csv was forgotten after run 2026-03/1"},
		"no bill":                        {func(db *DB) { forgetSource(t, db, 1) }, "no bill of it was imported"},
	} {
		t.Run(name, func(t *testing.T) {
			db := closable(t)
			test.spoil(db)
			_, err := decided(t, db, "anna", Order{Close: true})
			refusedWith(t, err, test.says)
			_, err = decided(t, db, "anna", Order{Close: true, Force: true})
			refusedWith(t, err, "needs --note")
			if state := mustDecide(t, db, "anna", Order{Close: true, Force: true, Note: "year's end"}); !state.Closed() || !state.Last.Forced {
				t.Errorf("forced: %+v", state.Last)
			}
		})
	}
	db := closable(t)
	_, err := db.Decide(ctx, Order{Month: "2026-03", Close: true, At: instant(t, "2026-04-04T11:59:59+08:00")})
	refusedWith(t, err, "its bill is not final before 2026-04-04T12:00:00+08:00")
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) {
		later := call("A", model.KindCalls)
		later.At += 31 * 86400
		in.KeepCall(1, later)
	})
	if state := mustDecide(t, db, "anna", Order{Close: true}); state.Last.Forced {
		t.Error("the calls of April stood in the way of closing March")
	}
}

func TestFourEyes(t *testing.T) {
	db := closable(t)
	ask := Order{Close: true, FourEyes: true}
	if state := mustDecide(t, db, "anna", ask); state.Closed() || state.Asking == nil || state.Asking.Who != "anna" {
		t.Fatalf("after asking: %+v", state)
	}
	for _, o := range []Order{ask, {Close: true}} {
		_, err := decided(t, db, "anna", o)
		refusedWith(t, err, "someone else must confirm")
	}
	if state := mustDecide(t, db, "bert", ask); !state.Closed() || state.Last.AskedBy != "anna" || state.Last.Who != "bert" || state.Asking != nil {
		t.Errorf("after confirming: %+v", state)
	}

	// What was asked for another run is not confirmed.
	db = closable(t)
	mustDecide(t, db, "anna", ask)
	saved(t, db, wholeMonth(coherent()))
	if state := mustDecide(t, db, "bert", ask); state.Closed() || state.Asking.Who != "bert" || state.Asking.Run != "2026-03/2" {
		t.Errorf("another run: %+v", state)
	}
	mustDecide(t, db, "anna", ask)

	// Reopening can demand two as well; until then the month is closed.
	reopen := Order{Note: "late logs", FourEyes: true}
	if state := mustDecide(t, db, "anna", reopen); !state.Closed() || state.Asking.Close {
		t.Errorf("asked to reopen: %+v", state)
	}
	_, err := lateImport(t, db, "late", LateRefuse)
	refusedWith(t, err, "would change 2026-03")
	if state := mustDecide(t, db, "bert", reopen); state.Closed() {
		t.Errorf("reopened by two: %+v", state)
	}
}

// lateImport imports a call of March.
func lateImport(t *testing.T, db *DB, name string, late Late) (model.Source, error) {
	t.Helper()
	in := begun(t, db, model.KindCalls, name)
	in.IfLate(late)
	in.KeepCall(1, call(name, model.KindCalls))
	return in.Commit("sha256 of "+name, 1, time.Unix(noon, 0))
}

func TestLateEvidence(t *testing.T) {
	db := closable(t)
	mustDecide(t, db, "anna", Order{Close: true})
	before := content(t, db)
	_, err := lateImport(t, db, "late.csv", LateRefuse)
	var late *LateError
	if !errors.As(err, &late) || !slices.Equal(late.Months, []string{"2026-03"}) {
		t.Fatalf("a late file: %v", err)
	}
	sameRows(t, "after the refusal", content(t, db), before)

	kept, err := lateImport(t, db, "late.csv", LateKeep)
	if err != nil {
		t.Fatal(err)
	}
	status := func(month string) *model.MonthStatus {
		t.Helper()
		s, err := db.MonthStatus(context.Background(), month, instant(t, "2026-05-10T12:00:00+08:00"))
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

	later := wholeMonth(coherent())
	later.Cells[2].Expected, later.Findings = model.Measure{Quantity: 14, Amount: dec("0.000392")}, later.Findings[:2]
	later.Statement.Expected, later.Statement.Difference, later.Statement.Unverifiable = dec("0.001063"), dec("0.000113"), dec("0")
	saved(t, db, later)
	carried = status("2026-04").Carried
	if len(carried) != 1 || carried[0].Before.Key != "2026-03/1" || carried[0].After.Key != "2026-03/2" || len(carried[0].Changes.Gone) != 1 {
		t.Errorf("carried after a later run: %+v", carried)
	}

	// What is carried stays where it is when that month is closed as well, and
	// what comes in after that is carried to the next.
	if _, err := db.Decide(context.Background(), Order{Month: "2026-04", Close: true, Force: true, Note: "nothing used", At: time.Unix(noon, 0)}); err != nil {
		t.Fatal(err)
	}
	more, err := lateImport(t, db, "more.csv", LateKeep)
	if err != nil {
		t.Fatal(err)
	}
	saved(t, db, wholeMonth(coherent()))
	if c := status("2026-04").Carried; len(c) != 1 || c[0].After.Key != "2026-03/2" || len(c[0].Late) != 1 || len(c[0].Changes.Gone) != 1 {
		t.Errorf("carried to a month that was closed since: %+v", c)
	}
	if c := status("2026-05").Carried; len(c) != 1 || c[0].Before.Key != "2026-03/2" || c[0].After.Key != "2026-03/3" || len(c[0].Changes.New) != 1 {
		t.Errorf("carried to the next: %+v", c)
	}
	forgetSource(t, db, more.ID)

	if dependants := forgetSource(t, db, kept.ID); len(dependants) > 0 {
		t.Error("what came in late could not be taken out alone")
	}
	_, _, err = db.Forget(context.Background(), 1, time.Unix(noon, 0))
	refusedWith(t, err, "is part of 2026-03, which is closed")

	if _, err := lateImport(t, db, "later.csv", LateReopen); err != nil {
		t.Fatal(err)
	}
	if s := status("2026-03"); s.State.Closed() || s.State.Last.Note != "late: later.csv" || len(s.Late) > 0 {
		t.Errorf("reopened by a late import: %+v", s.State)
	}
	if names, faults := failing(t, db); len(names) > 0 {
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

// What a source must hold to touch a closed month, by kind; the closed month
// knows a project, a binding and a logged hour already.
func TestWhatTouchesAClosedMonth(t *testing.T) {
	from, to, err := model.MonthSpan("2026-03")
	if err != nil {
		t.Fatal(err)
	}
	request := func(at int64) func(*Import) {
		return func(in *Import) { in.KeepRequest(1, request("R", "photos", "a.jpg", at)) }
	}
	binding := func(bucket string, from, to int64) func(*Import) {
		return func(in *Import) {
			in.KeepBinding(1, &model.Binding{Bucket: bucket, Project: "photos", From: from, To: to})
		}
	}
	project := func(name string, created int64) func(*Import) {
		return func(in *Import) { in.KeepProject(1, &model.Project{Name: name, CreatedAt: created}) }
	}
	logged := func(at int64) func(*Import) {
		return func(in *Import) { in.Skip(1); in.SawBucket("photos", time.Unix(at, 0)) }
	}
	for name, test := range map[string]struct {
		kind    model.Kind
		read    func(*Import)
		touches bool
	}{
		"the first second":  {model.KindOSSLog, request(from), true},
		"the last second":   {model.KindSLSLog, request(to - 1), true},
		"the second before": {model.KindOSSLog, request(from - 1), false},
		"the second after":  {model.KindOSSLog, request(to), false},
		"a request that is there": {model.KindOSSLog, func(in *Import) {
			in.KeepRequest(1, &model.Request{ID: "known", Bucket: "photos", At: noon, Operations: []string{"x"}})
		}, false},
		"an hour whose log was missing":  {model.KindOSSLog, logged(from), true},
		"an hour whose log is there":     {model.KindOSSLog, logged(noon), false},
		"a call":                         {model.KindActionTrail, func(in *Import) { in.KeepCall(1, call("C", model.KindActionTrail)) }, true},
		"a line of its bill":             {model.KindBill, func(in *Import) { in.KeepBillLine(1, billLine("new", "new")) }, true},
		"a line of its bill once more":   {model.KindBill, func(in *Import) { in.KeepBillLine(9, billLine("L-1", "L-1")) }, false},
		"a project of then":              {model.KindProjects, project("new", from), true},
		"a project of later":             {model.KindProjects, project("new", to), false},
		"a project that is there":        {model.KindProjects, project("photos", from), false},
		"a project with another date":    {model.KindProjects, project("photos", from+1), true},
		"a binding without dates":        {model.KindBindings, binding("new", 0, 0), true},
		"a binding that is there":        {model.KindBindings, binding("photos", 0, 0), false},
		"a binding of later":             {model.KindBindings, binding("new", to, 0), false},
		"a binding of before":            {model.KindBindings, binding("new", 0, from), false},
		"a dataset":                      {model.KindDatasets, func(in *Import) { in.KeepDataset(1, &model.Dataset{Project: "photos", Name: "new"}) }, true},
		"a style of later":               {model.KindStyles, func(in *Import) { in.KeepStyle(1, &model.Style{Bucket: "photos", Name: "s", From: to}) }, false},
		"a price of then":                {model.KindPrices, func(in *Import) { in.KeepPrice(1, &model.Price{Item: "ImageDetect", Per: 1000, To: from + 1}) }, true},
		"a file with nothing to keep":    {model.KindOSSLog, func(in *Import) { in.Skip(1) }, false},
		"a file of which all is refused": {model.KindCalls, func(in *Import) { in.Reject(1, "no number", "x") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			db := closable(t)
			imported(t, db, model.KindProjects, "projects.csv", project("photos", from))
			imported(t, db, model.KindBindings, "bindings.csv", binding("photos", 0, 0))
			imported(t, db, model.KindOSSLog, "noon.log", func(in *Import) {
				in.KeepRequest(1, &model.Request{ID: "known", Bucket: "photos", At: noon, Operations: []string{"x"}})
				in.SawBucket("photos", time.Unix(noon, 0))
			})
			mustDecide(t, db, "anna", Order{Close: true, Force: true, Note: "for the test"})
			_, err := tryImport(t, db, test.kind, "late", test.read)
			var late *LateError
			if got := errors.As(err, &late); got != test.touches || (err != nil && !got) {
				t.Errorf("touches: %t (%v), want %t", got, err, test.touches)
			}
		})
	}
}
