package store

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// CreditLines lists the lines of all bills that pay something back for IMM, by
// month, file and line. What the latest run of its month sets aside because
// another export shows the same is left out, and so are forms that are for
// reference only.
func (db *DB) CreditLines(ctx context.Context) ([]model.CreditLine, error) {
	all, err := readCreditLines(ctx, db.read)
	if err != nil {
		return nil, fmt.Errorf("read credit lines: %w", err)
	}
	return all, nil
}

func readCreditLines(ctx context.Context, from querier) ([]model.CreditLine, error) {
	taken, err := creditsTaken(ctx, from)
	if err != nil {
		return nil, err
	}
	var all []model.CreditLine
	var c model.CreditLine
	var gross, payable decimal.NullDecimal
	err = query(ctx, from, `SELECT b.identity, s.name, b.line, b.line_id, b.month, b.type, b.item_code, b.item_name, b.instance, b.currency, b.gross, b.payable
		FROM bill_line b JOIN source s ON s.id = b.source_id
		WHERE b.type IN ('refund', 'adjustment') AND (b.product = 'imm' OR lower(b.commodity) LIKE 'imm%') AND b.form <> 'focus'
		  AND NOT EXISTS (SELECT 1 FROM run_line l WHERE l.bill_line_id = b.id AND l.status LIKE 'superseded%'
		    AND l.run_id = (SELECT max(id) FROM run WHERE month = b.month))
		ORDER BY b.month, s.name, b.line`, nil, func() {
		c.Amount = gross.Decimal.Neg()
		if c.Amount.IsZero() {
			c.Amount = payable.Decimal.Neg()
		}
		if c.Taken = taken[c.Identity]; c.Amount.IsPositive() {
			all = append(all, c)
		}
	}, &c.Identity, &c.File, &c.Line, &c.ID, &c.Month, &c.Type, &c.ItemCode, &c.ItemName, &c.Instance, &c.Currency, &gross, &payable)
	return all, err
}

// creditsTaken sums by bill line what claims have taken.
func creditsTaken(ctx context.Context, from querier) (map[string]decimal.Decimal, error) {
	taken := map[string]decimal.Decimal{}
	var line string
	var amount decimal.Decimal
	err := query(ctx, from, "SELECT bill_line, amount FROM dispute_credit WHERE bill_line <> ''", nil,
		func() { taken[line] = taken[line].Add(amount) }, &line, &amount)
	return taken, err
}

// credit adds what came back to the claim, and says where it stands.
func takeCredit(d *model.Dispute, move DisputeMove) (where string, amount decimal.Decimal, err error) {
	c := model.DisputeCredit{Amount: d.Open()}
	if l := move.Line; l != nil {
		c.BillLine, c.Month, c.BillRef = l.Identity, l.Month, l.BillRef
		c.Amount = decimal.Min(c.Amount, l.Left())
		where = fmt.Sprintf("%s:%d", l.File, l.Line)
	} else if !move.Amount.Valid {
		return "", decimal.Zero, fmt.Errorf("credited needs --line, the bill line that pays it back, or --amount where no bill shows it")
	}
	if move.Amount.Valid {
		c.Amount = move.Amount.Decimal
	}
	switch {
	case !c.Amount.IsPositive():
		return "", c.Amount, fmt.Errorf("a credit of %s is none; open of the claim: %s", c.Amount, d.Open())
	case c.Amount.GreaterThan(d.Open()):
		return "", c.Amount, fmt.Errorf("a credit of %s is more than the %s that is open", c.Amount, d.Open())
	case move.Line != nil && c.Amount.GreaterThan(move.Line.Left()):
		return "", c.Amount, fmt.Errorf("a credit of %s is more than the %s that %s has left; other claims have taken %s", c.Amount, move.Line.Left(), where, move.Line.Taken)
	case move.Line != nil && move.Line.Currency != d.Currency:
		return "", c.Amount, fmt.Errorf("%s pays back %s, and the claim is in %s", where, move.Line.Currency, d.Currency)
	}
	d.Credits = append(d.Credits, c)
	return where, c.Amount, nil
}

// saveCredit writes the newest credit of a claim. How much of the line is left
// is read anew: since the caller looked, another claim may have taken from it.
func (w *Work) saveCredit(d *model.Dispute, line *model.CreditLine) error {
	c := d.Credits[len(d.Credits)-1]
	if line != nil {
		taken, err := creditsTaken(w.ctx, w.tx)
		if err != nil {
			return err
		}
		if c.Amount.Add(taken[c.BillLine]).GreaterThan(line.Amount) {
			return fmt.Errorf("another claim has just taken from %s:%d; look again with `immrecon dispute match`", line.File, line.Line)
		}
	}
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO dispute_credit (dispute_id, ordinal, bill_line, month, file, line, line_id, amount)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, d.ID, len(d.Credits), c.BillLine, c.Month, c.File, c.Line, c.ID, c.Amount.String())
	return err
}
