package focus

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/sample"
	"immrecon/store/model"
)

// invoicesOf writes and reads the rows of Invoice Detail.
func invoicesOf(t *testing.T, r *model.Report) []map[string]string {
	t.Helper()
	return rowsOf(t, invoiceColumns, invoices(r))
}

// sums are the costs of rows by what the datasets are joined by, without what has
// none of it.
func sums(rows []map[string]string, cost string) map[[3]string]string {
	all := map[[3]string]decimal.Decimal{}
	for _, row := range rows {
		id := [3]string{row["InvoiceIssuerName"], row["InvoiceId"], row["InvoiceDetailId"]}
		all[id] = all[id].Add(decimal.RequireFromString(row[cost]))
	}
	texts := map[[3]string]string{}
	for id, sum := range all {
		texts[id] = sum.String()
	}
	return texts
}

// accounts is a month of two accounts, two currencies, other products and every
// type of line, with names that could run into one another.
func accounts() *model.Report {
	r := sample.Undecided()
	lines, _ := model.Collect(r.Lines) // of a sample, which cannot fail
	for n, kind := range []model.LineType{model.LineUsage, model.LineSubscription, model.LineRefund, model.LineAdjustment, model.LineRoundDown,
		model.LineVoucher, model.LineFreeQuota, model.LineOther} {
		l := lines[0]
		l.Type, l.Account, l.Currency, l.Product = kind, r.Run.Accounts[n%2], []string{"USD", "CNY"}[n/2%2], []string{"imm", "oss", "", "a/b"}[n%4]
		l.Item, l.ItemCode = []string{"", "=b/c", "c"}[n%3], ""
		lines = append(lines, l, l)
	}
	r.Lines = model.Listed(append(lines, refund("2026-02-10", "2026-02-11"), refund("2026-01-10", "2026-01-11")))
	return r
}

