package claiming

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Step is a step in the life of a claim.
type Step struct {
	To       model.ClaimStatus
	Amount   decimal.NullDecimal // accepted, or credited; not given: all there is
	Payable  bool                // Amount is of what was paid, not of list prices
	Line     *model.CreditLine   // where the credit stands, nil where on no imported bill
	FourEyes bool                // submitting takes another person than opening did
	Note     string
}

// Move takes a claim a step on, if its lifecycle has that step, and returns it
// as it is then.
func Move(ctx context.Context, d *db.DB, id string, step Step, at time.Time) (claim *model.Claim, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		if claim, err = claims.Read(tx.Reader, id); err != nil {
			return err
		}
		if err := move(tx, claim, step, at); err != nil {
			return fmt.Errorf("claim %s: %w", id, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return claim, nil
}

func move(tx *db.Tx, claim *model.Claim, step Step, at time.Time) error {
	if err := mayBecome(claim.Status, step.To); err != nil {
		return err
	}
	if err := step.toList(claim); err != nil {
		return err
	}
	facts, err := step.apply(claim, tx.User, at)
	if err != nil {
		return err
	}
	if step.To == model.ClaimCredited {
		if err := addCredit(tx, claim, step.Line); err != nil {
			return err
		}
	}
	claim.Status, claim.ChangedAt = step.To, at
	if err := claims.Update(tx, claim); err != nil {
		return err
	}
	if step.To == model.ClaimRejected || step.To == model.ClaimCancelled {
		if err := claims.Release(tx, claim.ID); err != nil {
			return err
		}
	}
	return claims.Record(tx, claim.ID, at, facts)
}

// toList turns an amount of what was paid into the list amount, which a claim counts
// in. All that was paid of what is open is all that is open, to the last digit.
func (s *Step) toList(d *model.Claim) error {
	if !s.Payable || !s.Amount.Valid {
		return nil
	}
	if open := d.PayableOf(d.Open()); open.Valid && open.Decimal.Equal(s.Amount.Decimal) {
		s.Amount.Decimal = d.Open()
		return nil
	}
	amount := d.ListOf(s.Amount.Decimal)
	if !amount.Valid {
		return fmt.Errorf("run %s does not say what was paid of it; give the amount at list prices, without --payable", d.Run)
	}
	s.Amount = amount
	return nil
}

// apply puts into the claim what the step brings, and says it for the record.
func (s *Step) apply(d *model.Claim, who string, at time.Time) (claims.Facts, error) {
	facts := claims.Facts{Status: s.To, Note: s.Note}
	var err error
	switch s.To {
	case model.ClaimSubmitted:
		if s.FourEyes && who == d.OpenedBy {
			return facts, fmt.Errorf("%s opened it, and four eyes are asked for: another person must submit it (--user)", d.OpenedBy)
		}
		d.SubmittedAt, err = at, s.noAmount()
	case model.ClaimAccepted:
		facts.Amount, err = d.Claimed, s.whole(d.Claimed)
	case model.ClaimPartlyAccepted:
		facts.Amount, err = s.part(d.Claimed)
	case model.ClaimCredited:
		facts.Credit, facts.Amount, err = takeCredit(d, s)
	default:
		err = s.noAmount()
	}
	if s.To == model.ClaimAccepted || s.To == model.ClaimPartlyAccepted {
		d.Accepted = facts.Amount
	}
	return facts, err
}

func (s *Step) noAmount() error {
	if s.Amount.Valid || s.Line != nil {
		return fmt.Errorf("%s takes neither an amount nor a bill line", s.To)
	}
	return nil
}

func (s *Step) whole(claimed decimal.Decimal) error {
	if s.Line != nil || s.Amount.Valid && !s.Amount.Decimal.Equal(claimed) {
		return fmt.Errorf("accepted means all of the %s claimed; for less, set it %s --amount A", claimed, model.ClaimPartlyAccepted)
	}
	return nil
}

func (s *Step) part(claimed decimal.Decimal) (decimal.Decimal, error) {
	a := s.Amount.Decimal
	if s.Line != nil || !s.Amount.Valid || !a.IsPositive() || !a.LessThan(claimed) {
		return a, fmt.Errorf("%s needs --amount, what was accepted of the %s claimed: more than nothing, less than all", s.To, claimed)
	}
	return a, nil
}
