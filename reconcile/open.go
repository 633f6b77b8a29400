package reconcile

import (
	"cmp"
	"database/sql"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/reconcile/usage"
	"immrecon/store/model"
)

// sayWhatIsOpen puts into the result what leaves quantities open, what could not
// be placed, and which evidence would decide most.
func (m *month) sayWhatIsOpen() {
	r := m.result
	for _, c := range m.differing {
		for _, o := range c.Open {
			r.Open = append(r.Open, model.OpenUsage{CellID: c.ID, Cause: o.Cause, Quantity: sql.NullInt64{Int64: o.Quantity, Valid: !o.Unbounded},
				Records: o.Records, Why: o.Why})
		}
	}
	r.Unplaced = m.unplacedByKind()
	r.Needed = m.needed()
}

// unplacedByKind sums the records that could not be placed, the most money first.
// A record counts once, at the dearest of what it may be.
func (m *month) unplacedByKind() []model.Unplaced {
	at := map[model.Unplaced]int{}
	var all []model.Unplaced
	for n := range m.unplaced {
		u := &m.unplaced[n]
		key := model.Unplaced{Reason: string(u.Reason), Channel: u.Channel, Subject: u.Subject, Project: u.Project, Region: u.Region, Operation: u.Operation}
		n, known := at[key]
		if !known {
			n = len(all)
			at[key] = n
			key.From, key.Amount.Valid = u.Hour, true
			all = append(all, key)
		}
		sum := &all[n]
		sum.From, sum.To = min(sum.From, u.Hour), max(sum.To, u.Hour+model.Hour)
		sum.Records += u.Records
		dearest, bounded := m.dearest(u)
		sum.Amount.Valid = sum.Amount.Valid && bounded
		sum.Amount.Decimal = sum.Amount.Decimal.Add(dearest)
	}
	for n := range all {
		if !all[n].Amount.Valid {
			all[n].Amount.Decimal = decimal.Zero
		}
	}
	slices.SortStableFunc(all, func(a, b model.Unplaced) int {
		return cmp.Or(boolean(a.Amount.Valid)-boolean(b.Amount.Valid), b.Amount.Decimal.Cmp(a.Amount.Decimal), cmp.Compare(b.Records, a.Records))
	})
	return all
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dearest is the most that records can come to; false where nothing bounds it.
func (m *month) dearest(u *usage.Unplaced) (decimal.Decimal, bool) {
	var most decimal.Decimal
	for _, item := range u.Items {
		if u.Unbounded || !u.Charged && !m.comparison.OneUnit(item) {
			return decimal.Zero, false
		}
		for _, p := range m.cards.In(m.bill.Currency).InForce(item, u.Hour, u.Hour+model.Hour) {
			most = decimal.Max(most, price.Amount(p, u.Quantity))
		}
	}
	return most, true
}

// needed sums what each missing piece of evidence, and each missing price, would
// decide, the most money first.
func (m *month) needed() []model.Needed {
	unverifiable := map[int64]decimal.Decimal{} // by cell
	unpriced := map[int64]bool{}
	for _, f := range m.result.Findings {
		if f.Verdict == model.Unverifiable {
			unverifiable[f.CellID] = unverifiable[f.CellID].Add(f.Difference.Amount.Abs())
			unpriced[f.CellID] = unpriced[f.CellID] || f.Cause == model.NoPrice
		}
	}
	sums := neededSums{}
	for _, c := range m.differing {
		amount, undecided := unverifiable[c.ID]
		if !undecided {
			continue
		}
		for at, span := range missingOf(c) {
			sums.add(at, c.Currency, span, amount)
		}
		if unpriced[c.ID] {
			sums.add(diagnose.Missing{Channel: model.KindPrices, Subject: c.Currency}, c.Currency, model.Span{From: c.From, To: c.To}, amount)
		}
	}
	return sums.sorted()
}

// neededSums adds up what is needed, by what it is and the currency of what it
// would decide.
type neededSums map[neededKey]*model.Needed

type neededKey struct {
	channel           model.Kind
	subject, currency string
}

func (s neededSums) add(what diagnose.Missing, currency string, span model.Span, amount decimal.Decimal) {
	key := neededKey{what.Channel, what.Subject, currency}
	n := s[key]
	if n == nil {
		n = &model.Needed{Channel: what.Channel, Subject: what.Subject, From: span.From, To: span.To, Currency: currency}
		s[key] = n
	}
	n.From, n.To = min(n.From, span.From), max(n.To, span.To)
	n.Findings++
	n.Amount = n.Amount.Add(amount)
}

func (s neededSums) sorted() []model.Needed {
	var all []model.Needed
	for _, n := range s {
		all = append(all, *n)
	}
	slices.SortFunc(all, func(a, b model.Needed) int {
		return cmp.Or(b.Amount.Cmp(a.Amount), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Currency, b.Currency))
	})
	return all
}

// missingOf is what evidence a cell lacks, each channel and subject once, with
// the time it would be of.
func missingOf(c *diagnose.Case) map[diagnose.Missing]model.Span {
	all := map[diagnose.Missing]model.Span{}
	for _, o := range c.Open {
		if o.Channel == "" {
			continue
		}
		key := diagnose.Missing{Channel: o.Channel, Subject: o.Subject}
		span, known := all[key]
		if !known {
			span = model.Span{From: o.From, To: o.To}
		}
		all[key] = model.Span{From: min(span.From, o.From), To: max(span.To, o.To)}
	}
	return all
}
