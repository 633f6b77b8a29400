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
		claimed := []model.Finding{{Item: "ImageDetect", Project: "studio", From: 0, To: 3600}}
		if got := setsOff(&model.Claim{Cause: c.cause, Item: "ImageDetect"}, claimed, c.other); got != c.want {
			t.Errorf("%s: is set off: %t, want %t", name, got, c.want)
		}
	}
}

// Where a run links the findings of one usage, the link alone says what is set off.
func TestALinkSaysWhatIsSetOff(t *testing.T) {
	claim := &model.Claim{Cause: model.WrongResolutionTier, Item: "VideoCompress264HD"}
	claimed := []model.Finding{{Item: "VideoCompress264HD", Project: "studio", From: 0, To: 3600, Link: "1"}}
	other := model.Finding{Cause: model.WrongResolutionTier, Verdict: model.Undercharged, Item: "VideoCompress264LD", Project: "studio", From: 0, To: 3600}
	for link, want := range map[string]bool{"1": true, "2": false, "": false} {
		if other.Link = link; setsOff(claim, claimed, other) != want {
			t.Errorf("link %q: is set off: %t, want %t", link, !want, want)
		}
	}
}

func TestFilesAreNamedWithoutTheirFolders(t *testing.T) {
	for file, want := range map[string]string{
		"march.csv": "march.csv", "/home/anna/bills/march.csv": "march.csv", `C:\bills\march.csv`: "march.csv", "oss://bills/2026/march.csv": "march.csv",
	} {
		if got := baseName(file); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}
