package diagnose

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// fit is a cause whose quantity equals a difference, or the part of it that
// quantity says.
type fit struct {
	cause       model.Cause
	verdict     model.Verdict // "" lets the sign of the difference tell
	quantity    int64
	evidence    int64
	explanation model.Sayings
	name        model.Saying // how another fit mentions this one
	rules       []string
}

// A quantityRule is one cause of a wrong quantity. It answers only with what
// equals the surplus exactly.
type quantityRule func(c *Case, index *cellIndex) (fit, bool)

// strongRules are the causes that something seen in bill or evidence supports,
// simplest first.
var strongRules = []quantityRule{
	duplicateLine, callsForOpens, opensForCalls,
	billedOnTop(model.ServerErrorBilled), billedOnTop(model.FailedCallBilled), billedOnTop(model.NotModifiedBilled), noLocation,
	billedOnTop(model.FreeItemBilled), replayedSegments, otherRounding, combinedMissing, combinedExtra,
}

// weakRules are the causes that rest on an absence or on a number alone.
var weakRules = []quantityRule{unbilledUsage, countedTwice, callsAndOpens}

// fitting lists every cause that equals the surplus of a case, best first.
func fitting(c *Case, index *cellIndex) []fit {
	fits := matching(strongRules, c, index)
	if len(fits) == 0 {
		fits = matching(weakRules, c, index)
	}
	return fits
}

func matching(rules []quantityRule, c *Case, index *cellIndex) []fit {
	var fits []fit
	for _, rule := range rules {
		if f, ok := rule(c, index); ok {
			fits = append(fits, f)
		}
	}
	return fits
}

// alsoFits mentions the causes that were not chosen though they fit as well.
func alsoFits(others []fit) model.Sayings {
	if len(others) == 0 {
		return nil
	}
	names := make(model.Sayings, len(others))
	for n, f := range others {
		names[n] = f.name
	}
	return says(model.SaysAlsoFits.With(names))
}

// nothingFits is the cause of last resort, and the number that should alarm.
func nothingFits(c *Case) fit {
	return fit{cause: model.Unknown, evidence: c.records(),
		explanation: slices.Concat(c.compared(model.SaysNothingFits, c.surplus()), c.seenBeside())}
}

// says is an explanation of one sentence, or a list of one clause.
func says(one model.Saying) model.Sayings { return model.Sayings{one} }

// compared says both quantities and what follows from them, as most explanations do.
func (c *Case) compared(code model.SayingCode, facts ...any) model.Sayings {
	return says(code.With(append([]any{c.Billed.Quantity, c.Expected.Quantity}, facts...)...))
}

// worth is what a quantity comes to at the price in force; the whole surplus
// where no single price can say.
func (c *Case) worth(quantity int64) decimal.Decimal {
	if c.Price.Per == 0 {
		return decimal.Zero
	}
	return price.Amount(c.Price, quantity)
}
