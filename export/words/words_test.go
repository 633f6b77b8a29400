package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// constants reads the string constants of a type from its source, so
// that a new code cannot be added without words for it.
func constants(t *testing.T, file, typeName string) []string {
	t.Helper()
	return slices.Collect(maps.Values(namedConstants(t, file, typeName)))
}

// namedConstants is constants with their names.
func namedConstants(t *testing.T, file, typeName string) map[string]string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, isValue := n.(*ast.ValueSpec)
		if !isValue {
			return true
		}
		if name, named := spec.Type.(*ast.Ident); !named || name.Name != typeName {
			return true
		}
		for n, value := range spec.Values {
			if literal, isLiteral := value.(*ast.BasicLit); isLiteral {
				values[spec.Names[n].Name], _ = strconv.Unquote(literal.Value)
			}
		}
		return true
	})
	return values
}

func TestEveryCodeHasWords(t *testing.T) {
	for language, w := range In {
		for _, set := range []struct {
			typeName, file string
			known          func(code string) bool
		}{
			{"Cause", "../../store/model/result.go", func(c string) bool { return w.Causes[model.Cause(c)] != "" }},
			{"Verdict", "../../store/model/result.go", func(c string) bool { return w.Verdicts[model.Verdict(c)] != "" }},
			{"Basis", "../../store/model/result.go", func(c string) bool { return w.Bases[model.Basis(c)] != "" }},
			{"Kind", "../../store/model/record.go", func(c string) bool { return w.Channels[model.Kind(c)] != "" }},
			{"Step", "../../store/model/payable.go", func(c string) bool { return w.Steps[model.Step(c)] != "" }},
			{"WebofficeRule", "../../store/model/weboffice.go", func(c string) bool { return w.Rules[model.WebofficeRule(c)] != "" }},
			{"BillVerdict", "../../store/model/due.go", func(c string) bool {
				return w.BillVerdicts[model.BillVerdict(c)] != "" && w.Answers[model.BillVerdict(c)] != ""
			}},
			{"Completeness", "../../store/model/completeness.go", func(c string) bool { return w.Completenesses[model.Completeness(c)] != "" }},
			{"EvidenceReason", "../../store/model/evidence_state.go", func(c string) bool { return w.Evidence.Why[model.EvidenceReason(c)] != "" }},
			{"Wholeness", "../../store/model/bill.go", func(c string) bool { return w.Wholenesses[model.Wholeness(c)] != "" }},
			{"MissingKind", "../../store/model/preflight.go", func(c string) bool {
				m := w.Missing[model.MissingKind(c)]
				return m.What != "" && m.How != ""
			}},
			{"NoForecast", "../../store/model/forecast.go", func(c string) bool { return w.Forecast.Why[model.NoForecast(c)] != "" || c == string(model.NotAsked) }},
			{"ForecastMethod", "../../store/model/forecast.go", func(c string) bool { return w.Forecast.By[model.ForecastMethod(c)] != "" }},
			{"Reason", "../../reconcile/usage/unplaced.go", func(c string) bool { return w.Reasons[c].What != "" && w.Reasons[c].Tells != "" }},
			{"LineType", "../../store/model/record.go", func(c string) bool { return w == English || w.Terms[c] != "" }},
		} {
			codes := constants(t, set.file, set.typeName)
			if len(codes) < 2 {
				t.Errorf("%s: found only %d constants of type %s", set.file, len(codes), set.typeName)
			}
			for _, code := range codes {
				if !set.known(code) {
					t.Errorf("no words in %s for %s %q", language, set.typeName, code)
				}
			}
		}
	}
}

// Words of a reason that records no longer have would never be seen.
func TestNoReasonIsLeftOver(t *testing.T) {
	codes := constants(t, "../../reconcile/usage/unplaced.go", "Reason")
	for language, w := range In {
		for code := range w.Reasons {
			if !slices.Contains(codes, code) {
				t.Errorf("%s has words for %q, which no record has", language, code)
			}
		}
	}
}

// TestWordsAreUnambiguous: formulas of the workbook find findings by these words.
func TestWordsAreUnambiguous(t *testing.T) {
	for language, w := range In {
		seen := map[string]model.Cause{}
		for cause, said := range w.Causes {
			if other, twice := seen[said]; twice {
				t.Errorf("%s: %s and %s both read %q", language, cause, other, said)
			}
			seen[said] = cause
			if strings.ContainsAny(said, "*?~") || strings.ContainsAny(said[:1], "<>=") {
				t.Errorf("%s: a spreadsheet takes %q for a pattern", language, said)
			}
		}
	}
}

