package words

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

// SaysBill says in sentences what is not settled of the bill that a statement is
// about: none of a run that did not say.
func (w *Words) SaysBill(s *model.Statement, lists Lists) []string {
	b, p := &s.Bill, &w.Phrases
	var all []string
	if b.Whole == "" {
		return nil
	}
	if !b.Final {
		all = append(all, p.Preliminary)
	}
	switch b.Whole {
	case model.BillShort:
		all = append(all, fmt.Sprintf(p.ShortOf, w.Total(s.Currency, b.ShortBy)))
	case model.BillUnknown:
		all = append(all, p.NoTotal)
	}
	if b.Rejected > 0 {
		all = append(all, fmt.Sprintf(p.Unread, b.Rejected, lists.Rejected))
	}
	if b.Aside > 0 {
		all = append(all, fmt.Sprintf(p.Aside, b.Aside))
	}
	return all
}

// settled reports whether nothing about a bill keeps its verdict open.
func settled(b *model.BillState) bool {
	return b.Final && b.Whole != model.BillShort && b.Rejected == 0 && b.Aside == 0
}

// Final says in a word or two whether the bill may still change.
func (w *Words) Final(b *model.BillState) string {
	if b.Final {
		return w.Phrases.IsFinal
	}
	return w.Phrases.MayChange
}

// Whole says in a few words whether a bill has all its lines.
func (w *Words) Whole(s *model.Statement) string {
	if s.Bill.Whole == model.BillShort {
		return fmt.Sprintf(w.Phrases.IsShort, w.Total(s.Currency, s.Bill.ShortBy))
	}
	return say(w.Wholenesses, s.Bill.Whole)
}

// Heads names what a statement is about.
func (w *Words) Heads(s *model.Statement) string {
	if s.Account == "" {
		return fmt.Sprintf(w.Phrases.OfCurrency, s.Currency, strings.Join(s.Bill.Accounts, " "))
	}
	return fmt.Sprintf(w.Phrases.OfAccount, s.Currency, s.Account)
}
