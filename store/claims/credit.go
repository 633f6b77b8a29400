package claims

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// CreditLines lists the lines of all bills that pay something back for IMM, by
// month, file and line. What the latest run of its month sets aside because
// another export shows the same is left out, and so are forms that are for
// reference only.
func CreditLines(r db.Reader) ([]model.CreditLine, error) {
	taken, err := CreditsTaken(r)
	if err != nil {
		return nil, err
	}
	var all []model.CreditLine
	var c model.CreditLine
	var gross, payable decimal.NullDecimal
	var product, commodity string
	err = r.Query(`SELECT b.identity, s.name, b.line, b.line_id, b.month, b.type, b.item_code, b.item_name, b.instance, b.currency, b.gross, b.payable,
		b.product, b.commodity
		FROM bill_line b JOIN source s ON s.id = b.source_id
		WHERE b.type IN ('refund', 'adjustment') AND b.form <> 'focus'
		  AND NOT EXISTS (SELECT 1 FROM run_line l WHERE l.bill_line_id = b.id AND l.status = 'superseded'
		    AND l.run_id = (SELECT max(id) FROM run WHERE month = b.month))
		ORDER BY b.month, s.name, b.line`, nil, func() {
		c.Amount = gross.Decimal.Neg()
		if c.Amount.IsZero() {
			c.Amount = payable.Decimal.Neg()
		}
		if c.Taken = taken[c.Identity]; c.Amount.IsPositive() && model.IsIMM(product, commodity) {
			all = append(all, c)
		}
	}, &c.Identity, &c.File, &c.Line, &c.ID, &c.Month, &c.Type, &c.ItemCode, &c.ItemName, &c.Instance, &c.Currency, &gross, &payable,
		&product, &commodity)
	if err != nil {
		return nil, fmt.Errorf("read credit lines: %w", err)
	}
	return all, nil
}

// CreditsTaken sums by the identity of bill lines what claims have taken of
// them.
func CreditsTaken(r db.Reader) (map[string]decimal.Decimal, error) {
	taken := map[string]decimal.Decimal{}
	var line string
	var amount decimal.Decimal
	err := r.Query("SELECT bill_line, amount FROM dispute_credit WHERE bill_line <> ''", nil,
		func() { taken[line] = taken[line].Add(amount) }, &line, &amount)
	if err != nil {
		return nil, fmt.Errorf("read what claims have taken: %w", err)
	}
	return taken, nil
}
