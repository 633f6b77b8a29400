package runs

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
)

// saveStatements saves the statements beside the first, and of each what is known
// of its bill.
func (s *saver) saveStatements(r *Result) error {
	bills := db.NewBuffer("run_bill", "run_id", "statement", "final", "whole", "short_by", "accounts", "lines", "rejected", "aside")
	heads := db.NewBuffer("run_statement", "run_id", "statement", "currency", "account", "billed", "expected", "tolerated", "unverifiable",
		"unexplained", "verdict")
	explained := db.NewBuffer("run_statement_explained", "run_id", "statement", "cause", "verdict", "basis", "findings", "amount")
	dues := db.NewBuffer("run_statement_due", "run_id", "statement", "due", "findings", "amount", "payable")
	addBill := func(number int64, b *model.BillState) {
		bills.Add(r.Run.ID, number, truth(b.Final), string(b.Whole), b.ShortBy.String(), strings.Join(b.Accounts, " "), b.Lines, b.Rejected, b.Aside)
	}
	addBill(0, &r.Statement.Bill)
	for n := range r.Others {
		of, number := &r.Others[n], int64(n+1)
		addBill(number, &of.Bill)
		heads.Add(r.Run.ID, number, of.Currency, of.Account, of.Billed.String(), of.Expected.String(), of.Tolerated.String(),
			of.Unverifiable.String(), of.Unexplained.String(), string(of.Verdict))
		for _, e := range of.Explained {
			explained.Add(r.Run.ID, number, string(e.Cause), string(e.Verdict), string(e.Basis), e.Findings, e.Amount.String())
		}
		for name, due := range duesOf(of) {
			dues.Add(r.Run.ID, number, name, due.Findings, due.Amount.String(), due.Payable.String())
		}
	}
	return errors.Join(bills.Flush(s.tx), heads.Flush(s.tx), explained.Flush(s.tx), dues.Flush(s.tx))
}

// saveDues saves what the first statement comes to between the two sides.
func (s *saver) saveDues(r *Result) error {
	rows := db.NewBuffer("run_due", "run_id", "due", "findings", "amount", "payable")
	for name, due := range duesOf(&r.Statement) {
		rows.Add(r.Run.ID, name, due.Findings, due.Amount.String(), due.Payable.String())
	}
	return rows.Flush(s.tx)
}

// The names of what a statement comes to between the two sides, as the tables
// have them. That of what is possible has no findings, and no row where nothing
// bounds it.
const (
	dueClaim    = "claim"
	dueAsk      = "ask"
	dueOwed     = "owed"
	duePossible = "possible"
)

// duesOf are the dues of a statement by their names.
func duesOf(s *model.Statement) map[string]model.Due {
	dues := map[string]model.Due{dueClaim: s.Claim, dueAsk: s.Ask, dueOwed: s.Owed}
	if s.Possible.Valid {
		dues[duePossible] = model.Due{Amount: s.Possible.Decimal}
	}
	return dues
}

// takeDue puts a due into its statement.
func takeDue(s *model.Statement, name string, due model.Due) {
	switch name {
	case dueClaim:
		s.Claim = due
	case dueAsk:
		s.Ask = due
	case dueOwed:
		s.Owed = due
	case duePossible:
		s.Possible = decimal.NewNullDecimal(due.Amount)
	}
}

// readDues reads what a run's first statement comes to between the two sides.
func readDues(r db.Reader, run int64, s *model.Statement) error {
	var name string
	var due model.Due
	return r.Query("SELECT due, findings, amount, payable FROM run_due WHERE run_id = ?", []any{run},
		func() { takeDue(s, name, due) }, &name, &due.Findings, &due.Amount, &due.Payable)
}

// readStatements reads the statements beside the first, and what is known of the
// bill of each. Runs of older versions of the program say nothing of it.
func readStatements(r db.Reader, report *model.Report) error {
	run := []any{report.Run.ID}
	var s model.Statement
	err := r.Query(`SELECT currency, account, billed, expected, tolerated, unverifiable, unexplained, verdict FROM run_statement
		WHERE run_id = ? ORDER BY statement`, run, func() {
		s.Difference = s.Billed.Sub(s.Expected)
		report.Others = append(report.Others, s)
	}, &s.Currency, &s.Account, &s.Billed, &s.Expected, &s.Tolerated, &s.Unverifiable, &s.Unexplained, &s.Verdict)
	if err != nil {
		return err
	}
	var orphan error // a row of a statement that is not there
	numbered := func(n int64) *model.Statement {
		switch {
		case n == 0:
			return &report.Statement
		case n < 0 || n > int64(len(report.Others)):
			orphan = model.Changed("the run has no statement %d, of which there are rows", n)
			return new(model.Statement)
		}
		return &report.Others[n-1]
	}
	var n int64
	var e model.Explained
	var name, accounts string
	var due model.Due
	var b model.BillState
	err = errors.Join(
		r.Query("SELECT statement, cause, verdict, basis, findings, amount FROM run_statement_explained WHERE run_id = ?", run, func() {
			of := numbered(n)
			of.Explained = append(of.Explained, e)
			sortExplained(of.Explained)
		}, &n, &e.Cause, &e.Verdict, &e.Basis, &e.Findings, &e.Amount),
		r.Query("SELECT statement, due, findings, amount, payable FROM run_statement_due WHERE run_id = ?", run,
			func() { takeDue(numbered(n), name, due) }, &n, &name, &due.Findings, &due.Amount, &due.Payable),
		r.Query("SELECT statement, final, whole, short_by, accounts, lines, rejected, aside FROM run_bill WHERE run_id = ?", run, func() {
			b.Accounts = strings.Fields(accounts)
			numbered(n).Bill = b
		}, &n, &b.Final, &b.Whole, &b.ShortBy, &accounts, &b.Lines, &b.Rejected, &b.Aside),
	)
	return errors.Join(err, orphan)
}
