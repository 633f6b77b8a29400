package text

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// at is an instant of a decision.
var at = time.Date(2026, 4, 5, 1, 0, 0, 0, time.UTC)

func TestAMonthSaysWhetherItIsClosed(t *testing.T) {
	closed := &model.Decision{Close: true, Run: "2026-03/2", Who: "anna", At: at}
	for _, test := range []struct {
		state model.MonthState
		want  string
	}{
		{model.MonthState{}, "open"},
		{model.MonthState{Last: closed}, "closed by anna at 2026-04-05T09:00:00+08:00 with run 2026-03/2"},
		{model.MonthState{Last: &model.Decision{Close: true, Forced: true, Note: "year's end", Who: "bert", AskedBy: "anna", At: at}},
			"closed by anna and bert at 2026-04-05T09:00:00+08:00, forced: year's end"},
		{model.MonthState{Last: &model.Decision{Note: "late logs", Who: "anna", At: at}}, "reopened by anna at 2026-04-05T09:00:00+08:00: late logs"},
		{model.MonthState{Asking: &model.Decision{Close: true, Asked: true, Who: "anna"}}, "open; to be closed, as anna asked; someone else must confirm"},
		{model.MonthState{Last: closed, Asking: &model.Decision{Asked: true, Who: "bert"}},
			"closed by anna at 2026-04-05T09:00:00+08:00 with run 2026-03/2; to be reopened, as bert asked; someone else must confirm"},
	} {
		if got := saysState(test.state, words.Billing); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestACorrectionKeepsItsTwoMonthsApart(t *testing.T) {
	run := func(id int64, key, billed, expected string) *model.RunSummary {
		b, e := decimal.RequireFromString(billed), decimal.RequireFromString(expected)
		return &model.RunSummary{Run: model.Run{ID: id, Key: key}, Statement: model.Statement{Currency: "USD", Billed: b, Expected: e, Difference: b.Sub(e)}}
	}
	before, after := run(1, "2026-03/1", "9", "7.5"), run(4, "2026-03/2", "9", "8.75")
	c := model.Correction{Activity: "2026-03", Billing: "2026-05", Before: before, After: before, Late: make([]model.Source, 2)}
	if got, want := saysCorrection(c), "usage of 2026-03, settled in 2026-05: 2 sources came in late; `immrecon reconcile --month 2026-03` shows what it changes"; got != want {
		t.Errorf("not reconciled yet: %s", got)
	}
	c.After, c.Changes = after, model.Changes{Gone: make([]model.ChangedFinding, 3)}
	if got, want := saysCorrection(c), "usage of 2026-03, settled in 2026-05: run 2026-03/2 against 2026-03/1, "+
		"0 findings new, 3 gone, 0 changed; expected +1.2500000000, difference -1.2500000000 USD"; got != want {
		t.Errorf("reconciled: %s", got)
	}
	c.Before = nil
	if got := saysCorrection(c); !strings.Contains(got, "came in late") {
		t.Errorf("closed without a run: %s", got)
	}
}

func TestChecksShowTheFirstFaultsOnly(t *testing.T) {
	var out bytes.Buffer
	faults := strings.Split(strings.Repeat("x\x1b[2J ", shownFaults+2), " ")[:shownFaults+2]
	if err := Checks(&out, []model.Check{{Name: "cells", Count: 5, Of: "cells", Faults: faults}, {Name: "file", Count: 1, Of: "pages", Note: "of another program"}},
		model.LogHead{Events: 7, Hash: "c0ffee"}); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	for _, want := range []string{"cells  FAILED  5 cells\n", "file   ok      1 pages\n", "cells: … and 2 more\n", "1 of 2 checks failed.\n", "file: of another program\n",
		"The log has 7 events; its head is c0ffee\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "cells: x"); n != shownFaults || strings.Contains(got, "\x1b") {
		t.Errorf("%d faults are shown, or a control code:\n%q", n, got)
	}
}
