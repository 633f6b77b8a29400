package runs

import (
	"database/sql/driver"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// saveUsage saves the usage of the cells that have findings, and its kinds.
func (s *saver) saveUsage(r *Result) error {
	kinds := s.tx.Insert("run_kind", "run_id", "id", "item", "tier", "operation", "channel", "class", "billable")
	for _, k := range r.Kinds {
		if err := kinds.Add(r.Run.ID, k.ID, k.Item, k.Tier, k.Operation, k.Channel, k.Class, truth(k.Billable)); err != nil {
			return err
		}
	}
	if err := kinds.Flush(); err != nil {
		return err
	}
	rows := s.tx.Insert("cell_usage", "run_id", "cell_id", "hour", "kind_id", "quantity", "records")
	for _, u := range r.Usage {
		if err := rows.Add(r.Run.ID, u.CellID, u.Hour, u.KindID, u.Quantity, u.Records); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// savePrices saves the prices of the run, in their order.
func (s *saver) savePrices(r *Result) error {
	rows := s.tx.Insert("run_price", "run_id", "ordinal", "layer", "site", "currency", "item", "operation", "tier", "price", "per", "unit",
		"from_ts", "to_ts", "basis", "source")
	for n, p := range r.Prices {
		err := rows.Add(r.Run.ID, int64(n+1), p.Layer, p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), p.Per, p.Unit,
			p.From, p.To, p.Basis, p.Source)
		if err != nil {
			return err
		}
	}
	return rows.Flush()
}

// Prices reads the prices that were in force during the month of a run, of the
// items that occur, each of the catalogue's before the company's own that
// override it.
func Prices(r db.Reader, run int64) ([]model.RunPrice, error) {
	var all []model.RunPrice
	var p model.RunPrice
	err := r.Query(`SELECT layer, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source
		FROM run_price WHERE run_id = ? ORDER BY ordinal`, []any{run}, func() { all = append(all, p) },
		&p.Layer, &p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source)
	return all, err
}

// saveWeboffice saves how Weboffice was used.
func (s *saver) saveWeboffice(r *Result) error {
	rows := s.tx.Insert("run_weboffice", "run_id", "project", "region", "item", "currency", "created_at", "rule", "openings", "calls",
		"billed_quantity", "billed_amount", "expected_quantity", "expected_amount", "by_openings", "by_calls")
	for _, u := range r.Weboffice {
		err := rows.Add(r.Run.ID, u.Project, u.Region, u.Item, u.Currency, u.CreatedAt, string(u.Rule), u.Openings, u.Calls,
			u.Billed.Quantity, u.Billed.Amount.String(), u.Expected.Quantity, u.Expected.Amount.String(), orNull(u.ByOpenings), orNull(u.ByCalls))
		if err != nil {
			return err
		}
	}
	return rows.Flush()
}

func orNull(d decimal.NullDecimal) driver.Value {
	if !d.Valid {
		return nil
	}
	return d.Decimal.String()
}

// readWeboffice reads how Weboffice was used.
func readWeboffice(r db.Reader, report *model.Report) error {
	var u model.WebofficeUse
	return r.Query(`SELECT project, region, item, currency, created_at, rule, openings, calls,
		billed_quantity, billed_amount, expected_quantity, expected_amount, by_openings, by_calls
		FROM run_weboffice WHERE run_id = ? ORDER BY project, region, item, currency`, []any{report.Run.ID},
		func() { report.Weboffice = append(report.Weboffice, u) },
		&u.Project, &u.Region, &u.Item, &u.Currency, &u.CreatedAt, &u.Rule, &u.Openings, &u.Calls,
		&u.Billed.Quantity, &u.Billed.Amount, &u.Expected.Quantity, &u.Expected.Amount, &u.ByOpenings, &u.ByCalls)
}
