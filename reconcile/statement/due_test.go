package statement

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// found is a finding with what decides on which side of the dues it comes.
type found struct {
	verdict      model.Verdict
	cause        model.Cause
	amount       string
	basis        model.Basis        // documented if empty
	completeness model.Completeness // proven if empty
	link         string
}

func (f found) finding(id string) model.Finding {
	all := finding(f.cause, f.verdict, f.amount)
	all.ID, all.Link, all.Completeness = id, f.link, model.Proven
	if f.basis != "" {
		all.Basis = f.basis
	}
	if f.completeness != "" {
		all.Completeness = f.completeness
	}
	return all
}

func findingsOf(all []found) []model.Finding {
	var findings []model.Finding
	for n, f := range all {
		findings = append(findings, f.finding(string(rune('A'+n))))
	}
	return findings
}

const (
	over  = model.Overcharged
	under = model.Undercharged
)

// due is one side in short: its amount, what was paid of it, and its findings.
type due struct {
	amount, payable string
	findings        int64
}

var none = due{"0", "0", 0}

func TestDues(t *testing.T) {
	for name, test := range map[string]struct {
		findings         []found
		claim, ask, owed due
	}{
		"nothing": {nil, none, none, none},
		"documented, on proven evidence": {
			[]found{{verdict: over, cause: model.DuplicateBillLine, amount: "4"}}, due{"4", "3", 1}, none, none},
		"documented, on stated evidence": {
			[]found{{verdict: over, cause: model.NoUsageEvidence, amount: "4", completeness: model.Stated}}, due{"4", "3", 1}, none, none},
		"documented, on presumed evidence": {
			[]found{{verdict: over, cause: model.NoUsageEvidence, amount: "4", completeness: model.Presumed}}, none, due{"4", "3", 1}, none},
		"by an assumed rule": {
			[]found{{verdict: over, cause: model.FailedCallBilled, amount: "4", basis: model.Assumed}}, none, due{"4", "3", 1}, none},
		"nobody knows why": {
			[]found{{verdict: over, cause: model.Unknown, amount: "4"}}, none, due{"4", "3", 1}, none},
		"too little": {
			[]found{{verdict: under, cause: model.UnbilledUsage, amount: "-4"}}, none, none, due{"4", "3", 1}},
		"too little is owed on assumptions as well": {
			[]found{{verdict: under, cause: model.UnbilledUsage, amount: "-4", basis: model.Assumed}}, none, none, due{"4", "3", 1}},
		"what nobody can verify is due to nobody": {
			[]found{{verdict: model.Unverifiable, cause: model.EvidenceGap, amount: "4"}, {verdict: model.Unverifiable, cause: model.UndecidedUsage, amount: "-4"}}, none, none, none},
		"timing and notes are due to nobody": {
			[]found{{verdict: model.Timing, cause: model.ShiftedHour, amount: "4"}, {verdict: model.Note, cause: model.PlanDeduction, amount: "-4"}}, none, none, none},
		"findings without a link are matters of their own": {
			[]found{{verdict: over, cause: model.NoUsageEvidence, amount: "4"}, {verdict: under, cause: model.UnbilledUsage, amount: "-4"}}, due{"4", "3", 1}, none, due{"4", "3", 1}},
		"a move to a dearer item counts once, net": {
			[]found{{verdict: over, cause: model.WrongResolutionTier, amount: "12", link: "1"}, {verdict: under, cause: model.WrongResolutionTier, amount: "-4", link: "1"}}, due{"8", "6", 2}, none, none},
		"a move to a cheaper item is owed, net": {
			[]found{{verdict: over, cause: model.WrongCodec, amount: "4", link: "1"}, {verdict: under, cause: model.WrongCodec, amount: "-12", link: "1"}}, none, none, due{"8", "6", 2}},
		"a move between projects at one price is nothing": {
			[]found{{verdict: over, cause: model.WrongProject, amount: "4", link: "1"}, {verdict: under, cause: model.WrongProject, amount: "-4", link: "1"}}, none, none, none},
		"one side assumed, and the whole is to be asked about": {
			[]found{{verdict: over, cause: model.WrongResolutionTier, amount: "12", link: "1"}, {verdict: under, cause: model.WrongResolutionTier, amount: "-4", link: "1", basis: model.Assumed}}, none, due{"8", "6", 2}, none},
		"one side presumed, and the whole is to be asked about": {
			[]found{{verdict: over, cause: model.WrongProject, amount: "12", link: "1", completeness: model.Presumed}, {verdict: under, cause: model.WrongProject, amount: "-4", link: "1"}}, none, due{"8", "6", 2}, none},
		"two moves are two matters": {
			[]found{{verdict: over, cause: model.WrongCodec, amount: "8", link: "1"}, {verdict: over, cause: model.WrongCodec, amount: "4", link: "2"},
				{verdict: under, cause: model.WrongCodec, amount: "-4", link: "1"}, {verdict: under, cause: model.WrongCodec, amount: "-8", link: "2"}}, due{"4", "3", 2}, none, due{"4", "3", 2}},
	} {
		findings := findingsOf(test.findings)
		for n := range findings {
			findings[n].Payable = decimal.NewNullDecimal(findings[n].Difference.Amount.Mul(dec("0.75")))
		}
		got := Dues(findings)
		for side, is := range map[string]struct {
			got  model.Due
			want due
		}{"claim": {got.Claim, test.claim}, "ask": {got.Ask, test.ask}, "owed": {got.Owed, test.owed}} {
			if !is.got.Amount.Equal(dec(is.want.amount)) || !is.got.Payable.Equal(dec(is.want.payable)) || is.got.Findings != is.want.findings {
				t.Errorf("%s: %s is %s, paid %s, of %d findings; want %+v", name, side, is.got.Amount, is.got.Payable, is.got.Findings, is.want)
			}
		}
	}
}

