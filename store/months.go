package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"immrecon/store/model"
)

// MonthState reads the decisions about a month.
func (db *DB) MonthState(ctx context.Context, month string) (model.MonthState, error) {
	states, err := monthStates(ctx, db.read)
	return stateOf(states, month), err
}

// MonthState reads the decisions about a month, as the work sees them.
func (w *Work) MonthState(month string) (model.MonthState, error) {
	states, err := monthStates(w.ctx, w.tx)
	return stateOf(states, month), err
}

func stateOf(states []model.MonthState, month string) model.MonthState {
	for _, s := range states {
		if s.Month == month {
			return s
		}
	}
	return model.MonthState{Month: month}
}

// monthStates reads the state of every month that was ever decided on, in the
// order of the months.
func monthStates(ctx context.Context, from querier) ([]model.MonthState, error) {
	var all []model.MonthState
	var month, who, body string
	var at int64
	var broken error
	err := query(ctx, from, "SELECT subject, at, who, body FROM event WHERE kind = ? ORDER BY subject, id", []any{string(EventMonth)}, func() {
		d := model.Decision{At: time.Unix(at, 0), Who: who}
		if err := json.Unmarshal([]byte(body), &d); err != nil && broken == nil {
			broken = fmt.Errorf("read decision on %s: %w; `immrecon check` tells what was changed", month, err)
		}
		if len(all) == 0 || all[len(all)-1].Month != month {
			all = append(all, model.MonthState{Month: month})
		}
		all[len(all)-1].Take(d)
	}, &month, &at, &who, &body)
	if err != nil {
		return nil, fmt.Errorf("read months: %w", err)
	}
	return all, broken
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
