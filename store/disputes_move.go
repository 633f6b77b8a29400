package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// DisputeMove is a step in the life of a claim.
type DisputeMove struct {
	To       DisputeStatus
	Amount   decimal.NullDecimal // accepted, or credited; not given: all there is
	Line     *CreditLine         // where the credit stands, nil where on no imported bill
	FourEyes bool                // submitting takes another person than opening did
	Note     string
}

// MoveDispute takes a claim a step on, if its lifecycle has that step, and
// returns it as it is then.
func (db *DB) MoveDispute(ctx context.Context, id string, move DisputeMove, at time.Time) (*Dispute, error) {
	var d *Dispute
	err := db.Work(ctx, func(w *Work) (err error) {
		if d, err = readDispute(ctx, w.tx, id); err != nil {
			return err
		}
		return w.moveDispute(d, move, Deed{w.who, at, move.Note})
	})
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	return d, nil
}

func (w *Work) moveDispute(d *Dispute, move DisputeMove, deed Deed) error {
	if err := d.Status.mayBecome(move.To); err != nil {
		return err
	}
	facts, err := d.take(move, deed)
	if err != nil {
		return err
	}
	if move.To == DisputeCredited {
		if err := w.saveCredit(d, move.Line); err != nil {
			return err
		}
	}
	d.Status, d.ChangedAt = move.To, deed.At
	if err := w.saveDispute(d); err != nil {
		return err
	}
	return w.recordDispute(d, deed, facts)
}

// take puts into the claim what a step brings, and says it for the record.
func (d *Dispute) take(move DisputeMove, deed Deed) (disputeFacts, error) {
	facts := disputeFacts{Status: move.To}
	var err error
	switch move.To {
	case DisputeSubmitted:
		if move.FourEyes && deed.Who == d.OpenedBy {
			return facts, fmt.Errorf("%s opened it, and four eyes are asked for: another person must submit it (--user)", d.OpenedBy)
		}
		d.SubmittedAt, err = deed.At, move.noAmount()
	case DisputeAccepted:
		facts.Amount, err = d.Claimed, move.whole(d.Claimed)
	case DisputePartlyAccepted:
		facts.Amount, err = move.part(d.Claimed)
	case DisputeCredited:
		facts.Credit, facts.Amount, err = d.credit(move)
	default:
		err = move.noAmount()
	}
	if move.To == DisputeAccepted || move.To == DisputePartlyAccepted {
		d.Accepted = facts.Amount
	}
	return facts, err
}

func (m *DisputeMove) noAmount() error {
	if m.Amount.Valid || m.Line != nil {
		return fmt.Errorf("%s takes neither an amount nor a bill line", m.To)
	}
	return nil
}

func (m *DisputeMove) whole(claimed decimal.Decimal) error {
	if m.Line != nil || m.Amount.Valid && !m.Amount.Decimal.Equal(claimed) {
		return fmt.Errorf("accepted means all of the %s claimed; for less, set it %s --amount A", claimed, DisputePartlyAccepted)
	}
	return nil
}

func (m *DisputeMove) part(claimed decimal.Decimal) (decimal.Decimal, error) {
	a := m.Amount.Decimal
	if m.Line != nil || !m.Amount.Valid || !a.IsPositive() || !a.LessThan(claimed) {
		return a, fmt.Errorf("%s needs --amount, what was accepted of the %s claimed: more than nothing, less than all", m.To, claimed)
	}
	return a, nil
}

// saveDispute writes what a step may change. A claim that came to nothing lets
// its findings go.
func (w *Work) saveDispute(d *Dispute) error {
	_, err := w.tx.ExecContext(w.ctx, "UPDATE dispute SET status = ?, accepted = ?, submitted_at = ?, changed_at = ? WHERE id = ?",
		string(d.Status), d.Accepted.String(), unixOrZero(d.SubmittedAt), d.ChangedAt.Unix(), d.ID)
	if err == nil && (d.Status == DisputeRejected || d.Status == DisputeCancelled) {
		_, err = w.tx.ExecContext(w.ctx, "UPDATE dispute_finding SET held = 0 WHERE dispute_id = ?", d.ID)
	}
	return err
}

func unixOrZero(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.Unix()
}

// readDispute reads one claim in full.
func readDispute(ctx context.Context, from querier, id string) (*Dispute, error) {
	all, err := readDisputes(ctx, from, id)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errNoDispute
	}
	return &all[0], nil
}

var errNoDispute = errors.New("there is no such claim; `immrecon dispute list` lists them")
