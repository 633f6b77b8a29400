package reconcile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// ruleBook is the rule book as this run uses it: what each rule is switched to
// and which rules were used.
type ruleBook struct {
	basis map[string]model.Basis
	on    meter.Assumptions
	used  map[string]bool
}

// readRules reads the rule book and switches what the options switch. Only an
// assumption can be switched: what the provider states is not ours to change.
func (w *reconciler) readRules() error {
	w.rules = &ruleBook{basis: map[string]model.Basis{}, on: meter.Assumptions{}, used: map[string]bool{}}
	var id, basis, standard string
	err := w.tx.Query("SELECT rule, basis, standard FROM rule", nil, func() {
		w.rules.basis[id] = model.Basis(basis)
		w.rules.on[id] = standard == "on"
	}, &id, &basis, &standard)
	if err != nil {
		return fmt.Errorf("read rule book: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(w.options.Assume)) {
		switch w.rules.basis[id] {
		case model.Assumed:
			if !slices.Contains(switchable, id) {
				return fmt.Errorf("--assume %s: immrecon knows no other way to compute this; what can be switched is %s", id, strings.Join(switchable, ", "))
			}
			w.rules.on[id] = w.options.Assume[id]
			w.rules.used[id] = true
		case model.Documented:
			return fmt.Errorf("--assume %s: the provider states this rule, so it cannot be switched", id)
		default:
			return fmt.Errorf("--assume %s: there is no such rule; `immrecon catalog rules` lists them", id)
		}
	}
	return nil
}

// use notes that rules decided something, and says whether all of them are
// stated by the provider.
func (b *ruleBook) use(ids ...string) model.Basis {
	basis := model.Documented
	for _, id := range ids {
		b.used[id] = true
		if b.basis[id] == model.Assumed {
			basis = model.Assumed
		}
	}
	return basis
}

// states lists the rules used and what they were switched to.
func (b *ruleBook) states() map[string]string {
	states := map[string]string{}
	for id := range b.used {
		states[id] = "off"
		if b.on[id] {
			states[id] = "on"
		}
	}
	return states
}

// ParseAssumption reads RULE=on or RULE=off.
func ParseAssumption(text string) (rule string, on bool, err error) {
	rule, state, found := strings.Cut(text, "=")
	if !found || rule == "" || (state != "on" && state != "off") {
		return "", false, errors.New("it must be of the form RULE=on or RULE=off")
	}
	return rule, state == "on", nil
}
