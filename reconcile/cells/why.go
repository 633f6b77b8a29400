package cells

import (
	"slices"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// gapsOpen is what missing evidence leaves open.
func gapsOpen(gaps []coverage.Gap) []diagnose.Open {
	all := make([]diagnose.Open, len(gaps))
	for n, g := range gaps {
		cause := model.EvidenceGap
		if g.Subject == "" {
			cause = model.NoEvidenceSource
		}
		all[n] = diagnose.Open{Cause: cause, Quantity: g.Missing, Unbounded: !g.Bounded, Why: gapWhy(g)}
		if !g.Bounded {
			all[n].Quantity = 0
		}
		all[n].Missing = diagnose.Missing{Channel: g.Channel, Subject: g.Subject, From: slices.Min(g.Hours), To: slices.Max(g.Hours) + model.Hour, Hours: len(g.Hours)}
	}
	return all
}

func gapWhy(g coverage.Gap) model.Saying {
	switch {
	case g.Bounded && g.Channel == model.KindOSSLog:
		return model.SaysLogLacks.With(g.Subject, hours(g.Hours), g.Missing, saidBy(g))
	case g.Bounded:
		return model.SaysCallsLack.With(g.Subject, hours(g.Hours), g.Missing, saidBy(g))
	case g.Channel == model.KindOSSLog && g.Subject == "":
		return model.SaysNoBinding.With()
	case g.Channel == model.KindOSSLog:
		return model.SaysLogMissing.With(g.Subject, hours(g.Hours))
	case g.Channel == model.KindCalls:
		return model.SaysCallLogUnknown.With(operations(g.Operations), hours(g.Hours))
	}
	return model.SaysTrailUnknown.With(g.Subject, operations(g.Operations), hours(g.Hours))
}

// saidBy names who says how much is missing: the provider's metering, or the source
// that the company's own table gives.
func saidBy(g coverage.Gap) model.Fact {
	if g.Reason == model.MeteringCountsMore {
		return model.SaysMetering.With()
	}
	return g.Source
}

// operations names the first of some, and how many more there are.
func operations(all []string) model.Fact {
	if len(all) == 1 {
		return all[0]
	}
	return model.SaysOperations.With(all[0], len(all)-1)
}

// hours names the first hour of some, and how many more there are.
func hours(all []int64) model.Saying {
	if len(all) == 1 {
		return model.SaysHour.With(all[0])
	}
	return model.SaysHours.With(all[0], len(all)-1)
}

// unplacedWhy says what records that could not be placed may be.
func unplacedWhy(k unplacedKind, records int64) model.Saying {
	return model.UnplacedCode(string(k.reason)).With(records, k.subject, k.operation)
}
