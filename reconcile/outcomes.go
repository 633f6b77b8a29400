package reconcile

import (
	"fmt"

	"immrecon/reconcile/meter"
)

// classOutcomes gives every status and error code that occurs its class, so
// that SQL can join on what meter decides. The calls are those of all time: a
// call that completes within the period may have its answer from before it.
func (w *reconciler) classOutcomes() error {
	type end struct {
		status int
		code   string
	}
	var ends []end
	var e end
	err := w.tx.Query(`SELECT DISTINCT status, '' FROM request
		UNION SELECT DISTINCT status, error_code FROM api_call`, nil,
		func() { ends = append(ends, e) }, &e.status, &e.code)
	if err != nil {
		return fmt.Errorf("read outcomes: %w", err)
	}
	rows := w.tx.Insert("outcome", "status", "error_code", "class")
	for _, e := range ends {
		if err := rows.Add(int64(e.status), e.code, string(meter.Outcome(e.status, e.code))); err != nil {
			return err
		}
	}
	return rows.Flush()
}
