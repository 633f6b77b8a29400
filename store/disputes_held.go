package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// holdings are what the claims of a month hold: which finding is in which
// claim, and how much of each cell's bill is claimed, for whatever cause.
type holdings struct {
	claim  map[string]string
	amount map[cellPlace]decimal.Decimal
}

// cellPlace says which cell it is, in whatever run: cells are numbered anew by
// each.
type cellPlace struct {
	project, region, item, tier string
	from, to                    int64
	currency                    string
}

func placeOf(f *model.Finding) cellPlace {
	return cellPlace{f.Project, f.Region, f.Item, f.Tier, f.From, f.To, f.Currency}
}

// holdings reads what is held by claims that have not come to nothing.
func (w *Work) holdings(month string) (*holdings, error) {
	h := &holdings{claim: map[string]string{}, amount: map[cellPlace]decimal.Decimal{}}
	var f model.Finding
	var claim string
	var amount decimal.Decimal
	err := w.Query(`SELECT h.dispute_id, h.finding, h.amount, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, c.currency
		FROM dispute_finding h JOIN dispute d ON d.id = h.dispute_id
		JOIN finding f ON f.run_id = d.run_id AND f.id = h.finding
		JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id
		WHERE d.month = ? AND h.held = 1`, []any{month}, func() {
		h.claim[f.ID] = claim
		h.amount[placeOf(&f)] = h.amount[placeOf(&f)].Add(amount)
	}, &claim, &f.ID, &amount, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Currency)
	return h, err
}

// sift tells findings that no claim holds from those that one does, which are
// named with it.
func (h *holdings) sift(findings []model.Finding) (free []model.Finding, taken []string) {
	for _, f := range findings {
		if claim := h.claim[f.ID]; claim != "" {
			taken = append(taken, f.ID+" in "+claim)
			continue
		}
		free = append(free, f)
	}
	return free, taken
}

// exceeded refuses findings that, with what is claimed already of the same
// cell, ask for more than the cell was billed.
func (h *holdings) exceeded(findings []model.Finding) error {
	for _, f := range findings {
		claimed := h.amount[placeOf(&f)].Add(f.Difference.Amount)
		if claimed.GreaterThan(f.Billed.Amount) {
			return fmt.Errorf("with finding %s, %s %s would be claimed of a cell that was billed %s; cancel the claim that holds the rest of it",
				f.ID, claimed, f.Currency, f.Billed.Amount)
		}
	}
	return nil
}
