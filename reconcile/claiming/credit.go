package claiming

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
)

// takeCredit adds what came back to the claim, and says where it stands.
func takeCredit(d *model.Claim, step *Step) (where string, amount decimal.Decimal, err error) {
	c := model.ClaimCredit{Amount: d.Open()}
	if l := step.Line; l != nil {
		c.BillLine, c.Month, c.BillRef = l.Identity, l.Month, l.BillRef
		c.Amount = decimal.Min(c.Amount, l.Left())
		where = l.Place()
	} else if !step.Amount.Valid {
		return "", decimal.Zero, fmt.Errorf("credited needs --line, the bill line that pays it back, or --amount where no bill shows it")
	}
	if step.Amount.Valid {
		c.Amount = step.Amount.Decimal
	}
	switch {
	case !c.Amount.IsPositive():
		return "", c.Amount, fmt.Errorf("a credit of %s is none; open of the claim: %s", c.Amount, d.Open())
	case c.Amount.GreaterThan(d.Open()):
		return "", c.Amount, fmt.Errorf("a credit of %s is more than the %s that is open", c.Amount, d.Open())
	case step.Line != nil && c.Amount.GreaterThan(step.Line.Left()):
		return "", c.Amount, fmt.Errorf("a credit of %s is more than the %s that %s has left; other claims have taken %s", c.Amount, step.Line.Left(), where, step.Line.Taken)
	case step.Line != nil && step.Line.Currency != d.Currency:
		return "", c.Amount, fmt.Errorf("%s pays back %s, and the claim is in %s", where, step.Line.Currency, d.Currency)
	}
	d.Credits = append(d.Credits, c)
	return where, c.Amount, nil
}

// addCredit writes the newest credit of a claim. How much of the line is left is
// read anew: since the caller looked, another claim may have taken from it.
func addCredit(tx *db.Tx, d *model.Claim, line *model.CreditLine) error {
	if line != nil {
		taken, err := claims.CreditsTaken(tx.Reader)
		if err != nil {
			return err
		}
		newest := d.Credits[len(d.Credits)-1].Amount
		if newest.Add(taken[line.Identity]).GreaterThan(line.Amount) {
			return fmt.Errorf("another claim has just taken from %s; look again with `immrecon dispute match`", line.Place())
		}
	}
	return claims.AddCredit(tx, d)
}
