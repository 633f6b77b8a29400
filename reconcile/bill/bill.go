// Package bill reads the month's bill: it names what lines are for in our terms,
// decides which lines count and which are compared, and follows the money to
// what is payable.
//
// Does not belong here: what was used, and whether a line is right.
package bill

import (
	"strconv"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/payable"
	"immrecon/reconcile/price"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Bill is the month's bill as a reconciliation needs it.
type Bill struct {
	Lines    []Line           // usage lines that are compared, by id
	Subjects []Subject        // what they are for
	Others   []runs.RunLine   // lines that are not compared, with the reason
	Besides  []*diagnose.Line // IMM lines that are not usage
	OSS      []*diagnose.Line // usage lines of OSS
	Accounts []string
	Currency string // that most is billed in
	Decimals Precision
	TieOut   payable.TieOut
	Notes    model.Sayings // for whoever reads the statement

	shares      map[payer]*share
	onlyAccount string // "" where there is none, or more than one

	payers map[place]payer
	common payer // what all lines have in common

	known map[string]bool // projects that a table, event or call names
}

// Subject is what a bill line is for, by our names.
type Subject struct{ Project, Region, Item, Tier string }

// Line is a usage line with its subject, an index of the bill's subjects.
type Line struct {
	*diagnose.Line
	Subject int
}

// Scope is which part of which month's bill is read.
type Scope struct {
	Month    string
	Narrowed bool // to the span, which is less than the month
	model.Span
}

// Read reads the month's lines, names their item, project and tier in our
// terms, and puts what the usage lines that count are for into the table billed.
func Read(tx *db.Tx, scope Scope, cards price.Cards) (*Bill, error) {
	r := &reader{tx: tx, scope: scope, cards: cards, bill: &Bill{}}
	lines, err := r.printedLines()
	if err == nil {
		err = r.nameLines(lines)
	}
	if err == nil {
		err = r.nameTogether(lines)
	}
	if err == nil {
		err = r.sortLines(lines)
	}
	if err == nil {
		err = r.keepSubjects()
	}
	if err != nil {
		return nil, err
	}
	r.bill.findPayers()
	r.tieOut()
	return r.bill, nil
}

// None is a bill without lines, for usage alone: what is used is rated in a
// currency.
func None(tx *db.Tx, currency string) (*Bill, error) {
	r := &reader{tx: tx, bill: &Bill{}}
	if _, err := r.projectNames(); err != nil {
		return nil, err
	}
	r.bill.findPayers()
	r.bill.Currency = currency
	return r.bill, nil
}

// reader is a bill that is being read.
type reader struct {
	tx    *db.Tx
	scope Scope
	cards price.Cards
	bill  *Bill
	again map[int64][]int64 // the other sources that show a line, by line
}

// sortLines puts each line where it belongs.
func (r *reader) sortLines(lines []printedLine) error {
	superseded, err := r.supersede(lines)
	if err != nil {
		return err
	}
	if err := r.weigh(lines, superseded); err != nil {
		return err
	}
	if err := r.mustHaveLines(); err != nil {
		return err
	}
	numbers := map[Subject]int{}
	r.bill.Lines = make([]Line, 0, len(lines))
	for n := range lines {
		l := &lines[n].Line
		if status, detail := r.whyNotCompared(l, superseded[l.ID]); status != "" {
			r.setAside(l, status, detail)
			continue
		}
		l.Tier = r.tierOf(l)
		s := Subject{l.Project, l.Region, l.Item, l.Tier}
		number, known := numbers[s]
		if !known {
			number = len(numbers)
			numbers[s], r.bill.Subjects = number, append(r.bill.Subjects, s)
		}
		r.bill.Lines = append(r.bill.Lines, Line{l, number})
	}
	return nil
}

// keepSubjects lets SQL know what the bill is for.
func (r *reader) keepSubjects() error {
	rows := r.tx.Insert("billed", "id", "project", "region", "item", "tier")
	for n, s := range r.bill.Subjects {
		if err := rows.Add(int64(n), s.Project, s.Region, s.Item, s.Tier); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// whyNotCompared says why a line is kept out of the comparison, "" if it is
// not; source is the one that supersedes it, 0 if none does.
func (r *reader) whyNotCompared(l *diagnose.Line, source int64) (status model.LineStatus, detail string) {
	switch {
	case l.Form == formFOCUS:
		return model.LineReferenceOnly, ""
	case source != 0:
		return model.LineSuperseded, strconv.FormatInt(source, 10)
	case !l.IsIMM():
		return model.LineOtherProduct, ""
	case l.Type != model.LineUsage && (l.Type != model.LineFreeQuota || l.Deducted == 0):
		return model.LineNotUsage, string(l.Type)
	case r.scope.Narrowed && (l.From >= r.scope.To || l.To <= r.scope.From):
		return model.LineOutsidePeriod, ""
	}
	return "", ""
}

// setAside keeps a line that is not compared, and remembers those that have a
// say elsewhere.
func (r *reader) setAside(l *diagnose.Line, status model.LineStatus, detail string) {
	r.bill.Others = append(r.bill.Others, runs.RunLine{BillLineID: l.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: status, Detail: detail})
	switch {
	case status == model.LineSuperseded || status == model.LineReferenceOnly:
	case l.IsIMM() && l.Type != model.LineUsage:
		r.bill.Besides = append(r.bill.Besides, l)
	case l.Product == "oss" && l.Type == model.LineUsage:
		r.bill.OSS = append(r.bill.OSS, l)
	}
}
