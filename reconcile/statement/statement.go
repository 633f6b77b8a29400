// Package statement sums a run up: where the difference between bill and
// expectation comes from, to the last digit. Does not belong here: judgement.
package statement

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Of sums cells and findings. The identity
//
//	billed − expected = Σ explained + tolerated + unverifiable + unexplained
//
// must hold exactly; an error says that the reconciliation lost or doubled money.
func Of(currency string, cells []model.Cell, findings []model.Finding) (model.Statement, error) {
	s := model.Statement{Currency: currency}
	for _, c := range cells {
		s.Billed = s.Billed.Add(c.Billed.Amount)
		s.Expected = s.Expected.Add(c.Expected.Amount)
		s.Tolerated = s.Tolerated.Add(c.Tolerated)
	}
	s.Difference = s.Billed.Sub(s.Expected)
	sum := s.Tolerated
	for _, f := range findings {
		sum = sum.Add(f.Difference.Amount)
		switch {
		case f.Verdict == model.Unverifiable:
			s.Unverifiable = s.Unverifiable.Add(f.Difference.Amount)
		case f.Cause == model.Unknown:
			s.Unexplained = s.Unexplained.Add(f.Difference.Amount)
		default:
			s.Explained = explain(s.Explained, f)
		}
	}
	if !sum.Equal(s.Difference) {
		return s, fmt.Errorf("the statement does not add up: billed − expected is %s, its parts sum to %s; this is a defect of immrecon, please report it",
			s.Difference, sum)
	}
	sortBySize(s.Explained)
	return s, nil
}

// explain adds a finding to the line of its cause, verdict and basis.
func explain(lines []model.Explained, f model.Finding) []model.Explained {
	for n := range lines {
		l := &lines[n]
		if l.Cause == f.Cause && l.Verdict == f.Verdict && l.Basis == f.Basis {
			l.Findings++
			l.Amount = l.Amount.Add(f.Difference.Amount)
			return lines
		}
	}
	return append(lines, model.Explained{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Findings: 1, Amount: f.Difference.Amount})
}

func sortBySize(lines []model.Explained) {
	slices.SortStableFunc(lines, func(a, b model.Explained) int {
		return cmp.Or(size(b).Cmp(size(a)), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Verdict, b.Verdict))
	})
}

func size(e model.Explained) decimal.Decimal { return e.Amount.Abs() }
