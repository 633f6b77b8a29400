package claiming

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"immrecon/store/claims"
	"immrecon/store/ingest"
	"immrecon/store/storetest"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// overbilled is a run in which each finding is one hour of an item billed too
// high, of 10 billed unless the finding says otherwise.
func overbilled(t *testing.T, d *storetest.Database, findings ...model.Finding) model.Run {
	t.Helper()
	r := storetest.Judged()
	r.Cells, r.Findings, r.Lines = nil, nil, nil
	for n, f := range findings {
		c := model.Cell{ID: int64(n + 1), Project: f.Project, Item: f.Item, From: f.From, To: f.From + 3600, Unit: "call",
			Billed: f.Billed, Currency: "USD", Verdict: f.Verdict, Cause: f.Cause, Lines: 1}
		f.CellID = c.ID
		r.Cells, r.Findings = append(r.Cells, c), append(r.Findings, f)
	}
	return d.Save(r)
}

func over(id, item, project string, cause model.Cause, amount string) model.Finding {
	return model.Finding{ID: id, Item: item, Project: project, From: storetest.Noon, Verdict: model.Overcharged, Cause: cause, Basis: model.Documented,
		Billed: model.Measure{Quantity: 100, Amount: storetest.Decimal("10")}, Difference: model.Measure{Quantity: 1, Amount: storetest.Decimal(amount)}}
}

