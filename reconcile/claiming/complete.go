package claiming

import (
	"cmp"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// showCompleteness gathers what says that the evidence behind the claim is complete,
// of the hours that its findings rest on, with the control totals of these hours.
func showCompleteness(r db.Reader, c *model.ClaimContent, basis *model.Report) error {
	ours := make([]model.Finding, len(c.Findings))
	for n := range c.Findings {
		ours[n] = c.Findings[n].Finding
	}
	behind, err := runs.Behind(r, c.Run.ID, ours)
	if err != nil {
		return err
	}
	c.Evidence = restedOn(ours, behind, basis.States)
	for _, span := range spansOf(c.Evidence) {
		totals, err := runs.ControlTotals(r, c.Run.ID, span)
		if err != nil {
			return err
		}
		c.Totals = append(c.Totals, slices.DeleteFunc(totals, func(t model.ControlTotal) bool { return !speaks(&t, c.Evidence) })...)
	}
	c.Totals = distinctTotals(c.Totals)
	for n := range c.Totals {
		c.Totals[n].File = baseName(c.Totals[n].File)
	}
	return keepRecordSources(r, c, basis)
}

// needed is the time that a finding rests on: its period and, since usage may have
// been booked there, the one before and the one after.
func needed(f *model.Finding) model.Span {
	length := f.To - f.From
	return model.Span{From: f.From - length, To: f.To + length}
}

// restedOn are the states that the cells of findings rest on, each in the hours that
// these need.
func restedOn(findings []model.Finding, behind []model.CellEvidence, states []model.EvidenceState) []model.EvidenceState {
	spans := map[int64][]model.Span{} // by the number of the state
	for _, b := range behind {
		for n := range findings {
			if findings[n].CellID != b.CellID {
				continue
			}
			for _, state := range b.States {
				spans[state] = append(spans[state], needed(&findings[n]))
			}
		}
	}
	var all []model.EvidenceState
	for n, s := range states {
		if s.Hours = within(s.Hours, spans[int64(n)]); len(s.Hours) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// within cuts hours to what lies in some spans, merged and in order.
func within(hours, spans []model.Span) []model.Span {
	var parts []model.Span
	for _, h := range hours {
		for _, s := range spans {
			if part := (model.Span{From: max(h.From, s.From), To: min(h.To, s.To)}); part.From < part.To {
				parts = append(parts, part)
			}
		}
	}
	return merged(parts)
}

// merged puts spans in order, those that touch together.
func merged(spans []model.Span) []model.Span {
	slices.SortFunc(spans, model.Span.Compare)
	var all []model.Span
	for _, s := range spans {
		if last := len(all) - 1; last >= 0 && s.From <= all[last].To {
			all[last].To = max(all[last].To, s.To)
			continue
		}
		all = append(all, s)
	}
	return all
}

// spansOf are the hours of states, merged.
func spansOf(states []model.EvidenceState) []model.Span {
	var all []model.Span
	for n := range states {
		all = append(all, states[n].Hours...)
	}
	return merged(all)
}

// speaks reports whether a control total says something of the hours of a state: of
// its subject, and of some of its operations.
func speaks(t *model.ControlTotal, states []model.EvidenceState) bool {
	return slices.ContainsFunc(states, func(s model.EvidenceState) bool {
		channel := t.Channel == s.Channel || t.Channel == model.KindSLSLog && s.Channel == model.KindOSSLog
		about := len(t.Operations) == 0 || len(s.Operations) == 0 ||
			slices.ContainsFunc(t.Operations, func(operation string) bool { return slices.Contains(s.Operations, operation) })
		return channel && about && (t.Subject == "" || t.Subject == s.Subject) && s.In(t.Span) > 0
	})
}

// distinctTotals leaves out totals that several spans named.
func distinctTotals(all []model.ControlTotal) []model.ControlTotal {
	slices.SortStableFunc(all, func(a, b model.ControlTotal) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.SourceID, b.SourceID), cmp.Compare(a.Line, b.Line), cmp.Compare(a.From, b.From))
	})
	return slices.CompactFunc(all, func(a, b model.ControlTotal) bool {
		return a.Kind == b.Kind && a.SourceID == b.SourceID && a.Line == b.Line && a.From == b.From
	})
}
