package live_test

import (
	"slices"
	"testing"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/live"
)

// What a quantity cites must be there to be read.
func TestRulesAreInTheRuleBook(t *testing.T) {
	book, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range live.Rules() {
		if !slices.ContainsFunc(book.Rules, func(r catalogue.Rule) bool { return r.ID == id }) {
			t.Errorf("the rule book has no rule %s", id)
		}
	}
}
