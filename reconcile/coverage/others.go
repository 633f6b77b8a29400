package coverage

import (
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// OthersMayLack reports whether records of another project of the region may be
// missing in the period of a cell that are charged under its item: what it is
// billed may be theirs.
func (t *Table) OthersMayLack(c model.Cell) bool {
	for _, project := range t.projects {
		if project == c.Project || !t.livesIn(project, c.Region) {
			continue
		}
		other := c
		other.ID, other.Project = 0, project
		if t.lacks(other) {
			return true
		}
	}
	return false
}

// livesIn reports whether a project may live in a region.
func (t *Table) livesIn(project, region string) bool {
	regions := t.regions[project]
	return region == "" || len(regions) == 0 || slices.Contains(regions, region)
}

// place is whose usage of what and when records are asked for.
type place struct {
	project, region, item string
	model.Span
}

// lacks remembers which cells lack records, for many are asked about the same
// ones.
func (t *Table) lacks(c model.Cell) bool {
	key := place{c.Project, c.Region, c.Item, model.Span{From: c.From, To: c.To}}
	lacking, known := t.lacking[key]
	if !known {
		g := gatherer{table: t, edges: true, weakest: Proven}
		g.cell(c)
		lacking = len(g.gaps) > 0
		t.lacking[key] = lacking
	}
	return lacking
}

// JobsOf lists the x-oss-process operations that are charged under an item and
// may be posted as jobs.
func (t *Table) JobsOf(item string) (operations []string) {
	for _, one := range catalogue.ItemsOf(item) {
		operations = append(operations, t.jobs[one]...)
	}
	return operations
}

// RecordsOf counts the records at hand of a period beyond the time that was
// read, up to a day away, that may be charged in it.
func (t *Table) RecordsOf(c model.Cell) (records int64) {
	for _, item := range catalogue.ItemsOf(c.Item) {
		for _, r := range t.outside[[2]string{c.Project, item}] {
			if c.From <= r.hour && r.hour < c.To {
				records += r.records
			}
		}
	}
	return records
}

// hourly is records of an hour.
type hourly struct{ hour, records int64 }

func (t *Table) readOthers(r db.Reader, span model.Span) error {
	t.lacking, t.regions, t.jobs = map[place]bool{}, map[string][]string{}, map[string][]string{}
	t.outside = map[[2]string][]hourly{}
	var key, value string
	err := r.Query(sql.Query("coverage.regions"), nil, func() { t.regions[key] = append(t.regions[key], value) }, &key, &value)
	if err == nil {
		err = r.Query(sql.Query("coverage.requests_of"), nil, func() {
			if meter.AsyncProcessing(value) {
				t.jobs[key] = append(t.jobs[key], value)
			}
		}, &key, &value)
	}
	if err != nil {
		return fmt.Errorf("read where projects live: %w", err)
	}
	var h hourly
	times := []any{span.From - beside, span.From, span.To, span.To + beside}
	err = r.Query(sql.Query("coverage.outside"), append(times, times...),
		func() { t.outside[[2]string{key, value}] = append(t.outside[[2]string{key, value}], h) }, &key, &value, &h.hour, &h.records)
	if err != nil {
		return fmt.Errorf("read what lies beside the time: %w", err)
	}
	return nil
}
