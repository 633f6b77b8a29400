package reconcile

import (
	"fmt"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// keepUsage puts the usage of the cells that have findings into the result, and
// the kinds that it may be of.
func (m *month) keepUsage() {
	ids, used := map[*diagnose.Kind]int64{}, map[int64]bool{}
	for n := range m.comparison.Kinds {
		ids[&m.comparison.Kinds[n]] = int64(n + 1)
	}
	for _, c := range m.differing {
		for _, u := range c.Usage {
			id := ids[u.Kind]
			used[id] = true
			m.result.Usage = append(m.result.Usage, model.CellUsage{CellID: c.ID, Hour: u.Hour, KindID: id, Quantity: u.Quantity, Records: u.Records})
		}
	}
	for n, k := range m.comparison.Kinds {
		// Each playlist has kinds of its own that restate what was played of it.
		class, _ := meter.UsageOf(meter.Class(k.Class))
		if id := int64(n + 1); used[id] || !class.Restates {
			m.result.Kinds = append(m.result.Kinds, model.UsageKind{ID: id, Item: k.Item, Tier: k.Tier, Operation: k.Operation, Channel: k.Channel, Class: k.Class, Billable: k.Billable})
		}
	}
}

// saveEvidence saves which records stand behind the cells that have findings, by
// the name that the run will have.
func (m *month) saveEvidence() error {
	if err := runs.Name(m.tx, &m.result.Run); err != nil {
		return err
	}
	rows := m.tx.Insert("differing", "series_id", "hour", "cell_id", "run_id")
	for _, c := range m.differing {
		if c.Mixed && len(c.Usage) == 0 {
			continue // the usage is that of the cell in another currency
		}
		id := m.comparison.SeriesOf(&c.Cell)
		for at := model.HourOf(max(c.From, m.span.From) + model.Hour - 1); at < min(c.To, m.span.To); at += model.Hour {
			if err := rows.Add(id, at, c.ID, m.result.Run.ID); err != nil {
				return err
			}
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	if err := sql.Run(m.tx, "80_evidence.sql"); err != nil {
		return fmt.Errorf("save the evidence of findings: %w", err)
	}
	return nil
}
