package model_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func TestDays(t *testing.T) {
	day := func(n int) time.Time { return time.Unix(1_700_000_000, 0).AddDate(0, 0, n) }
	d := model.Claim{Claimed: decimal.NewFromInt(1), Accepted: decimal.NewFromInt(1), Status: model.ClaimDraft, OpenedAt: day(0), ChangedAt: day(12)}
	if n := d.Days(day(5).Add(-time.Second)); n != 4 {
		t.Errorf("a draft is %d days old", n)
	}
	d.Status, d.SubmittedAt = model.ClaimSubmitted, day(10)
	if n := d.Days(day(15)); n != 5 {
		t.Errorf("submitted %d days ago", n)
	}
	d.Status = model.ClaimClosed
	if n := d.Days(day(99)); n != 2 {
		t.Errorf("it took %d days", n)
	}
}

// What was paid of a claim is shared out to the last digit, both ways, and not known
// where the run did not say it of every finding.
func TestWhatWasPaidOfAClaim(t *testing.T) {
	dec := decimal.RequireFromString
	paid := func(amount, payable string) model.ClaimedFinding {
		return model.ClaimedFinding{Amount: dec(amount), Payable: decimal.NewNullDecimal(dec(payable))}
	}
	d := model.Claim{Claimed: dec("0.3"), Findings: []model.ClaimedFinding{paid("0.1", "0.095"), paid("0.2", "0.18")}}
	for amount, want := range map[string]string{"0.3": "0.275", "0.1": "0.0916666667", "0": "0"} {
		if got := d.PayableOf(dec(amount)); !got.Valid || !got.Decimal.Equal(dec(want)) {
			t.Errorf("of %s %v was paid, want %s", amount, got, want)
		}
	}
	for payable, want := range map[string]string{"0.275": "0.3", "0.1": "0.1090909091"} {
		if got := d.ListOf(dec(payable)); !got.Valid || !got.Decimal.Equal(dec(want)) {
			t.Errorf("%s was paid of %v, want %s", payable, got, want)
		}
	}
	d.Findings[0].Payable.Valid = false
	if d.Payable().Valid || d.PayableOf(dec("0.1")).Valid || d.ListOf(dec("0.1")).Valid {
		t.Error("it is said what was paid, which the run does not know")
	}
}
