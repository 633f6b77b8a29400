package claiming

import (
	"slices"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// keepRecordSources keeps the sources whose records, or whose lack of records, say
// what was used in the hours that the claim rests on.
func keepRecordSources(r db.Reader, c *model.ClaimContent, basis *model.Report) error {
	needed := map[int64]bool{}
	for _, span := range spansOf(c.Evidence) {
		records, err := runs.SourcesWithRecords(r, c.Run.ID, span)
		if err != nil {
			return err
		}
		for _, one := range records {
			hour := model.Span{From: one.Hour, To: one.Hour + model.Hour}
			if slices.ContainsFunc(c.Evidence, func(s model.EvidenceState) bool {
				return s.Channel == one.Channel && s.Subject == one.Subject && s.In(hour) > 0
			}) {
				needed[one.SourceID] = true
			}
		}
	}
	c.Sources = slices.DeleteFunc(slices.Clone(basis.Sources), func(s model.Source) bool { return !needed[s.ID] })
	return nil
}

// keepSources adds the sources of the bill lines, records, control totals, and of the
// tables by which records are placed.
func keepSources(c *model.ClaimContent, basis *model.Report) {
	needed := map[int64]bool{}
	for _, s := range c.Sources {
		needed[s.ID] = true
	}
	tables := map[model.Kind]bool{model.KindProjects: true, model.KindAliases: true, model.KindPrices: true}
	for _, f := range slices.Concat(c.Findings, c.SetOff) {
		for _, l := range f.Lines {
			needed[l.SourceID] = true
		}
		for _, u := range f.Usage {
			needed[u.SourceID] = true
			if u.Call == nil { // a request to OSS, which bindings and styles place
				tables[model.KindBindings], tables[model.KindStyles] = true, true
			}
			if strings.HasPrefix(u.Operation, "index:") {
				tables[model.KindBindings], tables[model.KindDatasets] = true, true
			}
		}
	}
	for _, t := range c.Totals {
		needed[t.SourceID] = true
	}
	for _, w := range c.Weboffice {
		needed[w.Made.SourceID] = true
	}
	for _, s := range c.Evidence {
		if s.Channel == model.KindOSSLog {
			tables[model.KindBindings] = true
		}
	}
	c.Sources = slices.DeleteFunc(slices.Clone(basis.Sources), func(s model.Source) bool { return !needed[s.ID] && !tables[s.Kind] })
	for n := range c.Sources {
		c.Sources[n].Name = baseName(c.Sources[n].Name)
	}
}
