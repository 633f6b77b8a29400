package closing

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/months"
)

// Late says what to do with a source that touches a closed month.
type Late string

// What can be done with late sources.
const (
	LateRefuse Late = ""       // leave the source out
	LateKeep   Late = "keep"   // take it in, marked; the month stays closed
	LateReopen Late = "reopen" // take it in and reopen the month
)

// LateError says that a source was left out because it touches closed months.
type LateError struct {
	Name   string
	Months []string
}

// Error implements error.
func (e *LateError) Error() string {
	are := "is"
	if len(e.Months) > 1 {
		are = "are"
	}
	return fmt.Sprintf("%s: it would change %s, which %s closed; import it with --late keep to let it in and see in a later run what it changes, "+
		"or with --late reopen to reopen", e.Name, strings.Join(e.Months, ", "), are)
}

// Settle deals with sources whose rows are all written, and tells by source the
// closed months that it touches. Where it may touch none the error is a *LateError.
func (l Late) Settle(tx *db.Tx, all []*model.Source) (map[int64][]string, error) {
	closed, err := months.Closed(tx.Reader)
	if err != nil || len(closed) == 0 {
		return nil, err
	}
	touched := map[int64][]string{}
	for _, s := range all {
		if touched[s.ID], err = l.settle(tx, *s); err != nil {
			return nil, err
		}
	}
	return touched, nil
}

// settle asks anew which months are closed: the source before may have reopened
// one.
func (l Late) settle(tx *db.Tx, s model.Source) ([]string, error) {
	touched, err := months.TouchesClosed(tx.Reader, s)
	if err != nil {
		return nil, err
	}
	for _, month := range touched {
		switch l {
		case LateKeep:
			err = carry(tx, s, month)
		case LateReopen:
			err = months.Record(tx, month, model.Decision{Note: "late: " + s.Name, At: s.ImportedAt})
		default:
			err = &LateError{s.Name, touched}
		}
		if err != nil {
			return nil, err
		}
	}
	return touched, nil
}

// carry marks a source as late for a closed month; the first month after it
// that is open settles what the source changes.
func carry(tx *db.Tx, s model.Source, month string) error {
	closed, err := months.Closed(tx.Reader)
	if err != nil {
		return err
	}
	billing, err := firstOpen(closed, month)
	if err != nil {
		return err
	}
	return months.Carry(tx, s.ID, month, billing)
}

// firstOpen is the first month after one that is not closed.
func firstOpen(closed []string, month string) (string, error) {
	for {
		next, err := model.MonthAfter(month)
		if err != nil || !slices.Contains(closed, next) {
			return next, err
		}
		month = next
	}
}
