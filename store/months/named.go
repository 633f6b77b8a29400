package months

import (
	"fmt"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Named lists the months that there is something of: a bill with a line of media
// management, a run or a decision. They are in their order. Files of older versions of
// the program tell what they have by their lines alone.
func Named(r db.Reader) ([]string, error) {
	var all []string
	var month string
	err := r.Query(`SELECT month FROM (
			SELECT month FROM run
			UNION SELECT month FROM bill_product WHERE product = ?
			UNION SELECT month FROM bill_line WHERE product = ? AND source_id NOT IN (SELECT source_id FROM bill_product)
			UNION SELECT subject FROM event WHERE kind = ?) named
		WHERE month <> '' ORDER BY month`, []any{model.ProductIMM, model.ProductIMM, string(audit.Month)}, func() { all = append(all, month) }, &month)
	if err != nil {
		return nil, fmt.Errorf("list months: %w", err)
	}
	return all, nil
}
