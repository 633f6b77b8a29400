package words

import (
	"cmp"
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Lists names, at the beginning of a sentence, where a reader finds one by one what
// the sentences count.
type Lists struct{ Unplaced, Rejected string }

// Commands are the lists that the program prints.
var Commands = Lists{Unplaced: "`immrecon sources unplaced`", Rejected: "`immrecon sources rejected`"}

// SaysOpen says in sentences what could not be placed, and which evidence would
// decide most of the first statement.
func (w *Words) SaysOpen(r *model.Report, zone Zone) []string {
	return append(w.SaysUnplaced(r, Commands), w.SaysNeeded(r, r.Statement.Currency, zone)...)
}

// SaysUnplaced says how many records could not be placed, and what they come to
// at most; nothing where there are none.
func (w *Words) SaysUnplaced(r *model.Report, lists Lists) []string {
	if len(r.Unplaced) == 0 {
		return nil
	}
	var records int64
	var most decimal.Decimal
	template := w.Phrases.Unplaced
	for _, u := range r.Unplaced {
		records += u.Records
		most = most.Add(u.Amount.Decimal)
		if !u.Amount.Valid {
			template = w.Phrases.Unbounded
		}
	}
	counted := fmt.Sprintf("%d %s", records, w.Phrases.Records)
	if records == 1 {
		counted = "1 " + w.Phrases.Record
	}
	return []string{fmt.Sprintf(template, counted, w.Total(r.Statement.Currency, most), lists.Unplaced)}
}

// SaysNeeded says which evidence would decide most of what is open in a currency;
// nothing where none would.
func (w *Words) SaysNeeded(r *model.Report, currency string, zone Zone) []string {
	for n := range r.Needed {
		if needed := &r.Needed[n]; cmp.Or(needed.Currency, r.Statement.Currency) == currency {
			return []string{w.Needs(needed, currency, zone)}
		}
	}
	return nil
}

// Needs says in one sentence what to bring, and which money it would decide.
func (w *Words) Needs(n *model.Needed, currency string, zone Zone) string {
	template := w.Phrases.Needed
	switch {
	case n.Channel == model.KindPrices:
		template = w.Phrases.NeededPrices
	case n.Subject == "":
		template = w.Phrases.NeededBindings
	}
	return closed(fmt.Sprintf(template, w.Channel(n.Channel), n.Subject, zone.Minute(n.From), zone.Minute(n.To), w.Total(currency, n.Amount), zone.Name))
}
