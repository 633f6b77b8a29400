package preflight

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func on(day, hour int) int64 {
	return time.Date(2026, 3, day, hour, 0, 0, 0, model.BillingZone).Unix()
}

var month = model.Span{From: on(1, 0), To: on(32, 0)}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// bill is one that lacks nothing, with something changed.
func bill(change func(*model.PreflightBill)) []model.PreflightBill {
	b := model.PreflightBill{Currency: "USD", Billed: dec("20"), Verdict: model.BillRight,
		BillState: model.BillState{Final: true, Whole: model.BillWhole, Lines: 3}}
	if change != nil {
		change(&b)
	}
	return []model.PreflightBill{b}
}

func state(channel model.Kind, subject string, completeness model.Completeness, reason model.EvidenceReason, from, to int64) model.EvidenceState {
	return model.EvidenceState{Channel: channel, Subject: subject, State: completeness, Reason: reason, Hours: []model.Span{{From: from, To: to}}}
}

func needed(channel model.Kind, subject, amount string) model.Needed {
	return model.Needed{Channel: channel, Subject: subject, From: on(2, 0), To: on(3, 0), Findings: 2, Amount: dec(amount), Currency: "USD"}
}

func unplaced(reason, subject string, records int64, amount string) model.Unplaced {
	u := model.Unplaced{Reason: reason, Channel: model.KindOSSLog, Subject: subject, From: on(2, 0), To: on(2, 1), Records: records}
	if amount != "" {
		u.Amount = decimal.NewNullDecimal(dec(amount))
	}
	return u
}

func TestMissing(t *testing.T) {
	tables := []model.Source{{Kind: model.KindProjects, Tally: model.Tally{Kept: 1}}, {Kind: model.KindBindings, Tally: model.Tally{Kept: 1}},
		{Kind: model.KindCoverage, Tally: model.Tally{Kept: 1}}}
	hole := state(model.KindOSSLog, "photos-bucket", model.NotKnown, model.LogMissing, on(2, 4), on(2, 6))
	unfit := func(cause model.Cause, project, amount string) model.Finding {
		return model.Finding{Cause: cause, Verdict: model.Unverifiable, Project: project, From: on(2, 0), To: on(2, 1), Currency: "USD", Difference: model.Measure{Amount: dec(amount)}}
	}
	for name, test := range map[string]struct {
		facts Facts
		want  []string // kind, subject, hours or records, amount; in parentheses if optional
	}{
		"nothing":                 {Facts{Bills: bill(nil), Imported: tables}, nil},
		"no tables":               {Facts{Bills: bill(nil)}, []string{"(projects 0 0)", "(bindings 0 0)", "(coverage 0 0)"}},
		"no bill":                 {Facts{SoFar: dec("12"), Imported: tables}, []string{"bill 0 12"}},
		"no bill, and no usage":   {Facts{Imported: tables}, []string{"bill 0 ?"}},
		"a bill that may change":  {Facts{Bills: bill(func(b *model.PreflightBill) { b.Final = false }), Imported: tables}, []string{"final_bill 0 20"}},
		"no control total":        {Facts{Bills: bill(func(b *model.PreflightBill) { b.Whole = model.BillUnknown }), Imported: tables}, []string{"(bill_total 0 ?)"}},
		"short of a total":        {Facts{Bills: bill(func(b *model.PreflightBill) { b.Whole, b.ShortBy = model.BillShort, dec("3") }), Imported: tables}, []string{"bill_lines 0 3"}},
		"lines that are not read": {Facts{Bills: bill(func(b *model.PreflightBill) { b.Rejected, b.Aside = 4, 1 }), Imported: tables}, []string{"unread_lines 4 ?", "unknown_lines 1 ?"}},
		"evidence by its money": {Facts{Bills: bill(nil), Imported: tables, States: []model.EvidenceState{hole},
			Needed: []model.Needed{needed(model.KindOSSLog, "photos-bucket", "1"), needed(model.KindActionTrail, "eu", "5"), needed(model.KindCalls, "photos", "2"), needed(model.KindOSSLog, "", "3")}},
			[]string{"trail eu 0 5", "bindings 0 3", "call_log photos 0 2", "access_log photos-bucket 2 1"}},
		"a hole that decides nothing": {Facts{Bills: bill(nil), Imported: tables, States: []model.EvidenceState{hole}}, []string{"(access_log photos-bucket 2 0)"}},
		"a hole before the bill":      {Facts{SoFar: dec("12"), Imported: tables, States: []model.EvidenceState{hole}}, []string{"bill 0 12", "access_log photos-bucket 2 0"}},
		"a hole that is still to come": {Facts{Bills: bill(nil), Imported: tables, At: on(2, 5), States: []model.EvidenceState{hole}},
			[]string{"(access_log photos-bucket 1 0)"}},
		"classes of operations lack together": {Facts{Bills: bill(nil), Imported: tables, States: []model.EvidenceState{
			state(model.KindCalls, "photos", model.NotKnown, model.NoRecord, on(2, 0), on(2, 5)), state(model.KindCalls, "photos", model.Short, model.TotalCountsMore, on(2, 3), on(2, 8))}},
			[]string{"(call_log photos 8 0)"}},
		"the other channel is whole": {Facts{Bills: bill(nil), Imported: tables, States: []model.EvidenceState{
			state(model.KindCalls, "photos", model.NotKnown, model.OtherChannelWhole, on(2, 0), on(2, 5))}}, nil},
		"nobody's trail lacks beside that of a region": {Facts{Bills: bill(nil), Imported: tables, Needed: []model.Needed{needed(model.KindActionTrail, "eu", "5")},
			States: []model.EvidenceState{state(model.KindActionTrail, "", model.NotKnown, model.NothingImported, on(1, 0), on(31, 0))}}, []string{"trail eu 0 5"}},
		"a project without binding": {Facts{Bills: bill(nil), Imported: tables, States: []model.EvidenceState{
			state(model.KindOSSLog, "photos", model.NotKnown, model.NoBinding, on(1, 0), on(31, 0))}}, []string{"(bindings photos 0 0)"}},
		"prices": {Facts{Bills: bill(nil), Imported: tables, Needed: []model.Needed{needed(model.KindPrices, "CNY", "9")}}, []string{"prices CNY 0 9"}},
		"records nothing hangs on": {Facts{Bills: bill(nil), Imported: tables, Unplaced: []model.Unplaced{unplaced("unknown_style", "a", 1, "2"), unplaced("unknown_style", "a", 2, "3")}},
			[]string{"(place unknown_style a 3 5)"}},
		"records that leave findings open": {Facts{Bills: bill(nil), Imported: tables, Findings: []model.Finding{unfit(model.UndecidedUsage, "photos", "1")},
			Unplaced: []model.Unplaced{unplaced("unknown_style", "a", 1, "2"), unplaced("unknown_style", "a", 2, ""), unplaced("unbound_bucket", "b", 1, "7")}},
			[]string{"place unknown_style a 3 ?", "place unbound_bucket b 1 7"}},
		"names that only the bill has": {Facts{Bills: bill(nil), Imported: tables, Findings: []model.Finding{
			unfit(model.UnknownProject, "imm-1", "1"), unfit(model.UnknownProject, "imm-2", "4"), unfit(model.UnknownProject, "imm-1", "2")}},
			[]string{"aliases imm-2 0 4", "aliases imm-1 0 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			test.facts.Month, test.facts.Span, test.facts.Currency = "2026-03", month, "USD"
			if test.facts.At == 0 {
				test.facts.At = on(40, 0)
			}
			p := Of(test.facts)
			got := make([]string, len(p.Missing))
			needs := false
			for n := range p.Missing {
				got[n], needs = said(&p.Missing[n]), needs || !p.Missing[n].Optional
			}
			if !slices.Equal(got, test.want) || p.Needs() != needs {
				t.Errorf("got  %q, needs %v\nwant %q", got, p.Needs(), test.want)
			}
		})
	}
}

