package reconcile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// series is one project, region, item and tier through time, with its usage by
// hour and kind and its bill lines by id.
type series struct {
	subject
	unit  string
	usage []diagnose.Usage
	lines []*diagnose.Line
}

// readSeries reads what there is to compare, in the order of its subjects.
func (w *reconciler) readSeries() ([]series, error) {
	var all []series
	var s series
	err := w.tx.Query(`SELECT s.project, s.region, s.item, s.tier, coalesce(i.unit, '')
		FROM series s LEFT JOIN item i ON i.item = s.item ORDER BY s.id`, nil,
		func() {
			all = append(all, s)
			w.seriesOf[s.subject] = int64(len(all)) // ids count from 1
		}, &s.project, &s.region, &s.item, &s.tier, &s.unit)
	if err == nil {
		err = w.readUsage(all)
	}
	if err == nil {
		err = w.giveLines(all)
	}
	return all, err
}

// readKinds reads the kinds of usage and decides which are charged: as the
// provider says and, where the provider is silent, as the run assumes.
func (w *reconciler) readKinds() error {
	var k diagnose.Kind
	var unknown error
	err := w.tx.Query("SELECT item, tier, operation, channel, class FROM kind ORDER BY id", nil, func() {
		class := meter.Class(k.Class)
		if _, known := meter.UsageOf(class); !known {
			unknown = fmt.Errorf("usage of %s has the class %q, which no rule knows; this is a defect of immrecon, please report it", k.Item, class)
		}
		k.Billable = meter.Billable(k.Item, k.Operation, class, w.rules.on)
		if rule := meter.BillableRule(k.Item, k.Operation, class); rule != "" {
			w.rules.use(rule)
		}
		w.kinds = append(w.kinds, k)
	}, &k.Item, &k.Tier, &k.Operation, &k.Channel, &k.Class)
	return errors.Join(err, unknown)
}

// readUsage sums usage by series, hour and kind.
func (w *reconciler) readUsage(all []series) error {
	if err := w.readKinds(); err != nil {
		return err
	}
	var number, kind int64 // ids count from 1
	var u diagnose.Usage
	return w.tx.Query(`
		SELECT series_id, hour, kind_id, sum(quantity), sum(records) FROM (
		  SELECT u.series_id, u.kind_id, h.hour, h.requests AS quantity, h.requests AS records
		  FROM era e CROSS JOIN oss_hour h CROSS JOIN request_use u
		  WHERE h.hour >= e.from_ts AND h.hour < e.to_ts AND u.place_id = h.place_id AND u.operation_id = h.operation_id
		    AND u.extension_id = h.extension_id AND u.status = h.status AND u.era = e.from_ts
		  UNION ALL
		  SELECT series_id, kind_id, hour, quantity, records FROM call_use
		) use GROUP BY series_id, hour, kind_id ORDER BY series_id, hour, kind_id`, nil, func() {
		u.Kind = &w.kinds[kind-1]
		s := &all[number-1]
		s.usage = append(s.usage, u)
	}, &number, &u.Hour, &kind, &u.Quantity, &u.Records)
}

// giveLines puts each bill line into its series.
func (w *reconciler) giveLines(all []series) error {
	at := make([]int64, len(w.bill.subjects))
	var subject, number int64
	err := w.tx.Query(`SELECT b.id, s.id FROM billed b
		JOIN series s ON s.project = b.project AND s.region = b.region AND s.item = b.item AND s.tier = b.tier`, nil,
		func() { at[subject] = number }, &subject, &number)
	if err != nil {
		return err
	}
	for _, l := range w.bill.lines {
		s := &all[at[l.subject]-1]
		s.lines = append(s.lines, l.Line)
	}
	return nil
}

// layOut makes the cells of all series, each at the bill's own grain, numbered
// from 1. The tiers of an item have their periods in common.
func (w *reconciler) layOut(all []series) []diagnose.Case {
	cases := make([]diagnose.Case, 0, len(w.bill.lines)+len(w.bill.lines)/8) // most lines are a cell of their own
	usual := usualGrain(w.bill.lines)
	for len(all) > 0 {
		item := all[0].subject
		n := slices.IndexFunc(all, func(s series) bool {
			return s.project != item.project || s.region != item.region || s.item != item.item
		})
		if n < 0 {
			n = len(all)
		}
		var printed []model.Span
		for _, s := range all[:n] {
			for _, l := range s.lines {
				printed = append(printed, model.Span{From: l.From, To: l.To})
			}
		}
		c := calendar{periodsOf(printed), usual, model.Span{From: w.from, To: w.to}}
		for _, s := range all[:n] {
			cases = s.cells(cases, c)
		}
		all = all[n:]
	}
	return cases
}

// calendar says which period an hour of usage belongs to.
type calendar struct {
	periods
	usual model.Grain // of hours that no period covers
	whole model.Span  // what is reconciled
}

func (c calendar) of(at int64) model.Span {
	if p, ok := c.around(model.Span{From: at, To: at + 1}); ok {
		return p
	}
	switch c.usual {
	case model.GrainHour:
		return model.Span{From: at, To: at + model.Hour}
	case model.GrainDay:
		return model.Span{From: model.DayOf(at), To: model.DayOf(at) + model.Day}
	}
	return c.whole
}

// cells appends a case for each period of the series that has usage or lines.
func (s *series) cells(cases []diagnose.Case, c calendar) []diagnose.Case {
	type entry struct {
		model.Span
		n int // of the usage, or beyond it of the lines
	}
	if s.item == "" { // usage of several items, each by its hours
		slices.SortStableFunc(s.usage, func(a, b diagnose.Usage) int {
			return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Tier, b.Tier))
		})
	}
	entries := make([]entry, 0, len(s.usage)+len(s.lines))
	for n, u := range s.usage {
		entries = append(entries, entry{c.of(u.Hour), n})
	}
	for n, l := range s.lines {
		p, _ := c.around(model.Span{From: l.From, To: l.To})
		entries = append(entries, entry{p, len(s.usage) + n})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.Compare(b.Span) })
	usage, lines := make([]diagnose.Usage, 0, len(s.usage)), make([]*diagnose.Line, 0, len(s.lines))
	for n, e := range entries {
		if n == 0 || e.Span != entries[n-1].Span {
			cases = append(cases, diagnose.Case{Cell: s.cell(int64(len(cases)+1), e.Span)})
		}
		at := &cases[len(cases)-1]
		if e.n < len(s.usage) {
			usage = append(usage, s.usage[e.n])
			at.Usage = usage[len(usage)-1-len(at.Usage):]
		} else {
			lines = append(lines, s.lines[e.n-len(s.usage)])
			at.Lines = lines[len(lines)-1-len(at.Lines):]
		}
	}
	return cases
}

func (s *series) cell(id int64, p model.Span) model.Cell {
	return model.Cell{ID: id, Project: s.project, Region: s.region, Item: s.item, Tier: s.tier, From: p.From, To: p.To, Unit: s.unit}
}
