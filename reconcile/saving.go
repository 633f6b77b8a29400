package reconcile

import (
	"fmt"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// addUsage puts the usage of the cells that have findings into the result, and
// the kinds that it may be of.
func (w *reconciler) addUsage(r *runs.Result) {
	ids, used := map[*diagnose.Kind]int64{}, map[int64]bool{}
	for n := range w.kinds {
		ids[&w.kinds[n]] = int64(n + 1)
	}
	for _, c := range w.differing {
		for _, u := range c.Usage {
			id := ids[u.Kind]
			used[id] = true
			r.Usage = append(r.Usage, model.CellUsage{CellID: c.ID, Hour: u.Hour, KindID: id, Quantity: u.Quantity, Records: u.Records})
		}
	}
	for n, k := range w.kinds {
		// Each playlist has kinds of its own that restate what was played of it.
		class, _ := meter.UsageOf(meter.Class(k.Class))
		if id := int64(n + 1); used[id] || !class.Restates {
			r.Kinds = append(r.Kinds, model.UsageKind{ID: id, Item: k.Item, Tier: k.Tier, Operation: k.Operation, Channel: k.Channel, Class: k.Class, Billable: k.Billable})
		}
	}
}

// saveRecords saves which records stand behind the cells that have findings.
func (w *reconciler) saveRecords(run int64) error {
	rows := w.tx.Insert("differing", "series_id", "hour", "cell_id", "run_id")
	for _, c := range w.differing {
		id := w.seriesOf[subject{c.Project, c.Region, c.Item, c.Tier}]
		for at := model.HourOf(max(c.From, w.from) + model.Hour - 1); at < min(c.To, w.to); at += model.Hour {
			if err := rows.Add(id, at, c.ID, run); err != nil {
				return err
			}
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	if err := w.script("80_evidence.sql")(); err != nil {
		return fmt.Errorf("save the evidence of findings: %w", err)
	}
	return nil
}
