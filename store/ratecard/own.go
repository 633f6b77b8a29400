package ratecard

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Own reads the prices that a user imported: one list a source, oldest
// import first, so that a later list can override the earlier ones.
func Own(r db.Reader) ([][]model.Price, error) {
	var lists [][]model.Price
	var p model.Price
	var source, last int64
	err := r.Query(`SELECT source_id, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source
		FROM own_price ORDER BY source_id, line`, nil, func() {
		if source != last {
			lists, last = append(lists, nil), source
		}
		lists[len(lists)-1] = append(lists[len(lists)-1], p)
	}, &source, &p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source)
	if err != nil {
		return nil, fmt.Errorf("read own prices: %w", err)
	}
	return lists, nil
}
