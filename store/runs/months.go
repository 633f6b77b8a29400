package runs

import (
	"cmp"
	"fmt"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
)

// MonthSums are what the latest run of each whole month up to one came to, by month
// and currency.
func MonthSums(r db.Reader, until string) ([]model.MonthSum, error) {
	var all []model.MonthSum
	latest := map[string]int64{}
	var run, from, to int64
	var s model.MonthSum
	err := r.Query(`SELECT id, from_ts, to_ts, month, currency, billed, expected FROM run WHERE month <= ?
		UNION ALL SELECT r.id, r.from_ts, r.to_ts, r.month, o.currency, o.billed, o.expected
		FROM run_statement o JOIN run r ON r.id = o.run_id WHERE o.account = '' AND r.month <= ? ORDER BY 1`, []any{until, until}, func() {
		if first, end, err := model.MonthSpan(s.Month); err != nil || first != from || end != to {
			return
		}
		if latest[s.Month] != run {
			all = slices.DeleteFunc(all, func(earlier model.MonthSum) bool { return earlier.Month == s.Month })
			latest[s.Month] = run
		}
		all = append(all, s)
	}, &run, &from, &to, &s.Month, &s.Currency, &s.Billed, &s.Expected)
	if err != nil {
		return nil, fmt.Errorf("read what the months up to %s came to: %w", until, err)
	}
	slices.SortFunc(all, func(a, b model.MonthSum) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
	})
	return all, nil
}
