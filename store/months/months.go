package months

import (
	"encoding/json"
	"fmt"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// State reads the decisions about a month.
func State(r db.Reader, month string) (model.MonthState, error) {
	all, err := states(r)
	for _, s := range all {
		if s.Month == month {
			return s, err
		}
	}
	return model.MonthState{Month: month}, err
}

// Closed lists the months that are closed, in their order.
func Closed(r db.Reader) ([]string, error) {
	all, err := states(r)
	var closed []string
	for _, s := range all {
		if s.Closed() {
			closed = append(closed, s.Month)
		}
	}
	return closed, err
}

// states reads the state of every month that was ever decided on, in the order
// of the months. Whether a month is closed stands in the audit log alone.
func states(r db.Reader) ([]model.MonthState, error) {
	var all []model.MonthState
	var month, who, body string
	var at int64
	var broken error
	err := r.Query("SELECT subject, at, who, body FROM event WHERE kind = ? ORDER BY subject, id", []any{string(audit.Month)}, func() {
		d := model.Decision{At: time.Unix(at, 0), Who: who}
		if err := json.Unmarshal([]byte(body), &d); err != nil && broken == nil {
			broken = fmt.Errorf("read decision on %s: %w; `immrecon check` tells what was changed", month, err)
		}
		if len(all) == 0 || all[len(all)-1].Month != month {
			all = append(all, model.MonthState{Month: month})
		}
		all[len(all)-1].Decide(d)
	}, &month, &at, &who, &body)
	if err != nil {
		return nil, fmt.Errorf("read months: %w", err)
	}
	return all, broken
}

// Record puts a decision of the transaction's user into the audit log. What came
// in late for a month that is open again is no longer late.
func Record(tx *db.Tx, month string, d model.Decision) error {
	if !d.Close && !d.Asked {
		if _, err := tx.Exec("DELETE FROM late_source WHERE month = ?", month); err != nil {
			return err
		}
	}
	return audit.Record(tx, audit.Entry{At: d.At, Kind: audit.Month, Subject: month, Facts: d})
}
