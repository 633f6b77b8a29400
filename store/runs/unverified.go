package runs

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Unverified sums by currency what a run could not verify, whichever way: list amounts,
// never netted.
func Unverified(r db.Reader, run int64) (map[string]decimal.Decimal, error) {
	sums := map[string]decimal.Decimal{}
	var currency string
	var amount decimal.Decimal
	err := r.Query(`SELECT c.currency, f.difference_amount FROM finding f JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id
		WHERE f.run_id = ? AND f.verdict = ?`, []any{run, string(model.Unverifiable)},
		func() { sums[currency] = sums[currency].Add(amount.Abs()) }, &currency, &amount)
	if err != nil {
		return nil, fmt.Errorf("read what run %d could not verify: %w", run, err)
	}
	return sums, nil
}
