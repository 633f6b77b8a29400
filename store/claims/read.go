package claims

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// errNone says that a claim is not there.
var errNone = errors.New("there is no such claim; `immrecon dispute list` lists them")

// Read reads one claim in full.
func Read(r db.Reader, id string) (*model.Claim, error) {
	all, err := read(r, id)
	if err == nil && len(all) == 0 {
		err = errNone
	}
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	return &all[0], nil
}

// All reads all claims, by month and number.
func All(r db.Reader) ([]model.Claim, error) {
	all, err := read(r, "")
	if err != nil {
		return nil, fmt.Errorf("read claims: %w", err)
	}
	return all, nil
}

// read reads one claim, or all where id is empty. Numbers beyond 99 are longer:
// the length keeps them in order.
func read(r db.Reader, id string) ([]model.Claim, error) {
	var all []model.Claim
	var d model.Claim
	var opened, submitted, changed int64
	var orphan string
	err := r.Query(`SELECT d.id, d.run_id, coalesce(r.name, ''), d.month, d.cause, d.item, d.project, d.currency, d.claimed, d.accepted, d.status,
		d.opened_by, d.opened_at, d.submitted_at, d.changed_at
		FROM dispute d LEFT JOIN run r ON r.id = d.run_id WHERE ? IN (d.id, '') ORDER BY d.month, length(d.id), d.id`, []any{id}, func() {
		d.OpenedAt, d.SubmittedAt, d.ChangedAt = time.Unix(opened, 0), time.Time{}, time.Unix(changed, 0)
		if submitted > 0 {
			d.SubmittedAt = time.Unix(submitted, 0)
		}
		if d.Run == "" {
			orphan = d.ID
		}
		all = append(all, d)
	}, &d.ID, &d.RunID, &d.Run, &d.Month, &d.Cause, &d.Item, &d.Project, &d.Currency, &d.Claimed, &d.Accepted, &d.Status,
		&d.OpenedBy, &opened, &submitted, &changed)
	if err != nil {
		return nil, err
	}
	if orphan != "" {
		return nil, model.Changed("the run of claim %s is not there", orphan)
	}
	byID := map[string]*model.Claim{}
	for n := range all {
		byID[all[n].ID] = &all[n]
	}
	if err := readFindings(r, id, byID); err != nil {
		return nil, err
	}
	return all, readCredits(r, id, byID)
}

func readFindings(r db.Reader, id string, byID map[string]*model.Claim) error {
	var claim string
	var f model.ClaimedFinding
	return r.Query(`SELECT h.dispute_id, h.finding, h.amount, f.payable
		FROM dispute_finding h JOIN dispute d ON d.id = h.dispute_id LEFT JOIN finding f ON f.run_id = d.run_id AND f.id = h.finding
		WHERE ? IN (h.dispute_id, '') ORDER BY h.finding`, []any{id}, func() {
		if d := byID[claim]; d != nil {
			d.Findings = append(d.Findings, f)
		}
	}, &claim, &f.ID, &f.Amount, &f.Payable)
}

func readCredits(r db.Reader, id string, byID map[string]*model.Claim) error {
	var claim string
	var c model.ClaimCredit
	return r.Query(`SELECT dispute_id, bill_line, month, file, line, line_id, amount FROM dispute_credit
		WHERE ? IN (dispute_id, '') ORDER BY dispute_id, ordinal`, []any{id}, func() {
		if d := byID[claim]; d != nil {
			d.Credits = append(d.Credits, c)
		}
	}, &claim, &c.BillLine, &c.Month, &c.File, &c.Line, &c.ID, &c.Amount)
}

// History reads who did what to a claim, oldest first.
func History(r db.Reader, id string) ([]model.ClaimChange, error) {
	events, err := audit.Events(r, audit.Claimed, id)
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", id, err)
	}
	history := make([]model.ClaimChange, len(events))
	for n, e := range events {
		var facts Facts
		if err := json.Unmarshal(e.Body, &facts); err != nil {
			return nil, fmt.Errorf("claim %s: event %d cannot be read: %w; `immrecon check` looks at the whole log", id, e.ID, err)
		}
		history[n] = model.ClaimChange{Who: e.Who, At: e.At, Note: facts.Note, Status: facts.Status, Amount: facts.Amount, Credit: facts.Credit}
	}
	return history, nil
}
