package reconcile

import (
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/payable"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// bill is the month's bill as a reconciliation needs it.
type bill struct {
	lines    []billedLine     // usage lines that are compared, by id
	subjects []subject        // what they are for
	others   []runs.RunLine   // lines that are not compared, with the reason
	besides  []*diagnose.Line // IMM lines that are not usage
	oss      []*diagnose.Line // usage lines of OSS
	accounts []string
	currency string
	decimals precision
	tieOut   payable.TieOut
	notes    []string
}

// subject is what a bill line is for, by our names.
type subject struct{ project, region, item, tier string }

// billedLine is a usage line with its subject, an index of the bill's subjects.
type billedLine struct {
	*diagnose.Line
	subject int
}

// readBill reads the month's lines, names their item, project and tier in our
// terms, and puts what the usage lines that count are for into the table billed.
func (w *reconciler) readBill() error {
	w.bill = &bill{decimals: precision{usage: map[string]int32{}}}
	lines, err := w.printedLines()
	if err == nil {
		err = w.nameLines(lines)
	}
	if err == nil {
		err = w.sortLines(lines)
	}
	if err == nil {
		err = w.keepSubjects()
	}
	if err != nil {
		return fmt.Errorf("read bill: %w", err)
	}
	if w.bill.currency == "" {
		w.bill.currency = currency
	}
	slices.Sort(w.bill.accounts)
	w.tieOut()
	return nil
}

// sortLines puts each line where it belongs.
func (w *reconciler) sortLines(lines []printedLine) error {
	superseded, err := w.supersede(lines)
	if err != nil {
		return err
	}
	numbers := map[subject]int{}
	w.bill.lines = make([]billedLine, 0, len(lines))
	for n := range lines {
		l := &lines[n].Line
		reason := w.whyNotCompared(l, superseded[l.ID])
		if reason != "" {
			w.setAside(l, reason, superseded[l.ID] != 0)
			continue
		}
		l.Tier = w.tierOf(l)
		if w.bill.currency == "" {
			w.bill.currency = l.Currency
		}
		w.bill.decimals.see(l)
		s := subject{l.Project, l.Region, l.Item, l.Tier}
		number, known := numbers[s]
		if !known {
			number = len(numbers)
			numbers[s], w.bill.subjects = number, append(w.bill.subjects, s)
		}
		w.bill.lines = append(w.bill.lines, billedLine{l, number})
	}
	return nil
}

// keepSubjects lets SQL know what the bill is for.
func (w *reconciler) keepSubjects() error {
	rows := w.tx.Insert("billed", "id", "project", "region", "item", "tier")
	for n, s := range w.bill.subjects {
		if err := rows.Add(int64(n), s.project, s.region, s.item, s.tier); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// whyNotCompared says why a line is kept out of the comparison, "" if it is
// not; source is the one that supersedes it, 0 if none does.
func (w *reconciler) whyNotCompared(l *diagnose.Line, source int64) string {
	switch {
	case l.Form == formFOCUS:
		return "for reference only (FOCUS)"
	case source != 0:
		return fmt.Sprintf("superseded by source %d", source)
	case !l.IsIMM():
		return "other product"
	case l.Type != model.LineUsage:
		return "not usage: " + string(l.Type)
	case w.narrowed() && (l.From >= w.to || l.To <= w.from):
		return "outside the period"
	}
	return ""
}

// setAside keeps a line that is not compared, and remembers those that have a
// say elsewhere.
func (w *reconciler) setAside(l *diagnose.Line, reason string, superseded bool) {
	w.bill.others = append(w.bill.others, runs.RunLine{BillLineID: l.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: reason})
	switch {
	case superseded || l.Form == formFOCUS:
	case l.IsIMM() && l.Type != model.LineUsage:
		w.bill.besides = append(w.bill.besides, l)
	case l.Product == "oss" && l.Type == model.LineUsage:
		w.bill.oss = append(w.bill.oss, l)
	}
}
