package statement

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func TestAThresholdOfWhatChanged(t *testing.T) {
	finding := func(verdict model.Verdict, amount string) *model.Finding {
		return &model.Finding{Verdict: verdict, Currency: "USD", Difference: model.Measure{Amount: decimal.RequireFromString(amount)}}
	}
	changes := func(before, after *model.Finding) *model.Diff {
		return &model.Diff{Changes: model.Changes{Changed: []model.ChangedFinding{{Before: before, After: after}}}}
	}
	more := changes(finding(model.Overcharged, "1"), finding(model.Overcharged, "1.5"))
	less := changes(finding(model.Overcharged, "1.5"), finding(model.Overcharged, "1"))
	another := changes(finding(model.Unverifiable, "2"), finding(model.Overcharged, "2"))
	gone := changes(finding(model.Undercharged, "-0.3"), nil)
	for name, test := range map[string]struct {
		diff                   *model.Diff
		all, overcharged, half bool
	}{
		"the same":              {&model.Diff{}, false, false, false},
		"more is overcharged":   {more, true, true, true},
		"less is overcharged":   {less, true, false, true},
		"it is overcharged now": {another, true, true, false},
		"not owed any more":     {gone, true, false, false},
	} {
		half := Threshold{Least: decimal.RequireFromString("0.5")}
		if got := (Threshold{}).ReachedBy(test.diff); got != test.all {
			t.Errorf("%s: %t for all", name, got)
		}
		if got := (Threshold{Overcharged: true}).ReachedBy(test.diff); got != test.overcharged {
			t.Errorf("%s: %t for overcharged", name, got)
		}
		if got := half.ReachedBy(test.diff); got != test.half {
			t.Errorf("%s: %t for 0.5", name, got)
		}
	}
}
