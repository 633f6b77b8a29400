package statement

import (
	"cmp"
	"slices"

	"immrecon/store/model"
)

// Scope is what a statement is about: a currency, and of it one account or, for
// "", all. Money of different currencies is never added.
type Scope struct{ Currency, Account string }

// Scopes lists what statements are made of: the given currency, which most is
// billed in; the other currencies; then, where several accounts pay, each of them.
func Scopes(currency string, accounts []string, cells []model.Cell) []Scope {
	first := Scope{Currency: currency}
	var others, each []Scope
	for n := range cells {
		c := &cells[n]
		if s := (Scope{Currency: c.Currency}); s != first && c.Currency != "" && !slices.Contains(others, s) {
			others = append(others, s)
		}
		if s := (Scope{c.Currency, c.Account}); len(accounts) > 1 && s.Account != "" && !slices.Contains(each, s) {
			each = append(each, s)
		}
	}
	slices.SortFunc(others, compareScopes)
	slices.SortFunc(each, compareScopes)
	return slices.Concat([]Scope{first}, others, each)
}

func compareScopes(a, b Scope) int {
	return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Currency, b.Currency))
}

// holds reports whether something of an account in a currency belongs to a scope.
func (s Scope) holds(currency, account string) bool {
	return s.Currency == currency && (s.Account == "" || s.Account == account)
}

// Cells are those of a scope.
func (s Scope) Cells(all []model.Cell) []model.Cell {
	other := func(c model.Cell) bool { return !s.holds(c.Currency, c.Account) }
	if !slices.ContainsFunc(all, other) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), other)
}

// Findings are those of a scope.
func (s Scope) Findings(all []model.Finding) []model.Finding {
	other := func(f model.Finding) bool { return !s.holds(f.Currency, f.Account) }
	if !slices.ContainsFunc(all, other) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), other)
}
