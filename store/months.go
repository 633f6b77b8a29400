package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// billing is the provider's billing zone: months begin at its midnight.
var billing = time.FixedZone("UTC+8", 8*60*60)

// A Decision is what a person decided about a month. Whether a month is closed
// is what the last decision about it says: there is no other place to change.
type Decision struct {
	Close   bool   `json:"close"`             // false: reopen
	Asked   bool   `json:"asked,omitempty"`   // only asked for: a second person must confirm
	AskedBy string `json:"askedBy,omitempty"` // who asked, where a second person confirmed
	Run     string `json:"run,omitempty"`     // the run that a closed month stands by
	Forced  bool   `json:"forced,omitempty"`  // in spite of obstacles
	Note    string `json:"note,omitempty"`

	At  time.Time `json:"-"`
	Who string    `json:"-"`
}

// MonthState says whether a month is closed.
type MonthState struct {
	Month  string
	Last   *Decision // the last that was taken; nil if the month was never closed
	Asking *Decision // one asked for since, that awaits a second person
}

// Closed reports whether the month is closed.
func (s MonthState) Closed() bool { return s.Last != nil && s.Last.Close }

// MonthState reads the decisions about a month.
func (db *DB) MonthState(ctx context.Context, month string) (MonthState, error) {
	states, err := monthStates(ctx, db.read)
	return stateOf(states, month), err
}

// MonthState reads the decisions about a month, as the work sees them.
func (w *Work) MonthState(month string) (MonthState, error) {
	states, err := monthStates(w.ctx, w.tx)
	return stateOf(states, month), err
}

func stateOf(states []MonthState, month string) MonthState {
	for _, s := range states {
		if s.Month == month {
			return s
		}
	}
	return MonthState{Month: month}
}

// monthStates reads the state of every month that was ever decided on, in the
// order of the months.
func monthStates(ctx context.Context, from querier) ([]MonthState, error) {
	var all []MonthState
	var month, who, body string
	var at int64
	var broken error
	err := query(ctx, from, "SELECT subject, at, who, body FROM event WHERE kind = ? ORDER BY subject, id", []any{string(EventMonth)}, func() {
		d := Decision{At: time.Unix(at, 0), Who: who}
		if err := json.Unmarshal([]byte(body), &d); err != nil && broken == nil {
			broken = fmt.Errorf("read decision on %s: %w; `immrecon check` tells what was changed", month, err)
		}
		if len(all) == 0 || all[len(all)-1].Month != month {
			all = append(all, MonthState{Month: month})
		}
		all[len(all)-1].take(d)
	}, &month, &at, &who, &body)
	if err != nil {
		return nil, fmt.Errorf("read months: %w", err)
	}
	return all, broken
}

// take adds the next decision.
func (s *MonthState) take(d Decision) {
	if d.Asked {
		s.Asking = &d
		return
	}
	s.Last, s.Asking = &d, nil
}

// closedMonths lists the months that are closed, in their order.
func closedMonths(ctx context.Context, from querier) ([]string, error) {
	states, err := monthStates(ctx, from)
	var closed []string
	for _, s := range states {
		if s.Closed() {
			closed = append(closed, s.Month)
		}
	}
	return closed, err
}

// BillFinal is the instant from which the bill of a month no longer changes:
// day 4 of the next month, 12:00 UTC+8, by which the last of the provider's
// forms of a bill are final (help centre, cost details and split bills).
func BillFinal(month string) (time.Time, error) {
	start, err := startOf(month)
	if err != nil {
		return time.Time{}, err
	}
	return start.AddDate(0, 1, 3).Add(12 * time.Hour), nil
}

// startOf is the first instant of a month in the billing zone.
func startOf(month string) (time.Time, error) {
	start, err := time.ParseInLocation("2006-01", month, billing)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a month such as 2026-03", month)
	}
	return start, nil
}

// spanOf is a month in Unix seconds, [from, to).
func spanOf(month string) (from, to int64, err error) {
	start, err := startOf(month)
	return start.Unix(), start.AddDate(0, 1, 0).Unix(), err
}

// monthAfter is the month that follows.
func monthAfter(month string) (string, error) {
	start, err := startOf(month)
	return start.AddDate(0, 1, 0).Format("2006-01"), err
}
