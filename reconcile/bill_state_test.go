package reconcile_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/ingest"
	"immrecon/store/model"
)

// unbilledMonth has a right line at 10:00 and usage without one at 11:00.
func unbilledMonth(t *testing.T) *month {
	t.Helper()
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(3, "image/faces", on(10, 0))...)
	m.requests(asked(2, "image/faces", on(11, 0))...)
	m.stated()
	return m
}

// totals imports an overview with control totals of media management, in USD where
// they do not say.
func (m *month) totals(all ...model.BillTotal) {
	m.t.Helper()
	for n := range all {
		t := &all[n]
		t.Month, t.Product, t.Type = "2026-03", orDefault(t.Product, "imm"), orDefault(t.Type, model.LineUsage)
		t.Currency = orDefault(t.Currency, "USD")
	}
	source(m, model.KindBill, (*ingest.Import).KeepBillTotal, all)
}

func total(account, gross string) model.BillTotal {
	return model.BillTotal{Account: account, Gross: decimal.NewNullDecimal(dec(gross))}
}

const account = "1400000000000017"

// Usage without a line is unbilled only on a bill that is final and, as far as
// control totals say, whole.
func TestUnbilledOnlyOnAWholeBill(t *testing.T) {
	cases := map[string]struct {
		imported time.Time
		totals   []model.BillTotal
		want     model.Verdict
		bill     model.BillState
	}{
		"final, no total":     {finalAt, nil, model.Undercharged, model.BillState{Final: true, Whole: model.BillUnknown}},
		"an hour too early":   {finalAt.Add(-time.Hour), nil, model.Unverifiable, model.BillState{Whole: model.BillUnknown}},
		"the total agrees":    {finalAt, []model.BillTotal{total(account, "0.000084")}, model.Undercharged, model.BillState{Final: true, Whole: model.BillWhole}},
		"in cents":            {finalAt, []model.BillTotal{total(account, "0")}, model.Undercharged, model.BillState{Final: true, Whole: model.BillWhole}},
		"short":               {finalAt, []model.BillTotal{total(account, "0.00014")}, model.Unverifiable, model.BillState{Final: true, Whole: model.BillShort, ShortBy: dec("0.000056")}},
		"short, no account":   {finalAt, []model.BillTotal{total("", "0.00014")}, model.Unverifiable, model.BillState{Final: true, Whole: model.BillShort, ShortBy: dec("0.000056")}},
		"in two rows":         {finalAt, []model.BillTotal{total(account, "0.00005"), total(account, "0.00009")}, model.Unverifiable, model.BillState{Final: true, Whole: model.BillShort, ShortBy: dec("0.000056")}},
		"less than the lines": {finalAt, []model.BillTotal{total(account, "0.00001")}, model.Undercharged, model.BillState{Final: true, Whole: model.BillUnknown}},
		"another product": {finalAt, []model.BillTotal{{Product: "ecs", Gross: decimal.NewNullDecimal(dec("7"))}}, model.Undercharged,
			model.BillState{Final: true, Whole: model.BillUnknown}},
		"another currency": {finalAt, []model.BillTotal{{Account: account, Currency: "CNY", Gross: decimal.NewNullDecimal(dec("7"))}}, model.Unverifiable,
			model.BillState{Final: true, Whole: model.BillUnknown}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := unbilledMonth(t)
			m.now = c.imported
			m.bill(detected("photos", on(10, 0), 3))
			if c.totals != nil {
				m.totals(c.totals...)
			}
			r := m.reconciled()
			if len(r.Findings) != 1 || r.Findings[0].Verdict != c.want {
				t.Errorf("findings %+v, want one that is %s", r.Findings, c.want)
			}
			if c.want == model.Unverifiable && r.Findings[0].Cause != model.BillIncomplete {
				t.Errorf("the cause is %s", r.Findings[0].Cause)
			}
			b := r.Statement.Bill
			if b.Final != c.bill.Final || b.Whole != c.bill.Whole || !b.ShortBy.Equal(c.bill.ShortBy) || b.Lines != 1 {
				t.Errorf("bill %+v, want %+v", b, c.bill)
			}
		})
	}
}

// A preliminary bill is never right, and one that came again when it was final is.
func TestABillIsFinalOnceItCameAgain(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(3, "image/faces", on(10, 0))...)
	m.stated()
	m.now = finalAt.Add(-time.Hour)
	m.bill(detected("photos", on(10, 0), 3))
	if s := m.reconciled().Statement; s.Verdict != model.BillUndecided || s.Bill.Final {
		t.Errorf("preliminary: %s, %+v", s.Verdict, s.Bill)
	}
	m.now = finalAt
	line := detected("photos", on(10, 0), 3)
	line.LineID = "L-1"
	in := m.db.Begin(model.KindBill, "again")
	again := m.db.Value("SELECT line_id FROM bill_line")
	line.LineID, line.Raw = again, again
	in.KeepBillLine(1, &line)
	if _, err := in.Commit("again", 1, m.now); err != nil {
		t.Fatal(err)
	}
	if s := m.reconciled().Statement; s.Verdict != model.BillRight || !s.Bill.Final {
		t.Errorf("the same line from a final export: %s, %+v", s.Verdict, s.Bill)
	}
}

