package words

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

// SaysBill says in sentences what is not settled of the bill that a statement is
// about: none of a run that did not say.
func (w *Words) SaysBill(s *model.Statement) []string {
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
		all = append(all, fmt.Sprintf(p.ShortOf, Money(s.Currency, b.ShortBy)))
	case model.BillUnknown:
		all = append(all, p.NoTotal)
	}
	if b.Rejected > 0 {
		all = append(all, fmt.Sprintf(p.Unread, b.Rejected))
	}
	if b.Aside > 0 {
		all = append(all, fmt.Sprintf(p.Aside, b.Aside))
	}
	return all
}

// Heads names what a statement is about.
func (w *Words) Heads(s *model.Statement) string {
	if s.Account == "" {
		return fmt.Sprintf(w.Phrases.OfCurrency, s.Currency, strings.Join(s.Bill.Accounts, " "))
	}
	return fmt.Sprintf(w.Phrases.OfAccount, s.Currency, s.Account)
}
