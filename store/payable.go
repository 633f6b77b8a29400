package store

import (
	"context"

	"immrecon/store/model"
)

func (w *Work) savePayable(r *Result) error {
	rows := w.Into("run_payable", "run_id", "ordinal", "account", "currency", "step", "rate", "lines", "amount")
	for n, s := range r.Payable {
		if err := rows.Add(r.Run.ID, int64(n), s.Account, s.Currency, string(s.Step), s.Rate, s.Lines, s.Amount.String()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (w *Work) saveNotes(r *Result) error {
	rows := w.Into("run_note", "run_id", "ordinal", "note")
	for n, note := range r.Notes {
		if err := rows.Add(r.Run.ID, int64(n), note); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (db *DB) readPayable(ctx context.Context, r *model.Report) error {
	var s model.PayableStep
	return query(ctx, db.read, "SELECT account, currency, step, rate, lines, amount FROM run_payable WHERE run_id = ? ORDER BY ordinal",
		[]any{r.Run.ID}, func() { r.Payable = append(r.Payable, s) },
		&s.Account, &s.Currency, &s.Step, &s.Rate, &s.Lines, &s.Amount)
}

func (db *DB) readNotes(ctx context.Context, r *model.Report) error {
	var note string
	return query(ctx, db.read, "SELECT note FROM run_note WHERE run_id = ? ORDER BY ordinal",
		[]any{r.Run.ID}, func() { r.Notes = append(r.Notes, note) }, &note)
}
