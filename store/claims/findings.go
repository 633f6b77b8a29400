package claims

import (
	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Held is a finding that a claim holds, with what it asks for it.
type Held struct {
	Claim   string
	Finding model.Finding // its place and currency
	Amount  decimal.Decimal
}

// AllHeld lists the findings of a month that claims hold which have not come to
// nothing.
func AllHeld(r db.Reader, month string) ([]Held, error) {
	var all []Held
	var h Held
	f := &h.Finding
	err := r.Query(`SELECT h.dispute_id, h.finding, h.amount, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, c.currency
		FROM dispute_finding h JOIN dispute d ON d.id = h.dispute_id
		JOIN finding f ON f.run_id = d.run_id AND f.id = h.finding
		JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id
		WHERE d.month = ? AND h.held = 1`, []any{month}, func() { all = append(all, h) },
		&h.Claim, &f.ID, &h.Amount, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Currency)
	return all, err
}

// Overcharged lists the findings of a run that say overcharged for a cause, by
// item, currency and id; of one item and project where these are not empty.
func Overcharged(r db.Reader, run int64, cause model.Cause, item, project string) ([]model.Finding, error) {
	var all []model.Finding
	var f model.Finding
	err := r.Query(`SELECT f.id, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, c.currency, c.billed_amount, f.difference_amount, f.payable
		FROM finding f JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id
		WHERE f.run_id = ? AND f.verdict = ? AND f.cause = ? AND ? IN (c.item, '') AND ? IN (c.project, '')
		ORDER BY c.item, c.currency, f.id`,
		[]any{run, string(model.Overcharged), string(cause), item, project}, func() { all = append(all, f) },
		&f.ID, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Currency, &f.Billed.Amount, &f.Difference.Amount, &f.Payable)
	return all, err
}