func opened(t *testing.T, d *storetest.Database, request Request) []model.Claim {
	t.Helper()
	all, _, err := Open(t.Context(), d.DB, request, time.Unix(storetest.Noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func moved(t *testing.T, d *storetest.Database, id string, step Step) *model.Claim {
	t.Helper()
	claim, err := Move(t.Context(), d.DB, id, step, time.Unix(storetest.Noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	return claim
}

// march wishes for the findings of one cause.
func march(cause model.Cause) Request { return Request{Month: "2026-03", Cause: cause} }

func TestClaimsGatherByItem(t *testing.T) {
	d := storetest.Open(t)
	short := over("F6", "ImageDetect", "photos", model.FailedCallBilled, "-3")
	short.Verdict = model.Undercharged
	overbilled(t, d,
		over("F1", "ImageDetect", "photos", model.FailedCallBilled, "0.1"), over("F2", "ImageTexts", "photos", model.FailedCallBilled, "0.2"),
		over("F3", "ImageDetect", "desk", model.FailedCallBilled, "0.4"), over("F4", "ImageDetect", "photos", model.NotModifiedBilled, "0.8"),
		over("F5", "ImageLabel", "photos", model.FailedCallBilled, "0.001"), short)
	wish := march(model.FailedCallBilled)
	wish.Least = storetest.Decimal("0.01")
	opened, passed, err := Open(t.Context(), d.DB, wish, time.Unix(storetest.Noon, 0))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range opened {
		got = append(got, fmt.Sprint(c.ID, " ", c.Item, " ", c.Claimed, " ", len(c.Findings)))
	}
	if want := "D-2026-03-01 ImageDetect 0.5 2, D-2026-03-02 ImageTexts 0.2 1"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	if len(passed) != 1 || !strings.Contains(passed[0], "ImageLabel: 0.001 USD is less than 0.01") {
		t.Errorf("passed %q", passed)
	}
	read, err := claims.All(d.Reader(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "claims read back", read, opened)
}

func TestRateErrorsAreClaimedHoweverSmall(t *testing.T) {
	for _, cause := range []model.Cause{model.PriceMismatch, model.UnitScale, model.SupersededPrice, model.FreeItemBilled, model.AmountArithmetic} {
		d := storetest.Open(t)
		overbilled(t, d, over("F1", "ImageDetect", "photos", cause, "0.0000001"))
		wish := march(cause)
		wish.Least = storetest.Decimal("0.01")
		if all := opened(t, d, wish); len(all) != 1 {
			t.Errorf("%s: %d claims", cause, len(all))
		}
	}
}

func TestNoCentIsClaimedTwice(t *testing.T) {
	at := time.Unix(storetest.Noon, 0)
	cases := map[string]struct {
		before func(*testing.T, *storetest.Database)
		wish   Request
		says   string // "" where it is claimed
	}{
		"never reconciled": {func(*testing.T, *storetest.Database) {}, Request{Month: "2026-04", Cause: model.FailedCallBilled}, "has not been reconciled"},
		"no such finding":  {func(*testing.T, *storetest.Database) {}, march(model.UnitScale), "no overcharged finding of this cause"},
		"claimed already":  {func(t *testing.T, d *storetest.Database) { opened(t, d, march(model.FailedCallBilled)) }, march(model.FailedCallBilled), "all of it is claimed already: F1 in D-2026-03-01"},
		"part of it is": {func(t *testing.T, d *storetest.Database) {
			opened(t, d, Request{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})
		}, march(model.FailedCallBilled), "part of it is claimed already: F2 in D-2026-03-01"},
		"the rest of it": {func(t *testing.T, d *storetest.Database) {
			opened(t, d, Request{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})
		}, Request{Month: "2026-03", Cause: model.FailedCallBilled, Rest: true}, ""},
		"after a later run": {func(t *testing.T, d *storetest.Database) {
			opened(t, d, march(model.FailedCallBilled))
			twoFindings(t, d)
		}, march(model.FailedCallBilled), "claimed already"},
		"cancelled before": {func(t *testing.T, d *storetest.Database) {
			moved(t, d, opened(t, d, march(model.FailedCallBilled))[0].ID, Step{To: model.ClaimCancelled})
		}, march(model.FailedCallBilled), ""},
		"rejected and closed before": {func(t *testing.T, d *storetest.Database) {
			id := opened(t, d, march(model.FailedCallBilled))[0].ID
			for _, to := range []model.ClaimStatus{model.ClaimSubmitted, model.ClaimRejected, model.ClaimClosed} {
				moved(t, d, id, Step{To: to})
			}
		}, march(model.FailedCallBilled), ""},
		"paid back before": {func(t *testing.T, d *storetest.Database) {
			id := opened(t, d, march(model.FailedCallBilled))[0].ID
			for _, m := range []Step{{To: model.ClaimSubmitted}, {To: model.ClaimAccepted}, {To: model.ClaimCredited, Amount: storetest.Amount("0.3")}, {To: model.ClaimClosed}} {
				moved(t, d, id, m)
			}
		}, march(model.FailedCallBilled), "claimed already"},
		"more than was billed": {func(t *testing.T, d *storetest.Database) {
			overbilled(t, d, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "10.5"))
		}, march(model.FailedCallBilled), "10.5 USD would be claimed of a cell that was billed 10"},
		"more than was billed, for two causes": {func(t *testing.T, d *storetest.Database) {
			overbilled(t, d, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "6"), over("F9", "ImageDetect", "photos", model.NotModifiedBilled, "4.1"))
			opened(t, d, march(model.NotModifiedBilled))
		}, march(model.FailedCallBilled), "10.1 USD would be claimed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			twoFindings(t, d)
			c.before(t, d)
			_, _, err := Open(t.Context(), d.DB, c.wish, at)
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func twoFindings(t *testing.T, d *storetest.Database) {
	t.Helper()
	overbilled(t, d, over("F1", "ImageDetect", "photos", model.FailedCallBilled, "0.1"), over("F2", "ImageDetect", "desk", model.FailedCallBilled, "0.2"))
}

// The lifecycle has the steps that are listed here and no others.
func TestLifecycle(t *testing.T) {
	after := map[model.ClaimStatus]string{
		model.ClaimDraft:          "submitted cancelled",
		model.ClaimSubmitted:      "acknowledged accepted partly_accepted rejected cancelled",
		model.ClaimAcknowledged:   "accepted partly_accepted rejected cancelled",
		model.ClaimAccepted:       "credited",
		model.ClaimPartlyAccepted: "accepted credited",
		model.ClaimRejected:       "closed",
		model.ClaimCancelled:      "closed",
		model.ClaimCredited:       "credited closed",
		model.ClaimClosed:         "",
	}
	for from, may := range after {
		for _, to := range append([]model.ClaimStatus{model.ClaimDraft}, model.ClaimStatuses...) {
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
		Step
		recovered, open, givenUp string
	}{
		"paid back in parts": {
			{Step{To: model.ClaimSubmitted}, "0", "0.3", "0"},
			{Step{To: model.ClaimAcknowledged}, "0", "0.3", "0"},
			{Step{To: model.ClaimAccepted}, "0", "0.3", "0"},
			{Step{To: model.ClaimCredited, Amount: storetest.Amount("0.1")}, "0.1", "0.2", "0"},
			{Step{To: model.ClaimCredited, Amount: storetest.Amount("0.15")}, "0.25", "0.05", "0"},
			{Step{To: model.ClaimClosed}, "0.25", "0", "0.05"},
		},
		"accepted in part": {
			{Step{To: model.ClaimSubmitted}, "0", "0.3", "0"},
			{Step{To: model.ClaimPartlyAccepted, Amount: storetest.Amount("0.2")}, "0", "0.2", "0.1"},
			{Step{To: model.ClaimCredited, Amount: storetest.Amount("0.2")}, "0.2", "0", "0.1"},
			{Step{To: model.ClaimClosed}, "0.2", "0", "0.1"},
		},
		"in part, then in full": {
			{Step{To: model.ClaimSubmitted}, "0", "0.3", "0"},
			{Step{To: model.ClaimPartlyAccepted, Amount: storetest.Amount("0.2")}, "0", "0.2", "0.1"},
			{Step{To: model.ClaimAccepted}, "0", "0.3", "0"},
		},
		"rejected":  {{Step{To: model.ClaimSubmitted}, "0", "0.3", "0"}, {Step{To: model.ClaimRejected}, "0", "0", "0.3"}, {Step{To: model.ClaimClosed}, "0", "0", "0.3"}},
		"cancelled": {{Step{To: model.ClaimCancelled}, "0", "0", "0.3"}, {Step{To: model.ClaimClosed}, "0", "0", "0.3"}},
	}
	for name, steps := range steps {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			twoFindings(t, d)
			id := opened(t, d, march(model.FailedCallBilled))[0].ID
			for _, s := range steps {
				claim := moved(t, d, id, s.Step)
				if got, want := fmt.Sprint(claim.Recovered(), claim.Open(), claim.GivenUp()), fmt.Sprint(s.recovered, " ", s.open, " ", s.givenUp); got != want {
					t.Errorf("%s: got %s, want %s", s.To, got, want)
				}
			}
			history, err := claims.History(d.Reader(t.Context()), id)
			if err != nil || len(history) != len(steps)+1 {
				t.Errorf("%d steps make a history of %d, %v", len(steps), len(history), err)
			}
		})
	}
}

func TestStepsThatAreRefused(t *testing.T) {
	cases := map[string]struct {
		before []Step
		Step
		says string
	}{
		"out of turn":            {nil, Step{To: model.ClaimCredited}, "it is draft and cannot become credited; what may follow: submitted, cancelled"},
		"by the same person":     {nil, Step{To: model.ClaimSubmitted, FourEyes: true}, "another person must submit it"},
		"submitted with amount":  {nil, Step{To: model.ClaimSubmitted, Amount: storetest.Amount("1")}, "takes neither an amount nor a bill line"},
		"part without amount":    {submitted, Step{To: model.ClaimPartlyAccepted}, "needs --amount"},
		"part that is all":       {submitted, Step{To: model.ClaimPartlyAccepted, Amount: storetest.Amount("0.3")}, "less than all"},
		"part that is nothing":   {submitted, Step{To: model.ClaimPartlyAccepted, Amount: storetest.Amount("0")}, "more than nothing"},
		"all that is a part":     {submitted, Step{To: model.ClaimAccepted, Amount: storetest.Amount("0.2")}, "for less, set it partly_accepted"},
		"credit of nothing":      {accepted, Step{To: model.ClaimCredited}, "needs --line"},
		"credit of 0":            {accepted, Step{To: model.ClaimCredited, Amount: storetest.Amount("0")}, "a credit of 0 is none"},
		"more than is open":      {accepted, Step{To: model.ClaimCredited, Amount: storetest.Amount("0.31")}, "more than the 0.3 that is open"},
		"once all is back":       {append(accepted, Step{To: model.ClaimCredited, Amount: storetest.Amount("0.3")}), Step{To: model.ClaimCredited, Amount: storetest.Amount("0.1")}, "more than the 0 that is open"},
		"another currency":       {accepted, Step{To: model.ClaimCredited, Line: &model.CreditLine{Identity: "x", Amount: storetest.Decimal("1"), Currency: "CNY"}}, "the claim is in USD"},
		"more than the line has": {accepted, Step{To: model.ClaimCredited, Amount: storetest.Amount("0.2"), Line: &model.CreditLine{Identity: "x", Amount: storetest.Decimal("1"), Taken: storetest.Decimal("0.9"), Currency: "USD"}}, "more than the 0.1 that"},
		"what is closed":         {[]Step{{To: model.ClaimCancelled}, {To: model.ClaimClosed}}, Step{To: model.ClaimSubmitted}, "after which nothing follows"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			twoFindings(t, d)
			id := opened(t, d, march(model.FailedCallBilled))[0].ID
			for _, m := range c.before {
				moved(t, d, id, m)
			}
			before, err := claims.Read(d.Reader(t.Context()), id)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Move(t.Context(), d.DB, id, c.Step, time.Unix(storetest.Noon, 0)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
			after, err := claims.Read(d.Reader(t.Context()), id)
			if err != nil {
				t.Fatal(err)
			}
			storetest.Same(t, "a refused step changes nothing", after, before)
		})
	}
}

var (
	submitted = []Step{{To: model.ClaimSubmitted}}
	accepted  = []Step{{To: model.ClaimSubmitted}, {To: model.ClaimAccepted}}
)

func TestSubmittingTakesFourEyes(t *testing.T) {
	d := storetest.Open(t)
	twoFindings(t, d)
	d.User = "anna"
	id := opened(t, d, march(model.FailedCallBilled))[0].ID
	d.User = "bert"
	moved(t, d, id, Step{To: model.ClaimSubmitted, FourEyes: true, Note: "seen"})
	history, err := claims.History(d.Reader(t.Context()), id)
	if err != nil || len(history) != 2 || history[0].Who != "anna" || history[1].Who != "bert" || history[1].Note != "seen" {
		t.Errorf("history %+v, %v", history, err)
	}
}

func TestCreditLines(t *testing.T) {
	d := storetest.Open(t)
	line := func(id string, change func(*model.BillLine)) *model.BillLine {
		b := storetest.BillLine(id, id)
		b.Month, b.Type, b.Usage, b.Gross = "2026-05", model.LineRefund, decimal.NullDecimal{}, storetest.Amount("-0.3")
		change(b)
		return b
	}
	d.Import(model.KindBill, "may.csv", func(in *ingest.Import) {
		for n, b := range []*model.BillLine{
			line("R-1", func(*model.BillLine) {}),
			line("R-2", func(b *model.BillLine) {
				b.Type, b.Gross, b.Payable = model.LineAdjustment, decimal.NullDecimal{}, storetest.Amount("-0.2")
			}),
			line("asks for more", func(b *model.BillLine) { b.Gross = storetest.Amount("0.3") }),
			line("of another product", func(b *model.BillLine) { b.Product, b.Commodity = "oss", "oss" }),
			line("for reference", func(b *model.BillLine) { b.Form = "focus" }),
			line("usage", func(b *model.BillLine) { b.Type = model.LineUsage }),
		} {
			in.KeepBillLine(int64(n+2), b)
		}
	})
	lines := func() string {
		all, err := claims.CreditLines(d.Reader(t.Context()))
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
	twoFindings(t, d)
	id := opened(t, d, Request{Month: "2026-03", Cause: model.FailedCallBilled, Project: "photos"})[0].ID
	for _, m := range accepted {
		moved(t, d, id, m)
	}
	all, err := claims.CreditLines(d.Reader(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	claim := moved(t, d, id, Step{To: model.ClaimCredited, Line: &all[0]})
	if !claim.Open().IsZero() || claim.Credits[0].Month != "2026-05" || claim.Credits[0].ID != "R-1" {
		t.Errorf("credited: %+v", claim)
	}
	if got := lines(); got != "may.csv:2 R-1 0.3 0.2, may.csv:3 R-2 0.2 0.2" {
		t.Errorf("got %s", got)
	}

	// Whoever looked before that cannot take the same money again.
	other := opened(t, d, Request{Month: "2026-03", Cause: model.FailedCallBilled, Project: "desk"})[0].ID
	for _, m := range accepted {
		moved(t, d, other, m)
	}
	stale := all[0]
	stale.Amount = storetest.Decimal("0.25")
	if _, err := Move(t.Context(), d.DB, other, Step{To: model.ClaimCredited, Line: &stale}, time.Unix(storetest.Noon, 0)); err == nil || !strings.Contains(err.Error(), "another claim has just taken") {
		t.Errorf("got %v", err)
	}
}
