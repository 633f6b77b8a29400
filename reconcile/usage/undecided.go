package usage

import (
	"errors"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// undecided collects the calls that were put down as usage that may be charged,
// each once, whatever the number of items that it may be charged under.
type undecided struct {
	at   map[undecidedKey]int
	last map[undecidedKey]string // the call noted last
	all  []Unplaced
}

type undecidedKey struct {
	reason                            Reason
	project, region, operation, items string
	hour                              int64
}

// note puts down a call that may be charged quantity under each of some items: 0
// is any number. Calls of one kind and hour are summed. One that is charged in each
// region that it may be of counts once.
func (l *undecided) note(call *model.Call, reason Reason, items []string, quantity int64) {
	key := undecidedKey{reason: reason, project: call.Project, region: call.Region, operation: call.Operation,
		hour: model.HourOf(call.At), items: strings.Join(items, " ")}
	if call.OneOfRegions {
		key.region = ""
		id := call.RequestID + " " + call.Part
		if l.last[key] == id {
			return
		}
		l.last[key] = id
	}
	n, known := l.at[key]
	if !known {
		n = len(l.all)
		l.at[key] = n
		l.all = append(l.all, Unplaced{Reason: reason, Channel: call.Channel, Subject: subjectOf(call), Project: call.Project, Region: key.region,
			Operation: call.Operation, Items: slices.Clone(items), Hour: key.hour, Until: key.hour + model.Hour, Charged: true})
	}
	u := &l.all[n]
	u.Records++
	u.Quantity += quantity
	u.Unbounded = u.Unbounded || quantity == 0
}

// subjectOf is what a channel's evidence of a call is of: the region of a trail,
// the project of a call log.
func subjectOf(call *model.Call) string {
	if call.Channel == model.KindCalls {
		return call.Project
	}
	return call.Region
}

// reasonOf says why a call that could be put under no item for certain could not.
func reasonOf(class meter.Class, err error) Reason {
	var unpriced *meter.Unpriced
	switch {
	case class == meter.Unclear:
		return UnknownOutcome
	case class == meter.WebofficeRuleUnknown:
		return UnknownCreation
	case class == meter.RegionUnknown:
		return UnknownRegion
	case class == meter.MayBeLogged:
		return MayBeLogged
	case errors.As(err, &unpriced):
		return NoItem
	}
	return MissingFact
}
