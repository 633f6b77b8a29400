package claiming

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/sample"
	"immrecon/store/model"
)

// Sample draws a monetary-unit sample of size hits of the records behind a claim.
func Sample(c *model.ClaimContent, size int, seed uint64) (*model.ClaimSample, error) {
	var values []decimal.Decimal
	var picks []model.SamplePick
	for n := range c.Findings {
		f := &c.Findings[n]
		values = append(values, billedValues(f)...)
		for m := range f.Usage {
			picks = append(picks, model.SamplePick{Finding: f.ID, Record: len(picks) + 1, Usage: &f.Usage[m]})
		}
	}
	drawn, err := sample.Draw(values, size, seed)
	if err != nil {
		return nil, err
	}
	s := &model.ClaimSample{Size: drawn.Size, Seed: drawn.Seed, Records: drawn.Records, Total: drawn.Total, Interval: drawn.Interval, Start: drawn.Start}
	for _, hit := range drawn.Picks {
		pick := picks[hit.Record]
		pick.Value, pick.Through, pick.Hits = values[hit.Record], hit.Through, hit.Hits
		s.Picks = append(s.Picks, pick)
	}
	return s, nil
}

// billedValues are what the records behind a finding are worth to a sample:
// each its share, by quantity, of what the cell was billed, to 16 decimals.
// Where no record tells its quantity, as those of usage that belongs under
// another item do not, all have the same share.
func billedValues(f *model.ProvenFinding) []decimal.Decimal {
	var all int64
	for _, u := range f.Usage {
		all += u.Quantity
	}
	values := make([]decimal.Decimal, len(f.Usage))
	for n, u := range f.Usage {
		part, whole := u.Quantity, all
		if all == 0 {
			part, whole = 1, int64(len(f.Usage))
		}
		values[n] = f.Billed.Amount.Mul(decimal.NewFromInt(part)).DivRound(decimal.NewFromInt(whole), 16)
	}
	return values
}
