package reconcile

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/statement"
	"immrecon/store/model"
)

// makeStatements sums the result up: of the currency that most is billed in, of
// the others, and of each account where several pay.
func (m *month) makeStatements() error {
	r := m.result
	for n, scope := range statement.Scopes(m.bill.Currency, m.bill.Accounts, r.Cells) {
		s, err := m.statementOf(scope)
		if err != nil {
			return err
		}
		if n == 0 {
			r.Statement = s
		} else {
			r.Others = append(r.Others, s)
		}
	}
	slices.SortStableFunc(r.Others, func(a, b model.Statement) int { // of an account the largest first, as of all
		return cmp.Or(cmp.Compare(a.Account, b.Account), b.Billed.Cmp(a.Billed))
	})
	return nil
}

func (m *month) statementOf(scope statement.Scope) (model.Statement, error) {
	findings := scope.Findings(m.result.Findings)
	s, err := statement.Of(scope.Currency, scope.Cells(m.result.Cells), findings)
	if err != nil {
		return s, err
	}
	s.Account = scope.Account
	s.Bill = m.bill.State(scope.Currency, scope.Account)
	s.Dues = statement.Dues(findings)
	s.Verdict = statement.Verdict(findings, s.Bill)
	s.Possible = m.possible(&s)
	return s, nil
}

// possible is the most that may be right of a statement: what is expected and what
// could not be placed, which may be anybody's. Nothing bounds it where evidence of
// a cell that differs is missing.
func (m *month) possible(s *model.Statement) decimal.NullDecimal {
	sum := s.Expected
	for _, u := range m.result.Unplaced {
		if !u.Amount.Valid || s.Currency != m.bill.Currency {
			return decimal.NullDecimal{}
		}
		sum = sum.Add(u.Amount.Decimal)
	}
	for _, c := range m.differing {
		if c.Currency != s.Currency || s.Account != "" && c.Account != s.Account {
			continue
		}
		if _, bounded := c.Possible(); !bounded {
			return decimal.NullDecimal{}
		}
	}
	return decimal.NewNullDecimal(sum)
}

// sayWhatWasPaid says of what is charged too much or too little which part of it was
// paid: by the share of the cell's own lines, else of its account's bill.
func (m *month) sayWhatWasPaid() {
	for n := range m.result.Findings {
		f := &m.result.Findings[n]
		if f.Verdict == model.Overcharged || f.Verdict == model.Undercharged {
			f.Payable = decimal.NewNullDecimal(m.bill.PaidOf(f.Difference.Amount, m.linesOf[f.CellID], f.Currency, f.Account))
		}
	}
}
