package words

import (
	"fmt"
	"slices"

	"immrecon/store/model"
)

// Advice says what to do about a claim. Each but Subject, Pay, Bring, Stop and Again is a fmt
// template: %[1]s is the amount with its currency, %[2]s what it is about.
// Subject is %[1]s an item in %[2]s a project, and %[3]s the cause.
type Advice struct {
	Claim, Ask, SetOff, Expect, Leave, Complete, LookFirst, Note string
	Open                                                         map[model.Cause]string // for what cannot be verified, where it is not evidence that is missing: as Complete
	Pay                                                          string                 // of a bill that is right
	Bring, Stop, Again                                           string                 // of one that is not decided, or that does not add up by itself
	Subject                                                      string
	Account                                                      string // for a project that the bill does not name
}

// moves are the causes by which the same usage is charged in one place instead
// of another: what is short there belongs to what is over here.
var moves = []model.Cause{
	model.WebofficePreviewAsEdit, model.WebofficeCachedAsPreview, model.WrongResolutionTier, model.WrongCodec, model.WrongProject,
}

// Advise says in one sentence what to do next about a claim.
func (w *Words) Advise(c *model.FindingGroup, currency string) string {
	project := c.Project
	if project == "" {
		project = w.Advice.Account
	}
	about := fmt.Sprintf(w.Advice.Subject, c.Item, project, w.Cause(c.Cause))
	return closed(fmt.Sprintf(w.advice(c), w.Total(currency, c.Amount.Abs()), about))
}

// advice chooses the template for a claim.
func (w *Words) advice(c *model.FindingGroup) string {
	switch {
	case c.Cause == model.Unknown:
		return w.Advice.LookFirst
	case c.Verdict == model.Overcharged && c.Basis == model.Assumed:
		return w.Advice.Ask
	case c.Verdict == model.Overcharged:
		return w.Advice.Claim
	case c.Verdict == model.Undercharged && slices.Contains(moves, c.Cause):
		return w.Advice.SetOff
	case c.Verdict == model.Undercharged:
		return w.Advice.Expect
	case c.Verdict == model.Timing:
		return w.Advice.Leave
	case c.Verdict == model.Unverifiable && w.Advice.Open[c.Cause] != "":
		return w.Advice.Open[c.Cause]
	case c.Verdict == model.Unverifiable:
		return w.Advice.Complete
	default:
		return w.Advice.Note
	}
}