var wholeBill = model.BillState{Final: true, Whole: model.BillWhole}

// A bill that may still change, or that lines are missing from, is not called
// right; whether it is wrong it is judged by what is there.
func TestVerdictOnABillThatIsNotWhole(t *testing.T) {
	wrong := findingsOf([]found{{verdict: over, cause: model.DuplicateBillLine, amount: "4"}})
	for name, test := range map[string]struct {
		bill model.BillState
		want model.BillVerdict
	}{
		"whole":             {wholeBill, model.BillRight},
		"no control total":  {model.BillState{Final: true, Whole: model.BillUnknown}, model.BillRight},
		"preliminary":       {model.BillState{Whole: model.BillWhole}, model.BillUndecided},
		"short":             {model.BillState{Final: true, Whole: model.BillShort}, model.BillUndecided},
		"lines not read":    {model.BillState{Final: true, Whole: model.BillWhole, Rejected: 1}, model.BillUndecided},
		"lines of no known": {model.BillState{Final: true, Whole: model.BillWhole, Aside: 1}, model.BillUndecided},
	} {
		if got := Verdict(nil, test.bill); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
		if got := Verdict(wrong, test.bill); got != model.BillWrong {
			t.Errorf("%s, charged too much: %s, want %s", name, got, model.BillWrong)
		}
	}
}

func TestVerdict(t *testing.T) {
	undecided := found{verdict: model.Unverifiable, cause: model.EvidenceGap, amount: "4"}
	for name, test := range map[string]struct {
		findings []found
		want     model.BillVerdict
	}{
		"nothing found":                         {nil, model.BillRight},
		"overcharged":                           {[]found{{verdict: over, cause: model.DuplicateBillLine, amount: "4"}}, model.BillWrong},
		"undercharged":                          {[]found{{verdict: under, cause: model.UnbilledUsage, amount: "-4"}}, model.BillWrong},
		"nobody knows why":                      {[]found{{verdict: over, cause: model.Unknown, amount: "4"}}, model.BillWrong},
		"unverifiable":                          {[]found{undecided}, model.BillUndecided},
		"unverifiable both ways, which nets":    {[]found{undecided, {verdict: model.Unverifiable, cause: model.EvidenceGap, amount: "-4"}}, model.BillUndecided},
		"wrong outweighs undecided, after it":   {[]found{undecided, {verdict: over, cause: model.DuplicateBillLine, amount: "4"}}, model.BillWrong},
		"wrong outweighs undecided, before it":  {[]found{{verdict: over, cause: model.DuplicateBillLine, amount: "4"}, undecided}, model.BillWrong},
		"in another period only":                {[]found{{verdict: model.Timing, cause: model.ShiftedHour, amount: "4"}, {verdict: model.Timing, cause: model.ShiftedHour, amount: "-4"}}, model.BillRight},
		"a plan paid":                           {[]found{{verdict: model.Note, cause: model.PlanDeduction, amount: "-4"}}, model.BillRight},
		"unverifiable, and it comes to nothing": {[]found{{verdict: model.Unverifiable, cause: model.EvidenceGap, amount: "0"}}, model.BillRight},
	} {
		if got := Verdict(findingsOf(test.findings), wholeBill); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// A quantity without money, of an item without a price, is undecided too.
func TestAQuantityWithoutMoneyIsUndecided(t *testing.T) {
	f := found{verdict: model.Unverifiable, cause: model.NoPrice, amount: "0"}.finding("A")
	f.Difference.Quantity = 3
	if got := Verdict([]model.Finding{f}, wholeBill); got != model.BillUndecided {
		t.Errorf("%s, want %s", got, model.BillUndecided)
	}
}
