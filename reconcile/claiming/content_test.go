package claiming

import (
	"testing"

	"immrecon/store/model"
)

// A claim sets off what its cause left uncharged in its periods: of its project,
// unless the cause is the project, and of its item, unless the cause is the item.
func TestWhatAClaimSetsOff(t *testing.T) {
	finding := func(cause model.Cause, item, project string, from, to int64) model.Finding {
		return model.Finding{Cause: cause, Verdict: model.Undercharged, Item: item, Project: project, From: from, To: to}
	}
	overcharged := finding(model.WrongProject, "ImageDetect", "media", 0, 3600)
	overcharged.Verdict = model.Overcharged
	for name, c := range map[string]struct {
		cause model.Cause // of the claim, which is of ImageDetect and studio at [0, 3600)
		other model.Finding
		want  bool
	}{
		"the other project":         {model.WrongProject, finding(model.WrongProject, "ImageDetect", "media", 0, 3600), true},
		"another item's project":    {model.WrongProject, finding(model.WrongProject, "ImageFace", "media", 0, 3600), false},
		"another hour":              {model.WrongProject, finding(model.WrongProject, "ImageDetect", "media", 3600, 7200), false},
		"a longer period":           {model.WrongProject, finding(model.WrongProject, "ImageDetect", "media", 0, 7200), false},
		"what is charged too much":  {model.WrongProject, overcharged, false},
		"another cause":             {model.WrongProject, finding(model.UnbilledUsage, "ImageDetect", "media", 0, 3600), false},
		"the other tier":            {model.WrongResolutionTier, finding(model.WrongResolutionTier, "ImageFace", "studio", 0, 3600), true},
		"the other tier elsewhere":  {model.WrongResolutionTier, finding(model.WrongResolutionTier, "ImageFace", "media", 0, 3600), false},
		"the same item":             {model.AmountArithmetic, finding(model.AmountArithmetic, "ImageDetect", "studio", 0, 3600), true},
		"another item's arithmetic": {model.AmountArithmetic, finding(model.AmountArithmetic, "ImageFace", "studio", 0, 3600), false},
		"the arithmetic of another": {model.AmountArithmetic, finding(model.AmountArithmetic, "ImageDetect", "media", 0, 3600), false},
	} {
		content := &model.ClaimContent{Claim: &model.Claim{Cause: c.cause, Item: "ImageDetect"},
			Findings: []model.ProvenFinding{{Finding: model.Finding{Item: "ImageDetect", Project: "studio", From: 0, To: 3600}}}}
		if got := setsOff(content, c.other); got != c.want {
			t.Errorf("%s: is set off: %t, want %t", name, got, c.want)
		}
	}
}
