package words

import (
	"fmt"
	"slices"

	"immrecon/store"
)

// Advice says what to do about a claim. Each but Subject and Pay is a fmt
// template: %[1]s is the amount with its currency, %[2]s what it is about.
// Subject is %[1]s an item in %[2]s a project, and %[3]s the cause.
type Advice struct {
	Claim, Ask, SetOff, Expect, Leave, Complete, LookFirst, Note string
	Pay                                                          string // where there is nothing to do
	Subject                                                      string
	Account                                                      string // for a project that the bill does not name
}

// moves are the causes by which the same usage is charged in one place instead
// of another: what is short there belongs to what is over here.
var moves = []store.Cause{
	store.WebofficePreviewAsEdit, store.WebofficeCachedAsPreview, store.WrongResolutionTier, store.WrongCodec, store.WrongProject,
}

// Advise says in one sentence what to do next about a claim.
func (w *Words) Advise(c *store.Claim, currency string) string {
	project := c.Project
	if project == "" {
		project = w.Advice.Account
	}
	about := fmt.Sprintf(w.Advice.Subject, c.Item, project, w.Cause(c.Cause))
	return fmt.Sprintf(w.advice(c), Money(currency, c.Amount.Abs()), about)
}

// advice chooses the template for a claim.
func (w *Words) advice(c *store.Claim) string {
	switch {
	case c.Cause == store.Unknown:
		return w.Advice.LookFirst
	case c.Verdict == store.Overcharged && c.Basis == store.Assumed:
		return w.Advice.Ask
	case c.Verdict == store.Overcharged:
		return w.Advice.Claim
	case c.Verdict == store.Undercharged && slices.Contains(moves, c.Cause):
		return w.Advice.SetOff
	case c.Verdict == store.Undercharged:
		return w.Advice.Expect
	case c.Verdict == store.Timing:
		return w.Advice.Leave
	case c.Verdict == store.Unverifiable:
		return w.Advice.Complete
	default:
		return w.Advice.Note
	}
}
