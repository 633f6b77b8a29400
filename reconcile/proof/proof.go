package proof

import (
	"errors"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/db"
	"immrecon/store/evidence"
	"immrecon/store/model"
)

// Proof is the evidence of a finding with the arithmetic.
type Proof struct {
	*model.Evidence
	Steps []string
}

// Of proves a finding of the latest run that has it, with the prices of book.
// All records behind it are counted and the first limit returned, all of them
// where limit is 0.
func Of(r db.Reader, book *price.RateCard, finding string, limit int) (*Proof, error) {
	e, err := evidence.Evidence(r, finding, judge, limit)
	if err != nil {
		return nil, err
	}
	return &Proof{Evidence: e, Steps: steps(e, book)}, nil
}

// OfRun proves a finding of a run that has been read already, with every
// record behind it.
func OfRun(r db.Reader, book *price.RateCard, run model.Run, f model.Finding) (*Proof, error) {
	e, err := evidence.EvidenceOf(r, run, f, judge, 0)
	if err != nil {
		return nil, err
	}
	return &Proof{Evidence: e, Steps: steps(e, book)}, nil
}

// judge applies the rules to one record.
func judge(e *model.Evidence, u *model.Usage) bool {
	f := &e.Finding
	if u.Class == "" {
		u.Class = string(outcome(u))
	}
	if meter.IsWeboffice(f.Item) {
		u.Class = string(meter.WebofficeClass(u.Operation, e.Created[u.Project], meter.Class(u.Class)))
	}
	switch {
	case u.Quantity > 0: // counted already, by the files that were indexed
	case meter.Metered(u.Operation):
		return u.Call == nil || measure(f, u)
	case f.Unit == meter.UnitCall:
		u.Quantity = 1
	}
	return true
}

// outcome classes a record. The error code of a request to OSS adds nothing to
// its status.
func outcome(u *model.Usage) meter.Class {
	if u.Call == nil {
		return meter.Outcome(u.Status, "")
	}
	return meter.Outcome(u.Status, u.ErrorCode)
}

// measure sets how much of the finding's item a metered call is charged. One
// that is charged under other items is shown as that: it may be what was billed.
func measure(f *model.Finding, u *model.Usage) bool {
	charges, err := meter.Call(u.Call)
	for _, c := range charges {
		if c.Item == f.Item && c.Tier == f.Tier {
			u.Quantity = c.Quantity
			return true
		}
	}
	completed := u.Class == string(meter.Completed)
	var missing *meter.Missing
	switch {
	case errors.As(err, &missing):
		if completed {
			u.Class = string(meter.Undecided)
		}
		return slices.Contains(missing.Items, f.Item)
	case completed && f.Item == "ReverseGeocoding":
		u.Class, u.Quantity = string(meter.NoLocation), 1
	case completed && len(charges) > 0:
		u.Class = strings.TrimSpace("as " + charges[0].Item + " " + charges[0].Tier)
	default:
		return false
	}
	return true
}
