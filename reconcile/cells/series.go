package cells

import (
	"errors"
	"fmt"
	"slices"

	"immrecon/reconcile/bill"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
)

// series is one project, region, item and tier through time, with its usage by
// hour and kind and its bill lines by id.
type series struct {
	bill.Subject
	unit  string
	usage []diagnose.Usage
	lines []*diagnose.Line
}

// readSeries reads what there is to compare, in the order of its subjects.
func (m *Comparison) readSeries() ([]series, error) {
	var all []series
	var s series
	err := m.tx.Query(sql.Query("cells.series"), nil,
		func() {
			all = append(all, s)
			m.numbers[s.Subject] = int64(len(all)) // ids count from 1
			m.units[s.Item] = s.unit
		}, &s.Project, &s.Region, &s.Item, &s.Tier, &s.unit)
	if err == nil {
		err = m.readUsage(all)
	}
	if err == nil {
		err = m.giveLines(all)
	}
	return slices.DeleteFunc(all, m.isNobodys), err
}

// isNobodys reports whether a series is usage that no project is known of: it
// may be anybody's (package usage has it as unplaced), and unbilled by nobody.
// Where the bill itself says no project it is everybody's.
func (m *Comparison) isNobodys(s series) bool {
	return s.Project == "" && len(s.lines) == 0 && !slices.ContainsFunc(m.bill.Subjects, func(b bill.Subject) bool {
		return b.Project == "" && (b.Item == s.Item || b.Item == "")
	})
}

// readKinds reads the kinds of usage and decides which are charged: as the
// provider says and, where the provider is silent, as the run assumes.
func (m *Comparison) readKinds() error {
	var k diagnose.Kind
	var unknown error
	err := m.tx.Query(sql.Query("cells.kinds"), nil, func() {
		class := meter.Class(k.Class)
		if _, known := meter.UsageOf(class); !known {
			unknown = fmt.Errorf("usage of %s has the class %q, which no rule knows; this is a defect of immrecon, please report it", k.Item, class)
		}
		k.Billable = meter.Billable(k.Item, k.Operation, class, m.rules.On)
		if rule := meter.BillableRule(k.Item, k.Operation, class); rule != "" {
			m.rules.Use(rule)
		}
		m.Kinds = append(m.Kinds, k)
	}, &k.Item, &k.Tier, &k.Operation, &k.Channel, &k.Class)
	return errors.Join(err, unknown)
}

// readUsage sums usage by series, hour and kind.
func (m *Comparison) readUsage(all []series) error {
	if err := m.readKinds(); err != nil {
		return err
	}
	var number, kind int64 // ids count from 1
	var u diagnose.Usage
	return m.tx.Query(sql.Query("cells.usage"), nil, func() {
		u.Kind = &m.Kinds[kind-1]
		s := &all[number-1]
		s.usage = append(s.usage, u)
	}, &number, &u.Hour, &kind, &u.Quantity, &u.Records)
}

// giveLines puts each bill line into its series.
func (m *Comparison) giveLines(all []series) error {
	at := make([]int64, len(m.bill.Subjects)) // by subject
	var subject, number int64
	err := m.tx.Query(sql.Query("cells.billed"), nil,
		func() { at[subject] = number }, &subject, &number)
	if err != nil {
		return err
	}
	for _, l := range m.bill.Lines {
		s := &all[at[l.Subject]-1]
		s.lines = append(s.lines, l.Line)
	}
	return nil
}
