package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Dispute reads one claim in full.
func (db *DB) Dispute(ctx context.Context, id string) (*model.Dispute, error) {
	d, err := readDispute(ctx, db.read, id)
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	return d, nil
}

// Disputes reads all claims, by month and number.
func (db *DB) Disputes(ctx context.Context) ([]model.Dispute, error) {
	all, err := readDisputes(ctx, db.read, "")
	if err != nil {
		return nil, fmt.Errorf("read claims: %w", err)
	}
	return all, nil
}

// readDisputes reads one claim, or all where id is empty. Numbers beyond 99
// are longer: the length keeps them in order.
func readDisputes(ctx context.Context, from querier, id string) ([]model.Dispute, error) {
	var all []model.Dispute
	var d model.Dispute
	var opened, submitted, changed int64
	err := query(ctx, from, `SELECT d.id, d.run_id, r.name, d.month, d.cause, d.item, d.project, d.currency, d.claimed, d.accepted, d.status,
		d.opened_by, d.opened_at, d.submitted_at, d.changed_at
		FROM dispute d JOIN run r ON r.id = d.run_id WHERE ? IN (d.id, '') ORDER BY d.month, length(d.id), d.id`, []any{id}, func() {
		d.OpenedAt, d.SubmittedAt, d.ChangedAt = time.Unix(opened, 0), time.Time{}, time.Unix(changed, 0)
		if submitted > 0 {
			d.SubmittedAt = time.Unix(submitted, 0)
		}
		all = append(all, d)
	}, &d.ID, &d.RunID, &d.Run, &d.Month, &d.Cause, &d.Item, &d.Project, &d.Currency, &d.Claimed, &d.Accepted, &d.Status,
		&d.OpenedBy, &opened, &submitted, &changed)
	if err != nil {
		return nil, err
	}
	at := map[string]*model.Dispute{}
	for n := range all {
		at[all[n].ID] = &all[n]
	}
	if err := readDisputedFindings(ctx, from, id, at); err != nil {
		return nil, err
	}
	return all, readDisputeCredits(ctx, from, id, at)
}

func readDisputedFindings(ctx context.Context, from querier, id string, at map[string]*model.Dispute) error {
	var claim string
	var f model.DisputedFinding
	return query(ctx, from, "SELECT dispute_id, finding, amount FROM dispute_finding WHERE ? IN (dispute_id, '') ORDER BY finding", []any{id},
		func() { at[claim].Findings = append(at[claim].Findings, f) }, &claim, &f.ID, &f.Amount)
}

func readDisputeCredits(ctx context.Context, from querier, id string, at map[string]*model.Dispute) error {
	var claim string
	var c model.DisputeCredit
	return query(ctx, from, `SELECT dispute_id, bill_line, month, file, line, line_id, amount FROM dispute_credit
		WHERE ? IN (dispute_id, '') ORDER BY dispute_id, ordinal`, []any{id},
		func() { at[claim].Credits = append(at[claim].Credits, c) },
		&claim, &c.BillLine, &c.Month, &c.File, &c.Line, &c.ID, &c.Amount)
}

// disputeFacts is the body of the event that a change of a claim is.
type disputeFacts struct {
	Status   model.DisputeStatus     `json:"status"`
	Amount   decimal.Decimal         `json:"amount"` // claimed, accepted or credited by this change
	Credit   string                  `json:"credit,omitempty"`
	Note     string                  `json:"note,omitempty"`
	Run      string                  `json:"run,omitempty"`      // whose findings are claimed
	Findings []model.DisputedFinding `json:"findings,omitempty"` // what is claimed for each
}

func (w *Work) recordDispute(d *model.Dispute, deed model.Deed, facts disputeFacts) error {
	facts.Note = deed.Note
	return w.Record(deed.At, deed.Who, EventDispute, d.ID, facts)
}

// DisputeHistory reads who did what to a claim, oldest first.
func (db *DB) DisputeHistory(ctx context.Context, id string) ([]model.DisputeChange, error) {
	events, err := db.Events(ctx, EventDispute, id)
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	history := make([]model.DisputeChange, len(events))
	for n, e := range events {
		var facts disputeFacts
		if err := json.Unmarshal(e.Body, &facts); err != nil {
			return nil, fmt.Errorf("claim %s: event %d cannot be read: %w; `immrecon check` looks at the whole log", id, e.ID, err)
		}
		history[n] = model.DisputeChange{Deed: model.Deed{Who: e.Who, At: e.At, Note: facts.Note}, Status: facts.Status, Amount: facts.Amount, Credit: facts.Credit}
	}
	return history, nil
}
