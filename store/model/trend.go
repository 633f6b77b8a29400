package model

import "github.com/shopspring/decimal"

// MonthSum is what the latest run of a whole month came to in one currency, with
// the claims that were made of it. Amounts are list amounts.
type MonthSum struct {
	Month, Currency  string
	Billed, Expected decimal.Decimal
	Claimed          decimal.Decimal // of claims that were not cancelled
	Recovered, Open  decimal.Decimal // of these: what came back, and what still may
}

// ClaimsByFinding finds the claim that each finding is claimed in. Of one that was
// claimed again after its claim had been cancelled it is the later.
func (r *Report) ClaimsByFinding() map[string]*Claim {
	all := map[string]*Claim{}
	for n := range r.Claims {
		d := &r.Claims[n]
		for _, f := range d.Findings {
			if before := all[f.ID]; before == nil || before.Status == ClaimCancelled || d.Status != ClaimCancelled {
				all[f.ID] = d
			}
		}
	}
	return all
}