func TestAdvise(t *testing.T) {
	for _, test := range []struct {
		claim model.FindingGroup
		want  string
	}{
		{model.FindingGroup{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Item: "ImageFace", Project: "photos",
			Amount: decimal.RequireFromString("1.5")},
			"Claim USD 1.50 back: ImageFace in photos (Calls that failed on the provider's side were charged)."},
		{model.FindingGroup{Cause: model.NotModifiedBilled, Verdict: model.Overcharged, Basis: model.Assumed, Item: "ImageFace"},
			"Ask about USD 0.00, which rests on an assumption: ImageFace in the account (Answers \"not modified\" (304) were charged)."},
		{model.FindingGroup{Cause: model.WrongCodec, Verdict: model.Undercharged, Item: "X", Project: "p", Amount: decimal.NewFromInt(-2)},
			"Set off USD 2.00, it is the other side of a claim: X in p (Transcoding charged as another codec)."},
		{model.FindingGroup{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Item: "X", Project: "p", Amount: decimal.NewFromInt(-2)},
			"Do not claim; USD 2.00 may yet be charged: X in p (Usage that is not on the bill)."},
		{model.FindingGroup{Cause: model.Unknown, Verdict: model.Overcharged, Item: "X", Project: "p"},
			"Look at USD 0.00 first, nothing explains it: X in p (Not explained by any known cause)."},
		{model.FindingGroup{Cause: model.ShiftedHour, Verdict: model.Timing, Item: "X", Project: "p"},
			"Nothing to claim, it nets to zero: X in p (Booked in a neighbouring period)."},
		{model.FindingGroup{Cause: model.EvidenceGap, Verdict: model.Unverifiable, Item: "X", Project: "p"},
			"Import the missing evidence for USD 0.00: X in p (The log of these hours is missing)."},
		{model.FindingGroup{Cause: model.BillIncomplete, Verdict: model.Unverifiable, Item: "X", Project: "p"},
			"Export the bill again when it is final and whole, for USD 0.00: X in p (Not on a bill that may lack lines)."},
	} {
		if got := English.Advise(&test.claim, "USD"); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
		for language, w := range In {
			if got := w.Advise(&test.claim, "USD"); strings.Contains(got, "%!") && !strings.Contains(got, "EXTRA") {
				t.Errorf("%s: %s", language, got)
			}
		}
	}
}

func TestWordsFallBackOnTheCode(t *testing.T) {
	if got := English.Cause("solar_flare"); got != "solar flare" {
		t.Errorf("an unknown cause reads %q", got)
	}
	if got := English.Status("overcharged", ""); got != English.Verdict(model.Overcharged) {
		t.Errorf("a status that is a verdict reads %q", got)
	}
	if got := English.Status("no_such", "x"); got != "no such" {
		t.Errorf("an unknown status reads %q", got)
	}
}

