package statement

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func cell(billed, expected, tolerated string) model.Cell {
	return model.Cell{
		Billed: model.Measure{Amount: dec(billed)}, Expected: model.Measure{Amount: dec(expected)}, Tolerated: dec(tolerated),
	}
}

func finding(cause model.Cause, verdict model.Verdict, amount string) model.Finding {
	return model.Finding{Cause: cause, Verdict: verdict, Basis: model.Documented, Difference: model.Measure{Amount: dec(amount)}}
}

func TestEveryPartHasItsPlace(t *testing.T) {
	cells := []model.Cell{cell("10", "7", "0"), cell("5.0000000001", "5", "0.0000000001"), cell("1", "2", "0"), cell("4", "1", "0"), cell("2", "0", "0")}
	findings := []model.Finding{
		finding(model.ServerErrorBilled, model.Overcharged, "1"),
		finding(model.ServerErrorBilled, model.Overcharged, "2"),
		finding(model.UnbilledUsage, model.Undercharged, "-1"),
		finding(model.EvidenceGap, model.Unverifiable, "3"),
		finding(model.Unknown, model.Overcharged, "2"),
	}
	s, err := Of("USD", cells, findings)
	if err != nil {
		t.Fatal(err)
	}
	for name, amounts := range map[string][2]decimal.Decimal{
		"billed":       {s.Billed, dec("22.0000000001")},
		"expected":     {s.Expected, dec("15")},
		"difference":   {s.Difference, dec("7.0000000001")},
		"tolerated":    {s.Tolerated, dec("0.0000000001")},
		"unverifiable": {s.Unverifiable, dec("3")},
		"unexplained":  {s.Unexplained, dec("2")},
	} {
		if !amounts[0].Equal(amounts[1]) {
			t.Errorf("%s is %s, want %s", name, amounts[0], amounts[1])
		}
	}
	if len(s.Explained) != 2 || s.Explained[0].Cause != model.ServerErrorBilled || s.Explained[0].Findings != 2 || !s.Explained[0].Amount.Equal(dec("3")) {
		t.Errorf("explained is %+v, want the two server errors first, as one", s.Explained)
	}
}

func TestMoneyThatIsLostIsAnError(t *testing.T) {
	_, err := Of("USD", []model.Cell{cell("10", "7", "0")}, []model.Finding{finding(model.Unknown, model.Overcharged, "2")})
	if err == nil || !strings.Contains(err.Error(), "billed − expected is 3, its parts sum to 2") {
		t.Errorf("a part too few: %v", err)
	}
}
