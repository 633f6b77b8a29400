package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// overbilled is a run in which each finding is one hour of an item billed too
// high, of 10 billed unless the finding says otherwise.
func overbilled(t *testing.T, db *DB, findings ...model.Finding) model.Run {
	t.Helper()
	r := judged()
	r.Cells, r.Findings, r.Lines = nil, nil, nil
	for n, f := range findings {
		c := model.Cell{ID: int64(n + 1), Project: f.Project, Item: f.Item, From: f.From, To: f.From + 3600, Unit: "call",
			Billed: f.Billed, Currency: "USD", Verdict: f.Verdict, Cause: f.Cause, Lines: 1}
		f.CellID = c.ID
		r.Cells, r.Findings = append(r.Cells, c), append(r.Findings, f)
	}
	return saved(t, db, r)
}

func over(id, item, project string, cause model.Cause, amount string) model.Finding {
	return model.Finding{ID: id, Item: item, Project: project, From: noon, Verdict: model.Overcharged, Cause: cause, Basis: model.Documented,
		Billed: model.Measure{Quantity: 100, Amount: dec("10")}, Difference: model.Measure{Quantity: 1, Amount: dec(amount)}}
}

func open(t *testing.T, db *DB, wish DisputeWish) []model.Dispute {
	t.Helper()
	opened, _, err := db.OpenDisputes(context.Background(), wish, time.Unix(noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func move(t *testing.T, db *DB, id string, m DisputeMove) *model.Dispute {
	t.Helper()
	d, err := db.MoveDispute(context.Background(), id, m, time.Unix(noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func amount(text string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(text)) }

// march wishes for the findings of one cause.
func march(cause model.Cause) DisputeWish { return DisputeWish{Month: "2026-03", Cause: cause} }

func TestClaimsGatherByItem(t *testing.T) {
	db := openNew(t)
	short := over("F6", "ImageDetect", "photos", model.FailedCallBilled, "-3")
	short.Verdict = model.Undercharged
	overbilled(t, db,
		over("F1", "ImageDetect", "photos", model.FailedCallBilled, "0.1"), over("F2", "ImageTexts", "photos", model.FailedCallBilled, "0.2"),
		over("F3", "ImageDetect", "desk", model.FailedCallBilled, "0.4"), over("F4", "ImageDetect", "photos", model.NotModifiedBilled, "0.8"),
		over("F5", "ImageLabel", "photos", model.FailedCallBilled, "0.001"), short)
	wish := march(model.FailedCallBilled)
	wish.Least = dec("0.01")
	opened, passed, err := db.OpenDisputes(context.Background(), wish, time.Unix(noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range opened {
		got = append(got, fmt.Sprint(d.ID, " ", d.Item, " ", d.Claimed, " ", len(d.Findings)))
	}
	if want := "D-2026-03-01 ImageDetect 0.5 2, D-2026-03-02 ImageTexts 0.2 1"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	if len(passed) != 1 || !strings.Contains(passed[0], "ImageLabel: 0.001 USD is less than 0.01") {
		t.Errorf("passed %q", passed)
	}
	read, err := db.Disputes(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	alike(t, "claims read back", read, opened)
}

func TestRateErrorsAreClaimedHoweverSmall(t *testing.T) {
	for _, cause := range []model.Cause{model.PriceMismatch, model.UnitScale, model.SupersededPrice, model.FreeItemBilled, model.AmountArithmetic} {
		db := openNew(t)
		overbilled(t, db, over("F1", "ImageDetect", "photos", cause, "0.0000001"))
		wish := march(cause)
		wish.Least = dec("0.01")
		if opened := open(t, db, wish); len(opened) != 1 {
			t.Errorf("%s: %d claims", cause, len(opened))
		}
	}
}

func TestNoCentIsClaimedTwice(t *testing.T) {
	ctx, at := context.Background(), time.Unix(noon, 0)
	cases := map[string]struct {
		before func(*testing.T, *DB)
		wish   DisputeWish
		says   string // "" where it is claimed
	}{
		"never reconciled": {func(*testing.T, *DB) {}, DisputeWish{Month: "2026-04", Cause: model.FailedCallBilled}, "has not been reconciled"},
		"no such finding":  {func(*testing.T, *DB) {}, march(model.UnitScale), "no overcharged finding of this cause"},
		"claimed already":  {func(t *testing.T, db *DB) { open(t, db, march(model.FailedCallBilled)) }, march(model.FailedCallBilled), "all of it is claimed already: F1 in D-2026-03-01"},
		"part of it is": {func(t *testing.T, db *DB) {
			open(t, db, DisputeWish{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})
		}, march(model.FailedCallBilled), "part of it is claimed already: F2 in D-2026-03-01"},
		"the rest of it": {func(t *testing.T, db *DB) {
			open(t, db, DisputeWish{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})
		}, DisputeWish{Month: "2026-03", Cause: model.FailedCallBilled, Rest: true}, ""},
		"after a later run": {func(t *testing.T, db *DB) { open(t, db, march(model.FailedCallBilled)); twoFindings(t, db) }, march(model.FailedCallBilled), "claimed already"},
		"cancelled before": {func(t *testing.T, db *DB) {
			move(t, db, open(t, db, march(model.FailedCallBilled))[0].ID, DisputeMove{To: model.DisputeCancelled})
		}, march(model.FailedCallBilled), ""},
		"rejected and closed before": {func(t *testing.T, db *DB) {
			id := open(t, db, march(model.FailedCallBilled))[0].ID
			for _, to := range []model.DisputeStatus{model.DisputeSubmitted, model.DisputeRejected, model.DisputeClosed} {
				move(t, db, id, DisputeMove{To: to})
			}
		}, march(model.FailedCallBilled), ""},
		"paid back before": {func(t *testing.T, db *DB) {
			id := open(t, db, march(model.FailedCallBilled))[0].ID
			for _, m := range []DisputeMove{{To: model.DisputeSubmitted}, {To: model.DisputeAccepted}, {To: model.DisputeCredited, Amount: amount("0.3")}, {To: model.DisputeClosed}} {
				move(t, db, id, m)
			}
		}, march(model.FailedCallBilled), "claimed already"},
		"more than was billed": {func(t *testing.T, db *DB) {
			overbilled(t, db, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "10.5"))
		}, march(model.FailedCallBilled), "10.5 USD would be claimed of a cell that was billed 10"},
		"more than was billed, for two causes": {func(t *testing.T, db *DB) {
			overbilled(t, db, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "6"), over("F9", "ImageDetect", "photos", model.NotModifiedBilled, "4.1"))
			open(t, db, march(model.NotModifiedBilled))
		}, march(model.FailedCallBilled), "10.1 USD would be claimed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			twoFindings(t, db)
			c.before(t, db)
			_, _, err := db.OpenDisputes(ctx, c.wish, at)
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func twoFindings(t *testing.T, db *DB) {
	t.Helper()
	overbilled(t, db, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "0.1"), over("F2", "ImageDetect", "desk", model.FailedCallBilled, "0.2"))
}

// The lifecycle has the steps that are listed here and no others.
func TestLifecycle(t *testing.T) {
	after := map[model.DisputeStatus]string{
		model.DisputeDraft:          "submitted cancelled",
		model.DisputeSubmitted:      "acknowledged accepted partly_accepted rejected cancelled",
		model.DisputeAcknowledged:   "accepted partly_accepted rejected cancelled",
		model.DisputeAccepted:       "credited",
		model.DisputePartlyAccepted: "accepted credited",
		model.DisputeRejected:       "closed",
		model.DisputeCancelled:      "closed",
		model.DisputeCredited:       "credited closed",
		model.DisputeClosed:         "",
	}
	for from, may := range after {
		for _, to := range append([]model.DisputeStatus{model.DisputeDraft}, model.DisputeStatuses...) {
			err := mayBecome(from, to)
			allowed := strings.Contains(" "+may+" ", " "+string(to)+" ")
			if allowed != (err == nil) {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && may != "" && !strings.Contains(err.Error(), "what may follow: "+strings.ReplaceAll(may, " ", ", ")) {
				t.Errorf("%s to %s does not say what may follow: %v", from, to, err)
			}
		}
	}
}

// At every step of the way, what is claimed is recovered, open or given up.
func TestEveryCentOfAClaimIsSomewhere(t *testing.T) {
	steps := map[string][]struct {
		DisputeMove
		recovered, open, givenUp string
	}{
		"paid back in parts": {
			{DisputeMove{To: model.DisputeSubmitted}, "0", "0.3", "0"},
			{DisputeMove{To: model.DisputeAcknowledged}, "0", "0.3", "0"},
			{DisputeMove{To: model.DisputeAccepted}, "0", "0.3", "0"},
			{DisputeMove{To: model.DisputeCredited, Amount: amount("0.1")}, "0.1", "0.2", "0"},
			{DisputeMove{To: model.DisputeCredited, Amount: amount("0.15")}, "0.25", "0.05", "0"},
			{DisputeMove{To: model.DisputeClosed}, "0.25", "0", "0.05"},
		},
		"accepted in part": {
			{DisputeMove{To: model.DisputeSubmitted}, "0", "0.3", "0"},
			{DisputeMove{To: model.DisputePartlyAccepted, Amount: amount("0.2")}, "0", "0.2", "0.1"},
			{DisputeMove{To: model.DisputeCredited, Amount: amount("0.2")}, "0.2", "0", "0.1"},
			{DisputeMove{To: model.DisputeClosed}, "0.2", "0", "0.1"},
		},
		"in part, then in full": {
			{DisputeMove{To: model.DisputeSubmitted}, "0", "0.3", "0"},
			{DisputeMove{To: model.DisputePartlyAccepted, Amount: amount("0.2")}, "0", "0.2", "0.1"},
			{DisputeMove{To: model.DisputeAccepted}, "0", "0.3", "0"},
		},
		"rejected":  {{DisputeMove{To: model.DisputeSubmitted}, "0", "0.3", "0"}, {DisputeMove{To: model.DisputeRejected}, "0", "0", "0.3"}, {DisputeMove{To: model.DisputeClosed}, "0", "0", "0.3"}},
		"cancelled": {{DisputeMove{To: model.DisputeCancelled}, "0", "0", "0.3"}, {DisputeMove{To: model.DisputeClosed}, "0", "0", "0.3"}},
	}
	for name, steps := range steps {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			twoFindings(t, db)
			id := open(t, db, march(model.FailedCallBilled))[0].ID
			for _, s := range steps {
				d := move(t, db, id, s.DisputeMove)
				if got, want := fmt.Sprint(d.Recovered(), d.Open(), d.GivenUp()), fmt.Sprint(s.recovered, " ", s.open, " ", s.givenUp); got != want {
					t.Errorf("%s: got %s, want %s", s.To, got, want)
				}
			}
			history, err := db.DisputeHistory(context.Background(), id)
			if err != nil || len(history) != len(steps)+1 {
				t.Errorf("%d steps make a history of %d, %v", len(steps), len(history), err)
			}
		})
	}
}

func TestStepsThatAreRefused(t *testing.T) {
	cases := map[string]struct {
		before []DisputeMove
		DisputeMove
		says string
	}{
		"out of turn":            {nil, DisputeMove{To: model.DisputeCredited}, "it is draft and cannot become credited; what may follow: submitted, cancelled"},
		"by the same person":     {nil, DisputeMove{To: model.DisputeSubmitted, FourEyes: true}, "another person must submit it"},
		"submitted with amount":  {nil, DisputeMove{To: model.DisputeSubmitted, Amount: amount("1")}, "takes neither an amount nor a bill line"},
		"part without amount":    {submitted, DisputeMove{To: model.DisputePartlyAccepted}, "needs --amount"},
		"part that is all":       {submitted, DisputeMove{To: model.DisputePartlyAccepted, Amount: amount("0.3")}, "less than all"},
		"part that is nothing":   {submitted, DisputeMove{To: model.DisputePartlyAccepted, Amount: amount("0")}, "more than nothing"},
		"all that is a part":     {submitted, DisputeMove{To: model.DisputeAccepted, Amount: amount("0.2")}, "for less, set it partly_accepted"},
		"credit of nothing":      {accepted, DisputeMove{To: model.DisputeCredited}, "needs --line"},
		"credit of 0":            {accepted, DisputeMove{To: model.DisputeCredited, Amount: amount("0")}, "a credit of 0 is none"},
		"more than is open":      {accepted, DisputeMove{To: model.DisputeCredited, Amount: amount("0.31")}, "more than the 0.3 that is open"},
		"once all is back":       {append(accepted, DisputeMove{To: model.DisputeCredited, Amount: amount("0.3")}), DisputeMove{To: model.DisputeCredited, Amount: amount("0.1")}, "more than the 0 that is open"},
		"another currency":       {accepted, DisputeMove{To: model.DisputeCredited, Line: &model.CreditLine{Identity: "x", Amount: dec("1"), Currency: "CNY"}}, "the claim is in USD"},
		"more than the line has": {accepted, DisputeMove{To: model.DisputeCredited, Amount: amount("0.2"), Line: &model.CreditLine{Identity: "x", Amount: dec("1"), Taken: dec("0.9"), Currency: "USD"}}, "more than the 0.1 that"},
		"what is closed":         {[]DisputeMove{{To: model.DisputeCancelled}, {To: model.DisputeClosed}}, DisputeMove{To: model.DisputeSubmitted}, "after which nothing follows"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			twoFindings(t, db)
			id := open(t, db, march(model.FailedCallBilled))[0].ID
			for _, m := range c.before {
				move(t, db, id, m)
			}
			before, err := db.Dispute(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.MoveDispute(context.Background(), id, c.DisputeMove, time.Unix(noon, 0)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
			after, err := db.Dispute(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			alike(t, "a refused step changes nothing", after, before)
		})
	}
}

var (
	submitted = []DisputeMove{{To: model.DisputeSubmitted}}
	accepted  = []DisputeMove{{To: model.DisputeSubmitted}, {To: model.DisputeAccepted}}
)

func TestSubmittingTakesFourEyes(t *testing.T) {
	db := openNew(t)
	twoFindings(t, db)
	db.As("anna")
	id := open(t, db, march(model.FailedCallBilled))[0].ID
	db.As("bert")
	move(t, db, id, DisputeMove{To: model.DisputeSubmitted, FourEyes: true, Note: "seen"})
	history, err := db.DisputeHistory(context.Background(), id)
	if err != nil || len(history) != 2 || history[0].Who != "anna" || history[1].Who != "bert" || history[1].Note != "seen" {
		t.Errorf("history %+v, %v", history, err)
	}
}

func TestThereIsNoSuchClaim(t *testing.T) {
	db := openNew(t)
	if _, err := db.Dispute(context.Background(), "D-2026-03-01"); err == nil || !strings.Contains(err.Error(), "claim D-2026-03-01: there is no such claim; `immrecon dispute list`") {
		t.Errorf("got %v", err)
	}
}

func TestDays(t *testing.T) {
	day := func(n int) time.Time { return time.Unix(noon, 0).AddDate(0, 0, n) }
	d := model.Dispute{Claimed: dec("1"), Accepted: dec("1"), Status: model.DisputeDraft, OpenedAt: day(0), ChangedAt: day(12)}
	if n := d.Days(day(5).Add(-time.Second)); n != 4 {
		t.Errorf("a draft is %d days old", n)
	}
	d.Status, d.SubmittedAt = model.DisputeSubmitted, day(10)
	if n := d.Days(day(15)); n != 5 {
		t.Errorf("submitted %d days ago", n)
	}
	d.Status = model.DisputeClosed
	if n := d.Days(day(99)); n != 2 {
		t.Errorf("it took %d days", n)
	}
}

func TestCreditLines(t *testing.T) {
	db := openNew(t)
	line := func(id string, change func(*model.BillLine)) *model.BillLine {
		b := billLine(id, id)
		b.Month, b.Type, b.Usage, b.Gross = "2026-05", model.LineRefund, decimal.NullDecimal{}, amount("-0.3")
		change(b)
		return b
	}
	imported(t, db, model.KindBill, "may.csv", func(in *Import) {
		for n, b := range []*model.BillLine{
			line("R-1", func(*model.BillLine) {}),
			line("R-2", func(b *model.BillLine) {
				b.Type, b.Gross, b.Payable = model.LineAdjustment, decimal.NullDecimal{}, amount("-0.2")
			}),
			line("asks for more", func(b *model.BillLine) { b.Gross = amount("0.3") }),
			line("of another product", func(b *model.BillLine) { b.Product, b.Commodity = "oss", "oss" }),
			line("for reference", func(b *model.BillLine) { b.Form = "focus" }),
			line("usage", func(b *model.BillLine) { b.Type = model.LineUsage }),
		} {
			in.KeepBillLine(int64(n+2), b)
		}
	})
	lines := func() string {
		all, err := db.CreditLines(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, l := range all {
			texts = append(texts, fmt.Sprint(l.File, ":", l.Line, " ", l.ID, " ", l.Amount, " ", l.Left()))
		}
		return strings.Join(texts, ", ")
	}
	if got := lines(); got != "may.csv:2 R-1 0.3 0.3, may.csv:3 R-2 0.2 0.2" {
		t.Errorf("got %s", got)
	}

	// A claim takes of a line what is open; what it leaves is for others.
	twoFindings(t, db)
	id := open(t, db, DisputeWish{Month: "2026-03", Cause: model.FailedCallBilled, Project: "photos"})[0].ID
	for _, m := range accepted {
		move(t, db, id, m)
	}
	all, err := db.CreditLines(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d := move(t, db, id, DisputeMove{To: model.DisputeCredited, Line: &all[0]})
	if !d.Open().IsZero() || d.Credits[0].Month != "2026-05" || d.Credits[0].ID != "R-1" {
		t.Errorf("credited: %+v", d)
	}
	if got := lines(); got != "may.csv:2 R-1 0.3 0.2, may.csv:3 R-2 0.2 0.2" {
		t.Errorf("got %s", got)
	}

	// Whoever looked before that cannot take the same money again.
	other := open(t, db, DisputeWish{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})[0].ID
	for _, m := range accepted {
		move(t, db, other, m)
	}
	stale := all[0]
	stale.Amount = dec("0.25")
	if _, err := db.MoveDispute(context.Background(), other, DisputeMove{To: model.DisputeCredited, Line: &stale}, time.Unix(noon, 0)); err == nil || !strings.Contains(err.Error(), "another claim has just taken") {
		t.Errorf("got %v", err)
	}
}
