package claims

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Add adds to a report the claims that were made of its month, and what each month
// up to it came to.
func Add(r db.Reader, report *model.Report) error {
	all, err := All(r)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Month == report.Run.Month {
			report.Claims = append(report.Claims, d)
		}
	}
	if report.Trend, err = trend(r, report.Run.Month, all); err != nil {
		return fmt.Errorf("read what earlier months came to: %w", err)
	}
	return nil
}

// trend is what the latest run of each whole month up to one came to, by month and
// currency.
func trend(r db.Reader, until string, claims []model.Claim) ([]model.MonthSum, error) {
	sums, latest := map[[2]string]*model.MonthSum{}, map[string]int64{}
	var run, from, to int64
	var s model.MonthSum
	err := r.Query(`SELECT id, from_ts, to_ts, month, currency, billed, expected FROM run WHERE month <= ?
		UNION ALL SELECT r.id, r.from_ts, r.to_ts, r.month, o.currency, o.billed, o.expected
		FROM run_statement o JOIN run r ON r.id = o.run_id WHERE o.account = '' AND r.month <= ? ORDER BY 1`, []any{until, until}, func() {
		if first, end, err := model.MonthSpan(s.Month); err != nil || first != from || end != to {
			return
		}
		if latest[s.Month] != run {
			maps.DeleteFunc(sums, func(key [2]string, _ *model.MonthSum) bool { return key[0] == s.Month })
			latest[s.Month] = run
		}
		one := s
		sums[[2]string{s.Month, s.Currency}] = &one
	}, &run, &from, &to, &s.Month, &s.Currency, &s.Billed, &s.Expected)
	if err != nil {
		return nil, err
	}
	for n := range claims {
		d := &claims[n]
		if sum := sums[[2]string{d.Month, d.Currency}]; sum != nil && d.Status != model.ClaimCancelled {
			sum.Claimed, sum.Recovered, sum.Open = sum.Claimed.Add(d.Claimed), sum.Recovered.Add(d.Recovered()), sum.Open.Add(d.Open())
		}
	}
	var all []model.MonthSum
	for _, sum := range sums {
		all = append(all, *sum)
	}
	slices.SortFunc(all, func(a, b model.MonthSum) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
	})
	return all, nil
}
