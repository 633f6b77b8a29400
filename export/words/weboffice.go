package words

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// projectsNamed is how many projects a sentence names.
const projectsNamed = 4

// SaysWeboffice says by which rule the projects that used Weboffice are charged, and
// where that stands; nothing where none used it.
func (w *Words) SaysWeboffice(r *model.Report) (all []string) {
	for _, by := range []struct {
		rule     model.WebofficeRule
		template string
		source   string // the rule of the rule book whose source is named
	}{
		{model.PayOpenings, w.Phrases.ByOpenings, "weboffice_opens_before_2023_12_01"},
		{model.PayCalls, w.Phrases.ByCalls, "weboffice_calls_from_2023_12_01"},
		{model.PayUnknown, w.Phrases.ByNobodyKnows, ""},
	} {
		if projects := webofficeProjects(r, by.rule); len(projects) > 0 {
			all = append(all, fmt.Sprintf(by.template, w.Some(projects, projectsNamed), w.from(w.Source(sourceOf(r, by.source)))))
		}
	}
	return all
}

// webofficeProjects are the projects that are charged by a rule.
func webofficeProjects(r *model.Report, rule model.WebofficeRule) (projects []string) {
	for _, u := range r.Weboffice {
		if name := nameOf(r, &u); u.Rule == rule && !slices.Contains(projects, name) {
			projects = append(projects, name)
		}
	}
	return projects
}

// nameOf is a project's name, with its region where projects of the name stand in
// several: they may have been created at different times.
func nameOf(r *model.Report, u *model.WebofficeUse) string {
	for _, other := range r.Weboffice {
		if other.Project == u.Project && other.Region != u.Region {
			return u.Project + " (" + u.Region + ")"
		}
	}
	return u.Project
}

// Some names the first of many, and says how many more there are.
func (w *Words) Some(names []string, shown int) string {
	if more := len(names) - shown; more > 0 {
		return strings.Join(names[:shown], w.Term(", ")) + " " + fmt.Sprintf(w.Term("and %d more"), more)
	}
	return strings.Join(names, w.Term(", "))
}

// from names a source behind a sentence, if there is one.
func (w *Words) from(source string) string {
	if source == "" {
		return ""
	}
	return fmt.Sprintf(w.Phrases.From, source)
}

// sourceOf is where a rule of a run stands, "" where the run did not use it.
func sourceOf(r *model.Report, rule string) string {
	if used := r.Rule(rule); used != nil {
		return used.Source
	}
	return ""
}
