package words

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Says puts a statement into a few plain sentences: first how far the bill is
// off, then what can be claimed, what was charged too little, and what nobody
// can say.
func (w *Words) Says(s *model.Statement) []string {
	sentences := []string{w.verdict(s)}
	if paid := deducted(s); !paid.IsZero() {
		sentences = append(sentences, sentence(w.Phrases.Deducted, w.Total(s.Currency, paid.Abs())))
	}
	due := func(template string, d model.Due) {
		if d.Findings > 0 {
			sentences = append(sentences, sentence(template, w.due(s.Currency, d), w.findings(d.Findings)))
		}
	}
	open := func(template string, amount decimal.Decimal) {
		if !amount.IsZero() {
			sentences = append(sentences, sentence(template, w.Total(s.Currency, amount.Abs())))
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

// due says what is due at list prices and, where that is another amount, as payable.
func (w *Words) due(currency string, d model.Due) string {
	listed, payable := w.Total(currency, d.Amount), w.Total(currency, d.Payable)
	if listed == payable || d.Payable.IsZero() {
		return listed
	}
	return fmt.Sprintf(w.Phrases.AsPayable, listed, payable)
}

// sentence fills in a template, which may begin with what it is filled in with.
func sentence(template string, facts ...any) string {
	said := closed(fmt.Sprintf(template, facts...))
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(first)) + said[size:]
}

func (w *Words) verdict(s *model.Statement) string {
	open, difference := s.Verdict == model.BillUndecided, s.Difference.Sub(deducted(s))
	switch sign := difference.Sign(); {
	case sign != 0 && onlyTolerated(s):
		return fmt.Sprintf(w.Phrases.Within, w.Total(s.Currency, s.Billed))
	case sign > 0 && open:
		return fmt.Sprintf(w.Phrases.Above, w.Total(s.Currency, difference))
	case sign < 0 && open:
		return fmt.Sprintf(w.Phrases.Below, w.Total(s.Currency, difference.Abs()))
	case netted(s):
		return fmt.Sprintf(w.Phrases.Even, w.Total(s.Currency, s.Billed))
	case sign > 0:
		return fmt.Sprintf(w.Phrases.Higher, w.Total(s.Currency, difference))
	case sign < 0:
		return fmt.Sprintf(w.Phrases.Lower, w.Total(s.Currency, difference.Abs()))
	case s.Verdict == model.BillWrong:
		return fmt.Sprintf(w.Phrases.Cancels, w.Total(s.Currency, s.Billed))
	default:
		return fmt.Sprintf(w.Phrases.Agrees, w.Total(s.Currency, s.Billed))
	}
}

// netted says that what cannot be verified comes to nothing in sum.
func netted(s *model.Statement) bool {
	return s.Verdict == model.BillUndecided && s.Unverifiable.IsZero() && settled(&s.Bill)
}

// deducted is what of the difference resource plans and free quotas make up: usage that
// they paid for, and nothing wrong.
func deducted(s *model.Statement) (sum decimal.Decimal) {
	for _, e := range s.Explained {
		if isDeduction(e) {
			sum = sum.Add(e.Amount)
		}
	}
	return sum
}

func isDeduction(e model.Explained) bool {
	return e.Cause == model.PlanDeduction || e.Cause == model.FreeQuota
}

// onlyTolerated says that nothing is left of the difference but what was deducted and
// what the decimals of a bill leave open.
func onlyTolerated(s *model.Statement) bool {
	return !slices.ContainsFunc(s.Explained, func(e model.Explained) bool { return !isDeduction(e) }) &&
		s.Unverifiable.IsZero() && s.Unexplained.IsZero() && s.Difference.Sub(deducted(s)).Equal(s.Tolerated)
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

// NamedDue is what is due under one head.
type NamedDue struct {
	Name string
	model.Due
}

// Dues are what the findings of a statement come to between the two sides, by name.
func (w *Words) Dues(s *model.Statement) []NamedDue {
	return []NamedDue{
		{w.Term("To claim: charged too much, by documented rules"), s.Claim},
		{w.Term("To ask about: charged too much, by an assumption"), s.Ask},
		{w.Term("Charged too little"), s.Owed},
	}
}
