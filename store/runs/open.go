package runs

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// truth is a yes or no for the database.
func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// nullable is a number for the database.
func nullable(n sql.NullInt64) driver.Value {
	if !n.Valid {
		return nil
	}
	return n.Int64
}

// nullableAmount is an amount for the database.
func nullableAmount(d decimal.NullDecimal) driver.Value {
	if !d.Valid {
		return nil
	}
	return d.Decimal.String()
}

func (s *saver) saveOpen(r *Result) error {
	rows := s.tx.Insert("cell_open", "run_id", "cell_id", "ordinal", "cause", "quantity", "records", "why")
	ordinal := map[int64]int64{}
	for _, o := range r.Open {
		ordinal[o.CellID]++
		if err := rows.Add(r.Run.ID, o.CellID, ordinal[o.CellID], string(o.Cause), nullable(o.Quantity), o.Records, o.Why.Stored()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveUnplaced(r *Result) error {
	rows := s.tx.Insert("run_unplaced", "run_id", "ordinal", "reason", "channel", "subject", "project", "region", "operation", "from_ts", "to_ts",
		"records", "amount")
	for n, u := range r.Unplaced {
		err := rows.Add(r.Run.ID, int64(n+1), u.Reason, string(u.Channel), u.Subject, u.Project, u.Region, u.Operation, u.From, u.To, u.Records,
			nullableAmount(u.Amount))
		if err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveNeeded(r *Result) error {
	rows := s.tx.Insert("run_needed", "run_id", "ordinal", "channel", "subject", "from_ts", "to_ts", "findings", "amount", "currency")
	for n, e := range r.Needed {
		if err := rows.Add(r.Run.ID, int64(n+1), string(e.Channel), e.Subject, e.From, e.To, e.Findings, e.Amount.String(), e.Currency); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// openOf reads what is open of some cells, by cell.
func openOf(r db.Reader, run int64, cells string) (map[int64][]model.OpenUsage, error) {
	all := map[int64][]model.OpenUsage{}
	var o model.OpenUsage
	return all, r.Query("SELECT cell_id, cause, quantity, records, why FROM cell_open WHERE run_id = ? AND cell_id IN ("+cells+") ORDER BY cell_id, ordinal",
		[]any{run}, func() { all[o.CellID] = append(all[o.CellID], o) }, &o.CellID, &o.Cause, &o.Quantity, &o.Records, &o.Why)
}

func readUnplaced(r db.Reader, report *model.Report) error {
	var u model.Unplaced
	return r.Query(`SELECT reason, channel, subject, project, region, operation, from_ts, to_ts, records, amount FROM run_unplaced
		WHERE run_id = ? ORDER BY ordinal`, []any{report.Run.ID}, func() { report.Unplaced = append(report.Unplaced, u) },
		&u.Reason, &u.Channel, &u.Subject, &u.Project, &u.Region, &u.Operation, &u.From, &u.To, &u.Records, &u.Amount)
}

// Unplaced reads what the latest run could not place: of a month, or of all where
// month is "".
func Unplaced(r db.Reader, month string) (*model.Report, error) {
	var id sql.NullInt64
	if err := r.One("SELECT max(id) FROM run WHERE ? IN ('', month)", []any{month}, &id); err != nil {
		return nil, fmt.Errorf("find the latest run: %w", err)
	}
	switch {
	case !id.Valid && month != "":
		return nil, notReconciled(month)
	case !id.Valid:
		return nil, errors.New("nothing has been reconciled yet; `immrecon reconcile --month M` makes a run")
	}
	return readReport(r, id.Int64, readUnplaced)
}

func readNeeded(r db.Reader, report *model.Report) error {
	var n model.Needed
	return r.Query("SELECT channel, subject, from_ts, to_ts, findings, amount, currency FROM run_needed WHERE run_id = ? ORDER BY ordinal", []any{report.Run.ID},
		func() { report.Needed = append(report.Needed, n) }, &n.Channel, &n.Subject, &n.From, &n.To, &n.Findings, &n.Amount, &n.Currency)
}
