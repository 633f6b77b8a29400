package words

import (
	"cmp"
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
			sentences = append(sentences, fmt.Sprintf(template, Money(s.Currency, amount)))
		}
	}
	dues := duesOf(s)
	due(w.Phrases.Claim, dues.Claim)
	due(w.Phrases.Ask, dues.Ask)
	due(w.Phrases.Short, dues.Owed)
	open(w.Phrases.Unverifiable, s.Unverifiable)
	open(w.Phrases.Unexplained, s.Unexplained)
	return sentences
}

func (w *Words) verdict(s *model.Statement) string {
	switch sign := s.Difference.Sign(); {
	case sign != 0 && onlyTolerated(s):
		return fmt.Sprintf(w.Phrases.Within, Money(s.Currency, s.Billed))
	case sign > 0:
		return fmt.Sprintf(w.Phrases.Higher, Money(s.Currency, s.Difference))
	case sign < 0:
		return fmt.Sprintf(w.Phrases.Lower, Money(s.Currency, s.Difference.Abs()))
	default:
		return fmt.Sprintf(w.Phrases.Agrees, Money(s.Currency, s.Billed))
	}
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

// SaysOpen says in sentences what could not be placed, and which evidence would
// decide most.
func (w *Words) SaysOpen(r *model.Report, zone Zone) []string {
	var sentences []string
	if len(r.Unplaced) > 0 {
		sentences = append(sentences, w.unplaced(r))
	}
	if len(r.Needed) > 0 {
		n, template := &r.Needed[0], w.Phrases.Needed
		if n.Subject == "" {
			template = w.Phrases.NeededBindings
		}
		sentences = append(sentences, fmt.Sprintf(template, w.Channels[n.Channel], n.Subject, zone.Instant(n.From), zone.Instant(n.To),
			Money(cmp.Or(n.Currency, r.Statement.Currency), n.Amount)))
	}
	return sentences
}

func (w *Words) unplaced(r *model.Report) string {
	var records int64
	var most decimal.Decimal
	bounded := true
	for _, u := range r.Unplaced {
		records += u.Records
		most = most.Add(u.Amount.Decimal)
		bounded = bounded && u.Amount.Valid
	}
	counted := fmt.Sprintf("%d %s", records, w.Phrases.Records)
	if records == 1 {
		counted = "1 " + w.Phrases.Record
	}
	if !bounded {
		return fmt.Sprintf(w.Phrases.Unbounded, counted)
	}
	return fmt.Sprintf(w.Phrases.Unplaced, counted, Money(r.Statement.Currency, most))
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
