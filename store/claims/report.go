package claims

import (
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Add adds to a report the claims that were made of its month, and what each month
// up to it came to, with what was claimed of it. Claims that were cancelled do not
// count.
func Add(r db.Reader, report *model.Report) error {
	all, err := All(r)
	if err != nil {
		return err
	}
	if report.Trend, err = runs.MonthSums(r, report.Run.Month); err != nil {
		return err
	}
	sums := map[[2]string]*model.MonthSum{}
	for n := range report.Trend {
		s := &report.Trend[n]
		sums[[2]string{s.Month, s.Currency}] = s
	}
	for _, d := range all {
		if d.Month == report.Run.Month {
			report.Claims = append(report.Claims, d)
		}
		if s := sums[[2]string{d.Month, d.Currency}]; s != nil && d.Status != model.ClaimCancelled {
			s.Claimed, s.Recovered, s.Open = s.Claimed.Add(d.Claimed), s.Recovered.Add(d.Recovered()), s.Open.Add(d.Open())
		}
	}
	return nil
}
