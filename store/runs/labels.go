package runs

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// ByLabel sums a run by what a company sorts its bill by, the largest billed
// amount first. What no line is about has the label "".
func ByLabel(r db.Reader, run model.Run, key model.LabelKey) ([]model.LabelSum, error) {
	labels, stop := labelsOf(r, run.ID)
	defer stop()
	type of struct{ label, currency string }
	sums := map[of]*model.LabelSum{}
	sumOf := map[int64]*model.LabelSum{} // by cell
	for c, err := range cells(r, run.ID, "true") {
		if err != nil {
			return nil, fmt.Errorf("read run %s: %w", run.Key, err)
		}
		line, err := labels(c.ID)
		if err != nil {
			return nil, fmt.Errorf("read labels of run %s: %w", run.Key, err)
		}
		at := of{key.LabelOf(&c, line), c.Currency}
		if sums[at] == nil {
			sums[at] = &model.LabelSum{Label: at.label, Currency: at.currency}
		}
		s := sums[at]
		s.Cells++
		s.Billed, s.Expected = s.Billed.Add(c.Billed.Amount), s.Expected.Add(c.Expected.Amount)
		if c.Verdict != "" {
			sumOf[c.ID] = s
		}
	}
	if err := addFindings(r, run.ID, sumOf); err != nil {
		return nil, fmt.Errorf("read findings of run %s: %w", run.Key, err)
	}
	var all []model.LabelSum
	for _, s := range sums {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b model.LabelSum) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), b.Billed.Cmp(a.Billed), cmp.Compare(a.Label, b.Label))
	})
	return all, nil
}

// mostKeys is how many keys a report is summed by; each takes a pass over all cells.
const mostKeys = 8

// AddLabels adds to a report what it comes to by each label that its bill has.
func AddLabels(r db.Reader, report *model.Report) error {
	var all []model.Labels
	var l model.Labels
	err := r.Query(`SELECT DISTINCT b.cost_unit, b.resource_group, b.tags FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id
		WHERE l.run_id = ? AND l.cell_id > 0`, []any{report.Run.ID}, func() { all = append(all, l) }, &l.CostUnit, &l.ResourceGroup, &l.Tags)
	if err != nil {
		return fmt.Errorf("read the labels of run %s: %w", report.Run.Key, err)
	}
	keys := model.Keys(all)
	for _, key := range keys[:min(len(keys), mostKeys)] {
		sums, err := ByLabel(r, report.Run, key)
		if err != nil {
			return err
		}
		report.Labels = append(report.Labels, model.LabelSums{Key: key, Sums: sums})
	}
	return nil
}

// addFindings adds the findings of cells to the sums that the cells are in.
func addFindings(r db.Reader, run int64, sumOf map[int64]*model.LabelSum) error {
	var cell int64
	var verdict model.Verdict
	var amount decimal.Decimal
	return r.Query("SELECT cell_id, verdict, difference_amount FROM finding WHERE run_id = ?", []any{run}, func() {
		s := sumOf[cell]
		if s == nil {
			return
		}
		s.Findings++
		switch verdict {
		case model.Overcharged:
			s.Overcharged = s.Overcharged.Add(amount)
		case model.Undercharged:
			s.Undercharged = s.Undercharged.Add(amount)
		case model.Unverifiable:
			s.Unverifiable = s.Unverifiable.Add(amount)
		}
	}, &cell, &verdict, &amount)
}

// labelsOf gives cells the labels of their lines. They must be asked for in the
// order of the cells' ids: both are read along one another.
func labelsOf(r db.Reader, run int64) (of func(cell int64) (model.Labels, error), stop func()) {
	type labelled struct {
		cell int64
		model.Labels
	}
	next, stop := iter.Pull2(func(yield func(labelled, error) bool) {
		var l labelled
		for err := range r.Scan(`SELECT l.cell_id, b.cost_unit, b.resource_group, b.tags FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id
			WHERE l.run_id = ? AND l.cell_id > 0 ORDER BY l.cell_id`, []any{run}, &l.cell, &l.CostUnit, &l.ResourceGroup, &l.Tags) {
			if !yield(l, err) {
				return
			}
		}
	})
	l, err, more := next()
	return func(cell int64) (model.Labels, error) {
		var labels model.Labels
		first := true
		for ; more && err == nil && l.cell <= cell; l, err, more = next() {
			if l.cell < cell {
				continue
			}
			if first {
				labels, first = l.Labels, false
			}
			labels = inCommon(labels, l.Labels)
		}
		return labels, err
	}, stop
}

// inCommon are the labels of two lines, SeveralLabels where they differ.
func inCommon(a, b model.Labels) model.Labels {
	same := func(a *string, b string) {
		if *a != b {
			*a = model.SeveralLabels
		}
	}
	same(&a.CostUnit, b.CostUnit)
	same(&a.ResourceGroup, b.ResourceGroup)
	same(&a.Tags, b.Tags)
	return a
}
