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
