package usage

import (
	"slices"

	"immrecon/reconcile/coverage"
)

// IsLogged reports whether the call log of a project is known to have whatever a
// record began that is charged under an item up to an instant: the record adds
// nothing to it then.
func (u *Unplaced) IsLogged(t *coverage.Table, project, item string, until int64) bool {
	var operations []string
	switch u.Reason {
	case UnfinishedTask:
		operations = []string{u.Operation}
	case OpaqueJob, JobFacts:
		operations = t.JobsOf(item)
	}
	return project != "" && t.CallsCertain(project, operations, u.Hour, until)
}

// withoutLogged leaves out the records of which the call log has all that they may
// have begun.
func (c *Charger) withoutLogged(all []Unplaced) []Unplaced {
	return slices.DeleteFunc(all, func(u Unplaced) bool {
		return len(u.Items) > 0 && !slices.ContainsFunc(u.Items, func(item string) bool {
			return !u.IsLogged(c.table, u.Project, item, u.Until)
		})
	})
}
