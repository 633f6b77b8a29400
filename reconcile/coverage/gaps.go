package coverage

import (
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Gaps knows the hours of each project's buckets whose log is missing.
type Gaps struct {
	from    int64               // since when logs were looked at
	buckets map[string][]string // by project
	logs    map[string]*logSpan // by bucket
}

// logSpan is the hours in which a bucket wrote logs.
type logSpan struct {
	hours       map[int64]bool
	first, last int64
}

// ReadGaps reads which buckets feed a project and which hours of a time they have
// logs of. One hour beyond it on each side tells whether the span goes on there.
func ReadGaps(r db.Reader, span model.Span) (*Gaps, error) {
	g := &Gaps{from: span.From - model.Hour, buckets: map[string][]string{}, logs: map[string]*logSpan{}}
	var project, bucket string
	err := r.Query(sql.Query("coverage.buckets"), []any{span.From},
		func() { g.buckets[project] = append(g.buckets[project], bucket) }, &project, &bucket)
	if err != nil {
		return nil, fmt.Errorf("read which buckets feed a project: %w", err)
	}
	var at int64
	err = r.Query(sql.Query("coverage.log_hours"), []any{span.From - model.Hour, span.To + model.Hour}, func() {
		s := g.logs[bucket]
		if s == nil {
			s = &logSpan{hours: map[int64]bool{}, first: at}
			g.logs[bucket] = s
		}
		s.hours[at], s.last = true, at
	}, &bucket, &at)
	if err != nil {
		return nil, fmt.Errorf("read which logs are missing: %w", err)
	}
	return g, nil
}

// In lists the gaps that could have fed a cell: hours of its period without a
// log, and hours missing next to it inside a bucket's active span, since a file
// may hold late lines of its neighbours' hours.
func (g *Gaps) In(c model.Cell) []diagnose.Gap {
	var found []diagnose.Gap
	for _, bucket := range g.of(c.Project) {
		for at := c.From - model.Hour; at < c.To+model.Hour; at += model.Hour {
			beside := at < c.From || at >= c.To
			if g.missing(bucket, at, beside) {
				found = append(found, diagnose.Gap{Bucket: bucket, Hour: at})
			}
		}
	}
	return found
}

// of lists the buckets that feed a project; all of them where the bill does not
// say the project.
func (g *Gaps) of(project string) []string {
	if project != "" {
		return g.buckets[project]
	}
	var all []string
	for _, buckets := range g.buckets {
		all = append(all, buckets...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (g *Gaps) missing(bucket string, at int64, insideOnly bool) bool {
	s := g.logs[bucket]
	switch {
	case s == nil:
		return !insideOnly
	case s.hours[at]:
		return false
	case insideOnly:
		return s.first < at && at < s.last
	}
	return true
}

// Between reports whether a log of a project's buckets is missing in an hour
// from first up to, not including, last.
func (g *Gaps) Between(project string, first, last int64) bool {
	for _, bucket := range g.of(project) {
		for at := max(first, g.from); at < last; at += model.Hour {
			if g.missing(bucket, at, true) {
				return true
			}
		}
	}
	return false
}