func TestInvoicesSumTheCharges(t *testing.T) {
	for name, r := range map[string]*model.Report{"sample": sample.Report(), "more": reported(), "accounts": accounts(), "empty": sample.Empty()} {
		charges, details := rows(t, billed(r)), invoicesOf(t, r)
		ids := sums(details, "BilledCost")
		if len(ids) != len(details) {
			t.Errorf("%s: %d rows have %d ids", name, len(details), len(ids))
		}
		for own, of := range map[string]string{"BilledCost": "BilledCost", "x_ListCost": "ListCost", "x_ContractedCost": "ContractedCost"} {
			want, got := sums(charges, of), sums(details, own)
			for id, sum := range want {
				if got[id] != sum {
					t.Errorf("%s: %q has %s %s, its charges %s %s", name, id, own, got[id], of, sum)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s: %d rows, the charges want %d", name, len(got), len(want))
			}
		}
	}
}

// Of the columns that the specification wants filled, the terms of payment are the
// only one that no bill can tell.
func TestInvoiceNullRules(t *testing.T) {
	nullable := map[string]bool{"InvoiceIssueDate": true, "PaymentDueDate": true, "PurchaseOrderNumber": true, "PaymentTerms": true}
	for n, row := range invoicesOf(t, reported()) {
		for name, value := range row {
			if (value == "") != nullable[name] {
				t.Errorf("row %d: %s is %q", n+1, name, value)
			}
		}
		if row["PaymentCurrency"] != row["BillingCurrency"] || row["PaymentCurrencyBilledCost"] != row["BilledCost"] {
			t.Errorf("row %d is paid otherwise than billed: %v", n+1, row)
		}
	}
}

func TestExpectedChargesAreOnNoInvoice(t *testing.T) {
	for n, row := range rows(t, expected(reported())) {
		if row["InvoiceId"] != "" || row["InvoiceDetailId"] != "" || row["ChargeClass"] != "" {
			t.Errorf("row %d: invoice %q, row %q, class %q", n+1, row["InvoiceId"], row["InvoiceDetailId"], row["ChargeClass"])
		}
	}
}

func TestCorrections(t *testing.T) {
	const march, february, january = "x_immrecon/2026-03/1200000000000042/USD", "x_immrecon/2026-02/1200000000000042/USD", "x_immrecon/2026-01/1200000000000042/USD"
	of := func(kind model.LineType, from, to string) model.ReportLine {
		l := refund(from, to)
		l.Type = kind
		return l
	}
	for name, test := range map[string]struct {
		line             model.ReportLine
		class, reference string
	}{
		"of the month before":           {of(model.LineRefund, "2026-02-10", "2026-02-11"), "Correction", february},
		"an adjustment":                 {of(model.LineAdjustment, "2026-02-10", "2026-02-11"), "Correction", february},
		"up to the end of a month":      {of(model.LineRefund, "2026-02-28", "2026-03-01"), "Correction", february},
		"of two months":                 {of(model.LineRefund, "2026-01-01", "2026-03-01"), "Correction", january},
		"of the month itself":           {of(model.LineRefund, "2026-03-01", "2026-03-02"), "", march},
		"into the month":                {of(model.LineRefund, "2026-02-28", "2026-03-02"), "", march},
		"usage billed late":             {of(model.LineUsage, "2026-02-10", "2026-02-11"), "", march},
		"a voucher of the month before": {of(model.LineVoucher, "2026-02-10", "2026-02-11"), "", march},
	} {
		r := sample.Report()
		r.Lines = model.Listed([]model.ReportLine{test.line})
		for _, v := range Versions {
			row := rowsOf(t, columnsOf(v), billed(r))[0]
			if row["ChargeClass"] != test.class || row["ChargePeriodStart"] != instant(test.line.From) || row["BillingPeriodStart"] != "2026-02-28T16:00:00Z" {
				t.Errorf("%s, %s: class %q, from %s, billed from %s", name, v, row["ChargeClass"], row["ChargePeriodStart"], row["BillingPeriodStart"])
			}
		}
		if row := invoicesOf(t, r)[0]; row["InvoiceId"] != march || row["ReferenceInvoiceId"] != test.reference {
			t.Errorf("%s: invoice %s is about %s, want %s about %s", name, row["InvoiceId"], row["ReferenceInvoiceId"], march, test.reference)
		}
	}
}

func TestInvoiceIsIssuedOnceTheBillIsFinal(t *testing.T) {
	statement := func(currency, account string, final bool) model.Statement {
		return model.Statement{Currency: currency, Account: account, Bill: model.BillState{Final: final}}
	}
	account := "1200000000000042"
	for name, test := range map[string]struct {
		first  model.Statement
		others []model.Statement
		want   string
	}{
		"final":                           {statement("USD", "", true), nil, "Issued"},
		"preliminary":                     {statement("USD", "", false), nil, "Open"},
		"nothing said of the currency":    {statement("CNY", "", true), nil, "Open"},
		"another currency is preliminary": {statement("CNY", "", false), []model.Statement{statement("USD", "", true)}, "Issued"},
		"another account is preliminary":  {statement("USD", "", false), []model.Statement{statement("USD", "7", false), statement("USD", account, true)}, "Issued"},
		"another account is final":        {statement("USD", "", false), []model.Statement{statement("USD", "7", true), statement("USD", account, false)}, "Open"},
	} {
		r := sample.Report()
		r.Statement, r.Others = test.first, test.others
		for _, row := range invoicesOf(t, r) {
			if row["BillingAccountId"] == account && row["InvoiceIssueStatus"] != test.want {
				t.Errorf("%s: %s, want %s", name, row["InvoiceIssueStatus"], test.want)
			}
		}
	}
}

// What another line shows as well is on no invoice, nor among the charges.
func TestNothingIsBilledTwice(t *testing.T) {
	charges := rows(t, billed(reported()))
	for _, row := range charges {
		if line := row["x_BillLine"]; line == "8" || line == "9" {
			t.Errorf("line %s is among the charges", line)
		}
	}
	if want := 7; len(charges) != want {
		t.Errorf("%d charges, want %d", len(charges), want)
	}
}
