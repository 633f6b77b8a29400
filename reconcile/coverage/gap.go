package coverage

import (
	"slices"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// Gap is a part of a channel of which records may be missing.
type Gap struct {
	Channel    model.Kind // osslog for access logs of either kind
	Subject    string     // bucket, region or project; "" where no binding says which bucket
	Operations []string   // of calls, none of logs
	Hours      []int64    // in which they may be missing
	Missing    int64      // at most, where Bounded
	Bounded    bool
	Source     string // who says how many, "" where nobody does
	Reason     model.EvidenceReason

	of int // the statement that says so, 0 for none
}

// Of says what of the evidence of a cell may be missing, and how sure it is that
// the rest is complete: in its own period, and in those before and after it, which
// its usage may be of. Beside the period in question, hours before and after all
// records there are of a subject are presumed to have had none.
func (t *Table) Of(c model.Cell) (gaps []Gap, weakest State) {
	g := gatherer{table: t, weakest: Proven}
	g.around(c)
	return g.gaps, g.weakest
}

// Within says what of the evidence of a cell's own period may be missing, and how
// sure it is that the rest is complete.
func (t *Table) Within(c model.Cell) (gaps []Gap, weakest State) {
	g := gatherer{table: t, weakest: Proven}
	g.cell(c)
	return g.gaps, g.weakest
}

// around gathers what may be missing in the period of a cell and in those beside it.
func (g *gatherer) around(c model.Cell) {
	g.cell(c)
	g.edges = true
	length := c.To - c.From
	for _, from := range []int64{c.From - length, c.To} {
		beside := c
		beside.From, beside.To = from, from+length
		g.cell(beside)
	}
}

// cell gathers what may be missing in the period of a cell.
func (g *gatherer) cell(c model.Cell) {
	f, projects := g.table.feedsOf(c), []string{c.Project}
	if c.Project == "" {
		projects = g.table.projects
	}
	for _, project := range projects {
		for at := model.HourOf(c.From); at < c.To; at += model.Hour {
			if f.requests {
				g.logs(project, c.Region, at, f.counted)
			}
			for _, operation := range f.operations {
				g.calls(project, c.Region, operation, at, f.counted && operation != batch)
			}
		}
	}
}

// CallsCertain reports whether it is known that the call log misses none of some
// operations of a project from an hour on, up to an instant.
func (t *Table) CallsCertain(project string, operations []string, from, to int64) bool {
	for _, operation := range operations {
		for at := model.HourOf(from); at < to; at += model.Hour {
			if !t.api.channel(subject{model.KindCalls, project}, operation, at).certain() {
				return false
			}
		}
	}
	return len(operations) > 0
}

// gatherer collects the gaps of a cell.
type gatherer struct {
	table   *Table
	edges   bool
	gaps    []Gap
	weakest State
	behind  map[rest]bool // what the cell rests on; nil if nobody asks
}

// rest is an hour of a subject's records, and the operation that they are asked
// about; "" for logs.
type rest struct {
	subject
	operation string
	hour      int64
}

func (g *gatherer) logs(project, region string, hour int64, counted bool) {
	buckets, bound := g.table.logs.of(project, region, hour)
	if !bound {
		g.add(Gap{Channel: model.KindOSSLog}, hour, Level{}, counted)
		return
	}
	for _, bucket := range g.table.logs.holesOf(region, hour) {
		g.add(Gap{Channel: model.KindOSSLog, Subject: bucket}, hour, g.table.logs.level(bucket, hour), counted)
	}
	for _, bucket := range buckets {
		level := g.table.logs.level(bucket, hour)
		g.restsOn(level, "", hour)
		if level.State == Unknown && g.edges && g.table.logs.beyond(bucket, hour) {
			level.State = Presumed
		}
		g.add(Gap{Channel: model.KindOSSLog, Subject: bucket}, hour, level, counted)
	}
}

func (g *gatherer) restsOn(level Level, operation string, hour int64) {
	if g.behind != nil && level.complete() {
		g.behind[rest{level.on, operation, hour}] = true
	}
}

func (g *gatherer) calls(project, region, operation string, hour int64, counted bool) {
	level := g.table.api.level(project, region, operation, hour)
	g.restsOn(level, operation, hour)
	if level.State == Unknown && g.edges && g.table.api.beyond(project, region, operation, hour) {
		level.State = Presumed
	}
	gap := Gap{Channel: model.KindActionTrail, Subject: region}
	if operation == opening || meter.NeedsCallLog(operation) {
		gap.Channel, gap.Subject = model.KindCalls, project
	}
	if at := g.add(gap, hour, level, counted); at != nil && !slices.Contains(at.Operations, operation) {
		at.Operations = append(at.Operations, operation)
	}
}

// add notes an hour, and returns the gap that it is in; nil for none. What several
// hours lack by one control total is lacking once.
func (g *gatherer) add(gap Gap, hour int64, level Level, counted bool) *Gap {
	if level.complete() {
		g.weakest = min(g.weakest, level.State)
		return nil
	}
	gap.Bounded = level.State == Short && counted
	gap.Missing, gap.Source, gap.Reason, gap.of = level.Missing, level.Source, level.Reason, level.Of
	n := slices.IndexFunc(g.gaps, gap.goesOn)
	switch {
	case n < 0:
		g.gaps, n = append(g.gaps, gap), len(g.gaps)
	case gap.of == 0 && !g.gaps[n].has(hour):
		g.gaps[n].Missing += gap.Missing
	}
	at := &g.gaps[n]
	if !at.has(hour) {
		at.Hours = append(at.Hours, hour)
	}
	return at
}

// goesOn reports whether a gap is the same as another in a further hour.
func (g Gap) goesOn(o Gap) bool {
	return o.Channel == g.Channel && o.Subject == g.Subject && o.Bounded == g.Bounded && o.of == g.of
}

func (g Gap) has(hour int64) bool { return slices.Contains(g.Hours, hour) }
