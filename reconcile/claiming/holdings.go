package claiming

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/db"
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

// readHoldings reads what claims of a month hold that have not come to nothing.
func readHoldings(r db.Reader, month string) (*holdings, error) {
	all, err := claims.AllHeld(r, month)
	if err != nil {
		return nil, err
	}
	h := &holdings{claim: map[string]string{}, amount: map[cellPlace]decimal.Decimal{}}
	for _, held := range all {
		place := placeOf(&held.Finding)
		h.claim[held.Finding.ID] = held.Claim
		h.amount[place] = h.amount[place].Add(held.Amount)
	}
	return h, nil
}

// split tells findings that no claim holds from those that one does, which are
// named with it.
func (h *holdings) split(findings []model.Finding) (free []model.Finding, taken []string) {
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