// paidBy gives a line another account and currency.
func paidBy(l model.BillLine, account, currency string) model.BillLine {
	l.Account, l.Currency = account, currency
	return l
}

// Each currency has a statement of its own, each account one where several pay, and
// all of them add up.
func TestAStatementOfEachCurrencyAndAccount(t *testing.T) {
	m := newMonth(t)
	for _, project := range []string{"photos", "archive", "movies"} {
		m.projects(model.Project{Name: project, Region: "ap-southeast-1"})
	}
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(3, "image/faces", on(10, 0))...)
	m.calls(model.Call{Operation: "DetectImageFaces", Project: "archive", At: on(10, 5)}, model.Call{Operation: "DetectImageFaces", Project: "movies", At: on(10, 6)})
	m.stated()
	m.bill(detected("photos", on(10, 0), 3), paidBy(detected("archive", on(10, 0), 1), "1400000000000018", "USD"),
		paidBy(detected("movies", on(10, 0), 1), "1400000000000018", "CNY"))
	r := m.reconciled()
	got := map[string]string{}
	for _, s := range append([]model.Statement{r.Statement}, r.Others...) {
		got[s.Currency+" "+s.Account] = s.Billed.String()
	}
	want := map[string]string{"USD ": "0.000112", "CNY ": "0.000028", "USD " + account: "0.000084",
		"USD 1400000000000018": "0.000028", "CNY 1400000000000018": "0.000028"}
	for name, billed := range want {
		if got[name] != billed {
			t.Errorf("%q: billed %s, want %s", name, got[name], billed)
		}
	}
	if len(got) != len(want) {
		t.Errorf("statements %v, want %v", got, want)
	}
	if len(r.Findings) != 1 || r.Findings[0].Cause != model.NoPrice || r.Findings[0].Currency != "CNY" {
		t.Errorf("findings %+v, want one: no price in CNY", r.Findings)
	}
}

// A bill in another currency is rated with prices of that currency.
func TestOwnPricesOfAnotherCurrency(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(3, "image/faces", on(10, 0))...)
	m.stated()
	line := billed("photos", "ImageDetect", on(10, 0), 4, "0.2", 1000)
	line.Currency = "CNY"
	m.bill(line)
	m.prices(model.Price{Site: "cn", Currency: "CNY", Item: "ImageDetect", Amount: dec("0.2"), Per: 1000, Unit: "call", Basis: "documented", Source: "the contract"})
	r := m.reconciled()
	if s := r.Statement; s.Currency != "CNY" || !s.Expected.Equal(dec("0.0006")) || !s.Difference.Equal(dec("0.0002")) || s.Verdict != model.BillWrong {
		t.Errorf("%+v", s)
	}
}

// One project and hour in two currencies: whose the usage is nobody can tell, and
// the money is not added.
func TestOneCellInTwoCurrencies(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(5, "image/faces", on(10, 0))...)
	m.stated()
	m.bill(detected("photos", on(10, 0), 3), paidBy(detected("photos", on(10, 0), 2), "1400000000000018", "CNY"))
	r := m.reconciled()
	ids := map[string]bool{}
	for _, f := range r.Findings {
		ids[f.ID] = true
		if f.Verdict != model.Unverifiable {
			t.Errorf("%s %s of %s", f.Verdict, f.Cause, f.Currency)
		}
	}
	if len(ids) != 2 || len(r.Others) != 3 || !r.Statement.Billed.Equal(dec("0.000084")) {
		t.Errorf("findings %+v, others %+v, billed %s", r.Findings, r.Others, r.Statement.Billed)
	}
}

// What logs may lose is a share of what is possible where more is billed than is
// proven: 90 requests are proven and 10 may be the project's, so that 105 are
// within 5 %.
func TestALossIsAShareOfThePossible(t *testing.T) {
	for quantity, want := range map[int64]model.Verdict{105: model.Unverifiable, 106: model.Overcharged} {
		m := newMonth(t)
		m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
		m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
		m.requests(asked(90, "image/faces", on(10, 0))...)
		unbound := asked(10, "image/faces", on(10, 10))
		for n := range unbound {
			unbound[n].Bucket = "nobodys"
		}
		m.requests(unbound...)
		m.stated()
		m.bill(detected("photos", on(10, 0), quantity))
		m.options.Tolerances.Loss = dec("5")
		r := m.reconciled()
		worst := model.Unverifiable
		for _, f := range r.Findings {
			if f.Verdict == model.Overcharged {
				worst = f.Verdict
			}
		}
		if worst != want {
			t.Errorf("%d billed: %+v, want %s", quantity, r.Findings, want)
		}
	}
}
