package runs

import (
	"immrecon/store/db"
	"immrecon/store/model"
)

// Payable reads the steps from list amount to what is payable of a run.
func Payable(r db.Reader, run int64) ([]model.PayableStep, error) {
	var all []model.PayableStep
	var s model.PayableStep
	err := r.Query("SELECT account, currency, step, rate, lines, amount FROM run_payable WHERE run_id = ? ORDER BY ordinal",
		[]any{run}, func() { all = append(all, s) }, &s.Account, &s.Currency, &s.Step, &s.Rate, &s.Lines, &s.Amount)
	return all, err
}

func readPayable(r db.Reader, report *model.Report) (err error) {
	report.Payable, err = Payable(r, report.Run.ID)
	return err
}

func readNotes(r db.Reader, report *model.Report) error {
	var note model.Saying
	return r.Query("SELECT note FROM run_note WHERE run_id = ? ORDER BY ordinal",
		[]any{report.Run.ID}, func() { report.Notes = append(report.Notes, note) }, &note)
}
