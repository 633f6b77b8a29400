package runs

import (
	"immrecon/store/db"
	"immrecon/store/model"
)

func (s *saver) savePayable(r *Result) error {
	rows := s.tx.Insert("run_payable", "run_id", "ordinal", "account", "currency", "step", "rate", "lines", "amount")
	for n, step := range r.Payable {
		if err := rows.Add(r.Run.ID, int64(n), step.Account, step.Currency, string(step.Step), step.Rate, step.Lines, step.Amount.String()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveNotes(r *Result) error {
	rows := s.tx.Insert("run_note", "run_id", "ordinal", "note")
	for n, note := range r.Notes {
		if err := rows.Add(r.Run.ID, int64(n), note); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func readPayable(r db.Reader, report *model.Report) error {
	var s model.PayableStep
	return r.Query("SELECT account, currency, step, rate, lines, amount FROM run_payable WHERE run_id = ? ORDER BY ordinal",
		[]any{report.Run.ID}, func() { report.Payable = append(report.Payable, s) },
		&s.Account, &s.Currency, &s.Step, &s.Rate, &s.Lines, &s.Amount)
}

func readNotes(r db.Reader, report *model.Report) error {
	var note string
	return r.Query("SELECT note FROM run_note WHERE run_id = ? ORDER BY ordinal",
		[]any{report.Run.ID}, func() { report.Notes = append(report.Notes, note) }, &note)
}

// Payable reads the steps from list amount to what is payable of a run.
func Payable(r db.Reader, run int64) ([]model.PayableStep, error) {
	report := &model.Report{Run: model.Run{ID: run}}
	err := readPayable(r, report)
	return report.Payable, err
}