func TestSays(t *testing.T) {
	amount := decimal.RequireFromString
	for name, test := range map[string]struct {
		statement model.Statement
		want      []string
	}{
		"agrees": {
			model.Statement{Currency: "USD", Billed: amount("12.5"), Expected: amount("12.5")},
			[]string{"The bill is what the evidence supports: USD 12.50."},
		},
		"higher": {
			model.Statement{
				Currency: "USD", Billed: amount("3"), Expected: amount("1.9876"), Difference: amount("1.0124"),
				Explained: []model.Explained{
					{Cause: model.UnitScale, Verdict: model.Overcharged, Findings: 2, Amount: amount("1")},
					{Cause: model.DuplicateBillLine, Verdict: model.Overcharged, Findings: 1, Amount: amount("0.5")},
					{Cause: model.ShiftedHour, Verdict: model.Timing, Findings: 2, Amount: amount("0")},
					{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Findings: 1, Amount: amount("-0.5")},
				},
				Unverifiable: amount("0.012"), Unexplained: amount("0.0004"),
			},
			[]string{
				"The bill is USD 1.01 higher than the evidence supports.",
				"To claim: USD 1.50 was charged too much, in 3 findings.",
				"USD 0.50 was charged too little, in 1 finding.",
				"USD 0.01 cannot be verified: the evidence that would decide is missing.",
				"Less than USD 0.01 is unexplained: no known cause fits. Look at this first.",
			},
		},
		"within tolerance": {
			model.Statement{Currency: "USD", Billed: amount("1.0000000002"), Expected: amount("1"),
				Difference: amount("0.0000000002"), Tolerated: amount("0.0000000002")},
			[]string{"The bill is what the evidence supports, within the decimals it prints: USD 1.00."},
		},
		"a plan paid for some": {
			model.Statement{Currency: "USD", Billed: amount("6.1"), Expected: amount("10"), Difference: amount("-3.9"), Verdict: model.BillWrong,
				Explained: []model.Explained{
					{Cause: model.PlanDeduction, Verdict: model.Note, Findings: 3, Amount: amount("-4")},
					{Cause: model.UnitScale, Verdict: model.Overcharged, Findings: 1, Amount: amount("0.1")}},
				Dues: model.Dues{Claim: model.Due{Amount: amount("0.1"), Payable: amount("0.1"), Findings: 1}}},
			[]string{
				"The bill is USD 0.10 higher than the evidence supports.",
				"Resource plans and free quotas paid for usage of USD 4.00, which is not on the bill.",
				"To claim: USD 0.10 was charged too much, in 1 finding.",
			},
		},
		"a plan paid for all that differs": {
			model.Statement{Currency: "USD", Billed: amount("6"), Expected: amount("10"), Difference: amount("-4"), Verdict: model.BillRight,
				Explained: []model.Explained{{Cause: model.PlanDeduction, Verdict: model.Note, Findings: 3, Amount: amount("-4")}}},
			[]string{
				"The bill is what the evidence supports: USD 6.00.",
				"Resource plans and free quotas paid for usage of USD 4.00, which is not on the bill.",
			},
		},
		"at another discount": {
			model.Statement{Currency: "USD", Billed: amount("3"), Expected: amount("1"), Difference: amount("2"), Verdict: model.BillWrong,
				Dues: model.Dues{Claim: model.Due{Amount: amount("1.5"), Payable: amount("1.425"), Findings: 2}, Ask: model.Due{Amount: amount("0.5"), Payable: amount("0.4999"), Findings: 1}}},
			[]string{
				"The bill is USD 2.00 higher than the evidence supports.",
				"To claim: USD 1.50 (USD 1.43 as payable) was charged too much, in 2 findings.",
				"To ask about: USD 0.50 was charged too much by an assumed rule, on presumed evidence or for no known cause, in 1 finding.",
			},
		},
		"wrong both ways, which cancels out": {
			model.Statement{Currency: "USD", Billed: amount("5"), Expected: amount("5"), Verdict: model.BillWrong},
			[]string{"What is wrong in the bill cancels out: in sum it is what the evidence supports, USD 5.00."},
		},
		"not decided both ways, which comes to nothing": {
			model.Statement{Currency: "USD", Billed: amount("5"), Expected: amount("5"), Verdict: model.BillUndecided,
				Bill: model.BillState{Final: true, Whole: model.BillWhole}},
			[]string{"In sum the bill is what is proven, USD 5.00; nothing shows that a line of it is wrong.", "Some findings cannot be verified; in sum they come to nothing."},
		},
		"not decided for the bill may change": {
			model.Statement{Currency: "USD", Billed: amount("5"), Expected: amount("5"), Verdict: model.BillUndecided,
				Bill: model.BillState{Whole: model.BillWhole}},
			[]string{"The bill is what the evidence supports: USD 5.00."},
		},
		"lower": {
			model.Statement{Currency: "CNY", Billed: amount("1"), Expected: amount("2"), Difference: amount("-1")},
			[]string{"The bill is CNY 1.00 lower than the evidence supports."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := English.Says(&test.statement); !slices.Equal(got, test.want) {
				t.Errorf("got\n%q\nwant\n%q", got, test.want)
			}
		})
	}
}

func TestInstant(t *testing.T) {
	const unix = 1772596800 // 2026-03-04 04:00 UTC
	if got := ZoneFor(false).Instant(unix); got != "2026-03-04T12:00:00+08:00" {
		t.Errorf("billing zone: %s", got)
	}
	if got := ZoneFor(true).Instant(unix); got != "2026-03-04T04:00:00Z" {
		t.Errorf("UTC: %s", got)
	}
	if got := Billing.Day(unix + 12*3600); got != "2026-03-05" {
		t.Errorf("day: %s", got)
	}
}

func FuzzHarmless(f *testing.F) {
	for _, seed := range []string{"", "photos", "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'x", "a=b", "\xff=1", "图片", " =1", "\u3000＝1", "＠a", "a\u202eb", "\n-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Harmless(text)
		if BeginsFormula(got) {
			t.Errorf("%q still begins like a formula: %q", text, got)
		}
		if strings.TrimPrefix(got, "'") != strings.TrimPrefix(visible.Text(text), "'") {
			t.Errorf("%q was changed beyond an apostrophe: %q", text, got)
		}
	})
}

// Whatever may become of a line has words in every language, and a detail that
// it has stands in them.
func TestEveryLineStatusHasWords(t *testing.T) {
	detailed := []model.LineStatus{model.LineSuperseded, model.LineNotUsage}
	for language, w := range In {
		for _, status := range model.LineStatuses() {
			if w.Statuses[status] == "" {
				t.Errorf("%s has no words for %s", language, status)
			}
			if got := w.Status(status, "DETAIL"); strings.Contains(got, "DETAIL") != slices.Contains(detailed, status) {
				t.Errorf("%s: %s reads %q", language, status, got)
			}
		}
	}
}
