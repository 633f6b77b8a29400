package runs

import (
	"slices"
	"strings"
	"time"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

func everyFinding(*model.Finding) bool { return true }

// blame gives every finding that differs the inputs that bear on it, and every
// input how many these are.
func blame(d *model.Diff) {
	for _, part := range [][]model.ChangedFinding{d.Changes.New, d.Changes.Gone, d.Changes.Changed} {
		for n := range part {
			for i := range d.Inputs {
				input := &d.Inputs[i]
				if (part[n].Before != nil && input.Affects(part[n].Before)) || (part[n].After != nil && input.Affects(part[n].After)) {
					input.Bears++
					part[n].Because = append(part[n].Because, input.String())
				}
			}
		}
	}
}

// inputChanges finds everything that the two runs were not both made with.
func inputChanges(r db.Reader, d *model.Diff) ([]model.InputChange, error) {
	all, err := sourceChanges(r, d)
	if err != nil {
		return nil, err
	}
	add := func(what, before, after string) {
		if before != after {
			all = append(all, model.InputChange{What: what, Before: before, After: after, Affects: everyFinding})
		}
	}
	a, b := &d.From, &d.To
	add("catalogue", a.Catalogue, b.Catalogue)
	add("program", a.Tool, b.Tool)
	add("span", spanText(a.Run), spanText(b.Run))
	all = append(all, assumptionChanges(a, b)...)
	return append(all, toleranceChanges(a, b)...), nil
}

func spanText(r model.Run) string {
	return time.Unix(r.From, 0).In(model.BillingZone).Format(time.RFC3339) + " to " + time.Unix(r.To, 0).In(model.BillingZone).Format(time.RFC3339)
}

// assumptionChanges finds the rules that were switched in one run only. That a
// rule was not used is no change, as long as the other run has its default.
func assumptionChanges(a, b *model.RunSummary) []model.InputChange {
	var all []model.InputChange
	add := func(name, before, after string) {
		all = append(all, model.InputChange{What: "assumption", Name: name, Before: before, After: after, Affects: everyFinding})
	}
	for _, s := range a.Switched {
		if value := valueOf(b.Assumptions, s.Name); value != s.Value {
			add(s.Name, s.Value, otherThan(s.Value))
		}
	}
	for _, s := range b.Switched {
		if value := valueOf(a.Assumptions, s.Name); value != s.Value {
			add(s.Name, otherThan(s.Value), s.Value)
		}
	}
	return all
}

func otherThan(state string) string {
	if state == "on" {
		return "off"
	}
	return "on"
}

// toleranceChanges finds what was overlooked in one run and not in the other.
func toleranceChanges(a, b *model.RunSummary) []model.InputChange {
	var all []model.InputChange
	add := func(name string) {
		before, after := valueOf(a.Tolerances, name), valueOf(b.Tolerances, name)
		known := slices.ContainsFunc(all, func(c model.InputChange) bool { return c.Name == name })
		if before != after && !known {
			all = append(all, model.InputChange{What: "tolerance", Name: name, Before: before, After: after, Affects: everyFinding})
		}
	}
	for _, s := range a.Tolerances {
		add(s.Name)
	}
	for _, s := range b.Tolerances {
		add(s.Name)
	}
	return all
}

func valueOf(settings []model.Setting, name string) string {
	for _, s := range settings {
		if s.Name == name {
			return s.Value
		}
	}
	return ""
}

// sourceChanges finds the sources that only one of the runs had, those of the
// earlier first.
func sourceChanges(r db.Reader, d *model.Diff) ([]model.InputChange, error) {
	const only = "SELECT source_id, sha256 FROM run_source WHERE run_id = ? AND sha256 NOT IN (SELECT sha256 FROM run_source WHERE run_id = ?) ORDER BY source_id"
	var all []model.InputChange
	for _, side := range []struct {
		has, lacks int64
		added      bool
	}{{d.From.ID, d.To.ID, false}, {d.To.ID, d.From.ID, true}} {
		var s model.Source
		var sources []model.Source
		err := r.Query(only, []any{side.has, side.lacks}, func() { sources = append(sources, s) }, &s.ID, &s.SHA256)
		if err != nil {
			return nil, err
		}
		for _, s := range sources {
			c, err := sourceChange(r, s)
			if err != nil {
				return nil, err
			}
			if side.added {
				c.After = s.SHA256
			} else {
				c.Before = s.SHA256
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// sourceChange names a source, and says which findings it bears on: those of
// the hours that it has something for. What the company says of itself, and
// what is no longer there, may bear on any.
func sourceChange(r db.Reader, s model.Source) (model.InputChange, error) {
	c := model.InputChange{What: "source", Affects: everyFinding}
	there, ok, err := sources.WithContent(r, s.SHA256)
	if err != nil {
		return c, err
	}
	if !ok {
		c.Name, err = sources.NameThen(r, s.SHA256)
		return c, err
	}
	c.Name = there.Name
	spans, err := spansOf(r, there)
	if err == nil && spans != nil {
		c.Affects = func(f *model.Finding) bool {
			return slices.ContainsFunc(spans, func(s stretch) bool { return s.from < f.To && f.From < s.to })
		}
	}
	return c, err
}

// stretch is a period in Unix seconds, [from, to).
type stretch struct{ from, to int64 }

// spansOf lists the periods that a source has something for; nil if that cannot
// be told.
func spansOf(r db.Reader, of model.Source) ([]stretch, error) {
	statement := map[model.Kind]string{
		model.KindOSSLog:      "SELECT hour, hour + 3600 FROM oss_hour WHERE source_id = ? UNION SELECT hour, hour + 3600 FROM log_hour WHERE source_id = ?",
		model.KindActionTrail: "SELECT DISTINCT at - at % 3600, at - at % 3600 + 3600 FROM api_call WHERE source_id = ?",
		model.KindBill:        "SELECT DISTINCT from_ts, to_ts FROM bill_line WHERE source_id = ?",
	}
	statement[model.KindSLSLog], statement[model.KindCalls] = statement[model.KindOSSLog], statement[model.KindActionTrail]
	if statement[of.Kind] == "" {
		return nil, nil
	}
	args := slices.Repeat([]any{of.ID}, strings.Count(statement[of.Kind], "?"))
	spans := []stretch{}
	var s stretch
	err := r.Query(statement[of.Kind], args, func() { spans = append(spans, s) }, &s.from, &s.to)
	return spans, err
}
