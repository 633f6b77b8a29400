package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// DisputeMove is a step in the life of a claim.
type DisputeMove struct {
	To       model.DisputeStatus
	Amount   decimal.NullDecimal // accepted, or credited; not given: all there is
	Line     *model.CreditLine   // where the credit stands, nil where on no imported bill
	FourEyes bool                // submitting takes another person than opening did
	Note     string
}

// MoveDispute takes a claim a step on, if its lifecycle has that step, and
// returns it as it is then.
func (db *DB) MoveDispute(ctx context.Context, id string, move DisputeMove, at time.Time) (*model.Dispute, error) {
	var d *model.Dispute
	err := db.Work(ctx, func(w *Work) (err error) {
		if d, err = readDispute(ctx, w.tx, id); err != nil {
			return err
		}
		return w.moveDispute(d, move, model.Deed{Who: w.who, At: at, Note: move.Note})
	})
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	return d, nil
}

func (w *Work) moveDispute(d *model.Dispute, move DisputeMove, deed model.Deed) error {
	if err := mayBecome(d.Status, move.To); err != nil {
		return err
	}
	facts, err := takeStep(d, move, deed)
	if err != nil {
		return err
	}
	if move.To == model.DisputeCredited {
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
func takeStep(d *model.Dispute, move DisputeMove, deed model.Deed) (disputeFacts, error) {
	facts := disputeFacts{Status: move.To}
	var err error
	switch move.To {
	case model.DisputeSubmitted:
		if move.FourEyes && deed.Who == d.OpenedBy {
			return facts, fmt.Errorf("%s opened it, and four eyes are asked for: another person must submit it (--user)", d.OpenedBy)
		}
		d.SubmittedAt, err = deed.At, move.noAmount()
	case model.DisputeAccepted:
		facts.Amount, err = d.Claimed, move.whole(d.Claimed)
	case model.DisputePartlyAccepted:
		facts.Amount, err = move.part(d.Claimed)
	case model.DisputeCredited:
		facts.Credit, facts.Amount, err = takeCredit(d, move)
	default:
		err = move.noAmount()
	}
	if move.To == model.DisputeAccepted || move.To == model.DisputePartlyAccepted {
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
		return fmt.Errorf("accepted means all of the %s claimed; for less, set it %s --amount A", claimed, model.DisputePartlyAccepted)
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
func (w *Work) saveDispute(d *model.Dispute) error {
	_, err := w.tx.ExecContext(w.ctx, "UPDATE dispute SET status = ?, accepted = ?, submitted_at = ?, changed_at = ? WHERE id = ?",
		string(d.Status), d.Accepted.String(), unixOrZero(d.SubmittedAt), d.ChangedAt.Unix(), d.ID)
	if err == nil && (d.Status == model.DisputeRejected || d.Status == model.DisputeCancelled) {
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
func readDispute(ctx context.Context, from querier, id string) (*model.Dispute, error) {
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
