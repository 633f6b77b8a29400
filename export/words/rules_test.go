package words

import (
	"testing"

	"immrecon/migrations/catalogue"
)

// Every rule of the rule book is said in Chinese, and nothing else is.
func TestEveryRuleIsSaidInChinese(t *testing.T) {
	rules, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	book := map[string]bool{}
	for _, r := range rules.Rules {
		book[r.ID] = true
		if Chinese.RuleTexts[r.ID] == "" {
			t.Errorf("%s has no Chinese text", r.ID)
		}
	}
	for id := range Chinese.RuleTexts {
		if !book[id] {
			t.Errorf("%s is no rule", id)
		}
	}
}
