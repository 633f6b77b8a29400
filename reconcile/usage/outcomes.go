package usage

import (
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
)

// ClassOutcomes gives every status and error code that occurs its class, so
// that SQL can join on what meter decides.
func (c *Charger) ClassOutcomes() error {
	type end struct {
		status int
		code   string
	}
	var ends []end
	var e end
	err := c.tx.Query(sql.Query("usage.ends"), nil,
		func() { ends = append(ends, e) }, &e.status, &e.code)
	if err != nil {
		return fmt.Errorf("read outcomes: %w", err)
	}
	rows := c.tx.Insert("outcome", "status", "error_code", "class")
	for _, e := range ends {
		if err := rows.Add(int64(e.status), e.code, string(meter.Outcome(e.status, e.code))); err != nil {
			return err
		}
	}
	return rows.Flush()
}
