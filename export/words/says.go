package words

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Says puts a statement into a few plain sentences: first how far the bill is
// off, then what can be claimed, what was charged too little, and what nobody
// can say.
func (w *Words) Says(s *model.Statement) []string {
	sentences := []string{w.verdict(s)}
	due := func(template string, d model.Due) {
		if d.Findings > 0 {
			sentences = append(sentences, fmt.Sprintf(template, Money(s.Currency, d.Amount), w.findings(d.Findings)))
		}
	}
	open := func(template string, amount decimal.Decimal) {
		if !amount.IsZero() {
			sentences = append(sentences, fmt.Sprintf(template, Money(s.Currency, amount.Abs())))
		}
	}
	dues := duesOf(s)
	due(w.Phrases.Claim, dues.Claim)
	due(w.Phrases.Ask, dues.Ask)
	due(w.Phrases.Short, dues.Owed)
	open(w.Phrases.Unverifiable, s.Unverifiable)
	if netted(s) {
		sentences = append(sentences, w.Phrases.Netted)
	}
	open(w.Phrases.Unexplained, s.Unexplained)
	return sentences
}

func (w *Words) verdict(s *model.Statement) string {
	open := s.Verdict == model.BillUndecided
	switch sign := s.Difference.Sign(); {
	case sign != 0 && onlyTolerated(s):
		return fmt.Sprintf(w.Phrases.Within, Money(s.Currency, s.Billed))
	case sign > 0 && open:
		return fmt.Sprintf(w.Phrases.Above, Money(s.Currency, s.Difference))
	case sign < 0 && open:
		return fmt.Sprintf(w.Phrases.Below, Money(s.Currency, s.Difference.Abs()))
	case netted(s):
		return fmt.Sprintf(w.Phrases.Even, Money(s.Currency, s.Billed))
	case sign > 0:
		return fmt.Sprintf(w.Phrases.Higher, Money(s.Currency, s.Difference))
	case sign < 0:
		return fmt.Sprintf(w.Phrases.Lower, Money(s.Currency, s.Difference.Abs()))
	case s.Verdict == model.BillWrong:
		return fmt.Sprintf(w.Phrases.Cancels, Money(s.Currency, s.Billed))
	default:
		return fmt.Sprintf(w.Phrases.Agrees, Money(s.Currency, s.Billed))
	}
}

// netted says that what cannot be verified comes to nothing in sum.
func netted(s *model.Statement) bool {
	return s.Verdict == model.BillUndecided && s.Unverifiable.IsZero() && settled(&s.Bill)
}

// onlyTolerated says that nothing is left of the difference but what the
// decimals of a bill leave open.
func onlyTolerated(s *model.Statement) bool {
	return len(s.Explained) == 0 && s.Unverifiable.IsZero() && s.Unexplained.IsZero() && s.Difference.Equal(s.Tolerated)
}

func (w *Words) findings(n int64) string {
	if n == 1 {
		return "1 " + w.Phrases.Finding
	}
	return fmt.Sprintf("%d %s", n, w.Phrases.Findings)
}

// duesOf are those of a statement. A run that did not work them out claimed all
// that was charged too much.
func duesOf(s *model.Statement) model.Dues {
	if s.Verdict != "" {
		return s.Dues
	}
	return model.Dues{Claim: sumOf(s, model.Overcharged), Owed: sumOf(s, model.Undercharged)}
}

func sumOf(s *model.Statement, v model.Verdict) (d model.Due) {
	for _, e := range s.Explained {
		if e.Verdict == v {
			d.Findings += e.Findings
			d.Amount = d.Amount.Add(e.Amount)
		}
	}
	d.Amount = d.Amount.Abs()
	return d
}

// Money writes an amount with its currency: at least two decimals, and at most
// the ten that a bill prints.
func Money(currency string, amount decimal.Decimal) string {
	amount = amount.Round(10)
	if cents := amount.Round(2); cents.Equal(amount) {
		return currency + " " + amount.StringFixed(2)
	}
	return currency + " " + amount.String()
}
