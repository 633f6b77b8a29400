package statement_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/statement"
	"immrecon/store/model"
)

func TestThreshold(t *testing.T) {
	d := decimal.RequireFromString
	due := func(amount string) model.Due { return model.Due{Amount: d(amount), Findings: 1} }
	wrong := func(dues model.Dues) *model.Report {
		return &model.Report{Statement: model.Statement{Currency: "USD", Verdict: model.BillWrong, Dues: dues}}
	}
	open := func(amounts ...string) *model.Report {
		r := &model.Report{Statement: model.Statement{Currency: "USD", Verdict: model.BillUndecided}}
		for _, amount := range amounts {
			r.Findings = append(r.Findings, model.Finding{Verdict: model.Unverifiable, Currency: "USD", Difference: model.Measure{Amount: d(amount)}})
		}
		return r
	}
	others := func(statements ...model.Statement) *model.Report {
		return &model.Report{Statement: model.Statement{Currency: "USD", Verdict: model.BillRight}, Others: statements}
	}
	right := others()
	payable := others()
	payable.Payable = []model.PayableStep{{Currency: "USD", Step: model.StepMismatch, Amount: d("-0.5")}}
	timing := others()
	timing.Findings = []model.Finding{{Verdict: model.Timing, Currency: "USD", Difference: model.Measure{Amount: d("7")}}}
	yuan := model.Statement{Currency: "CNY", Verdict: model.BillWrong, Dues: model.Dues{Claim: due("3")}}
	account := model.Statement{Currency: "USD", Account: "1400000000000017", Verdict: model.BillWrong, Dues: model.Dues{Owed: due("3")}}

	for name, c := range map[string]struct {
		report *model.Report
		on     string // "" where nothing narrows it
		want   bool
	}{
		"a right bill":                        {right, "", false},
		"a right bill, of nothing":            {right, "0", false},
		"a claim":                             {wrong(model.Dues{Claim: due("0.01")}), "", true},
		"a claim is overcharged":              {wrong(model.Dues{Claim: due("0.01")}), "overcharged", true},
		"to ask is overcharged":               {wrong(model.Dues{Ask: due("0.01")}), "overcharged", true},
		"owed":                                {wrong(model.Dues{Owed: due("5")}), "", true},
		"owed is not overcharged":             {wrong(model.Dues{Owed: due("5")}), "overcharged", false},
		"owed counts":                         {wrong(model.Dues{Owed: due("5")}), "5", true},
		"just the amount":                     {wrong(model.Dues{Claim: due("0.01")}), "0.01", true},
		"less than the amount":                {wrong(model.Dues{Claim: due("0.0099")}), "0.01", false},
		"both ways, never netted":             {wrong(model.Dues{Claim: due("2"), Ask: due("1"), Owed: due("3")}), "6", true},
		"both ways, less":                     {wrong(model.Dues{Claim: due("2"), Ask: due("1"), Owed: due("3")}), "6.01", false},
		"nothing verified":                    {open("4"), "", true},
		"nothing verified is not overcharged": {open("4"), "overcharged", false},
		"nothing verified counts":             {open("4", "-2"), "6", true},
		"nothing verified, less":              {open("4", "-2"), "7", false},
		"not final, no money":                 {open(), "", true},
		"not final, some money":               {open(), "0.01", false},
		"what is payable counts":              {payable, "0.5", true},
		"what is payable is not overcharged":  {payable, "overcharged", false},
		"timing is none of it":                {timing, "0.01", false},
		"another currency":                    {others(yuan), "3", true},
		"another currency is overcharged":     {others(yuan), "overcharged", true},
		"currencies are never added":          {others(yuan, model.Statement{Currency: "EUR", Verdict: model.BillWrong, Dues: model.Dues{Claim: due("2")}}), "4", false},
		"an account counts once":              {others(account), "3", false},
	} {
		t.Run(name, func(t *testing.T) {
			var threshold statement.Threshold
			if c.on != "" {
				var err error
				if threshold, err = statement.ParseThreshold(c.on); err != nil {
					t.Fatal(err)
				}
			}
			if got := threshold.Reached(c.report); got != c.want {
				t.Errorf("reached is %t, want %t", got, c.want)
			}
		})
	}
	for _, text := range []string{"", "undercharged", "-1", "1 USD", "Overcharged"} {
		if threshold, err := statement.ParseThreshold(text); err == nil {
			t.Errorf("%q is read as %+v", text, threshold)
		}
	}
}
