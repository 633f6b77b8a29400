package reconcile

import (
	"slices"

	"immrecon/reconcile/diagnose"

	"immrecon/store/model"
)

// gaps knows the hours of each project's buckets whose log is missing.
type gaps struct {
	from    int64               // since when logs were looked at
	buckets map[string][]string // by project
	logs    map[string]*logSpan // by bucket
}

// logSpan is the hours in which a bucket wrote logs.
type logSpan struct {
	hours       map[int64]bool
	first, last int64
}

// readGaps reads which buckets feed a project and which hours they have logs of.
// One hour beyond the period on each side tells whether the span goes on there.
func (w *reconciler) readGaps() (*gaps, error) {
	g := &gaps{from: w.from - model.Hour, buckets: map[string][]string{}, logs: map[string]*logSpan{}}
	var project, bucket string
	err := w.tx.Query("SELECT DISTINCT project, bucket FROM binding WHERE to_ts = 0 OR to_ts > ? ORDER BY project, bucket",
		[]any{w.from}, func() { g.buckets[project] = append(g.buckets[project], bucket) }, &project, &bucket)
	if err != nil {
		return nil, err
	}
	var at int64
	return g, w.tx.Query(`SELECT DISTINCT k.name, h.hour FROM log_hour h JOIN bucket k ON k.id = h.bucket_id
		WHERE h.own = 1 AND h.hour >= ? AND h.hour < ? ORDER BY k.name, h.hour`, []any{w.from - model.Hour, w.to + model.Hour}, func() {
		s := g.logs[bucket]
		if s == nil {
			s = &logSpan{hours: map[int64]bool{}, first: at}
			g.logs[bucket] = s
		}
		s.hours[at], s.last = true, at
	}, &bucket, &at)
}

// in lists the gaps that could have fed a cell: hours of its period without a
// log, and hours missing next to it inside a bucket's active span, since a file
// may hold late lines of its neighbours' hours.
func (g *gaps) in(c model.Cell) []diagnose.Gap {
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
func (g *gaps) of(project string) []string {
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

func (g *gaps) missing(bucket string, at int64, insideOnly bool) bool {
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

// between reports whether a log of a project's buckets is missing in an hour
// from first up to, not including, last.
func (g *gaps) between(project string, first, last int64) bool {
	for _, bucket := range g.of(project) {
		for at := max(first, g.from); at < last; at += model.Hour {
			if g.missing(bucket, at, true) {
				return true
			}
		}
	}
	return false
}
