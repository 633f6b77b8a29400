package proof

import (
	"immrecon/reconcile/meter"
	"immrecon/reconcile/tokens"
	"immrecon/store/model"
)

// Weboffice lists the openings, token calls and requests among the usage of a finding
// that belong under its item, each with whether it counts and, of a Refresh call,
// whose token it carries. use says what the project pays for.
func (p *Prover) Weboffice(e *model.Evidence, use model.WebofficeUse, index *tokens.Index) []model.WebofficeRecord {
	var all []model.WebofficeRecord
	for _, u := range e.Usage {
		if u.Item != e.Finding.Item || !meter.IsWeboffice(u.Item) {
			continue
		}
		w := model.WebofficeRecord{Finding: e.Finding.ID, Usage: u, Item: u.Item, Counts: u.Billable, Project: use}
		if u.Call != nil && u.Operation != "WebofficeOpen" {
			w.Origin, w.Through = originOf(u.Call, index)
		}
		all = append(all, w)
	}
	return all
}

// originOf is the Generate call that the tokens of a call go back to, with what it
// lets be done, and the Refresh calls between.
func originOf(c *model.Call, index *tokens.Index) (*model.Call, []string) {
	origin, between := index.Origin(c)
	if origin == nil {
		return nil, nil
	}
	kept := *origin
	kept.Readonly, kept.Cached = tokens.Permission(origin)
	var through []string
	for _, refresh := range between {
		through = append(through, refresh.RequestID)
	}
	return &kept, through
}