// said puts what is missing into a line.
func said(m *model.Missing) string {
	amount := "?"
	if m.Amount.Valid {
		amount = m.Amount.Decimal.String()
	}
	text := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %d %s", m.Kind, m.Reason, m.Subject, m.Hours+m.Records, amount)), " ")
	if m.Optional {
		return "(" + text + ")"
	}
	return text
}

// An hour is as complete as the least complete class of its operations.
func TestEvidence(t *testing.T) {
	p := Of(Facts{Month: "2026-03", Span: month, At: on(2, 0), States: []model.EvidenceState{
		state(model.KindOSSLog, "a", model.Stated, model.LogWhole, on(1, 0), on(1, 20)),
		state(model.KindOSSLog, "a", model.NotKnown, model.LogMissing, on(1, 20), on(32, 0)),
		state(model.KindCalls, "p", model.Proven, model.TotalAgrees, on(1, 0), on(1, 12)),
		state(model.KindCalls, "p", model.Presumed, model.RecordsAround, on(1, 12), on(2, 0)),
		state(model.KindCalls, "p", model.NotKnown, model.OtherChannelWhole, on(1, 6), on(1, 14)),
		state(model.KindCalls, "p", model.Short, model.TotalCountsMore, on(1, 2), on(1, 3)),
	}})
	want := []model.PreflightEvidence{
		{Channel: model.KindOSSLog, Subject: "a", Hours: 24, Stated: 20, Lacking: 4, Why: model.LogMissing},
		{Channel: model.KindCalls, Subject: "p", Hours: 24, Proven: 5, Presumed: 10, Behind: 8, Lacking: 1, Why: model.TotalCountsMore},
	}
	if !slices.Equal(p.Evidence, want) {
		t.Errorf("got  %+v\nwant %+v", p.Evidence, want)
	}
}
