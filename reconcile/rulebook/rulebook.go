// Package rulebook is the rule book as a run uses it: what each rule is switched
// to, how firmly it stands, and which rules decided something.
//
// Does not belong here: the rules themselves.
package rulebook

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Book is the rule book as a run uses it: what each rule is switched to and
// which rules were used.
type Book struct {
	On    meter.Assumptions // by rule
	basis map[string]model.Basis
	used  map[string]bool
}

// Read reads the rule book and switches what assume says. Only an assumption can
// be switched: what the provider states is not ours to change.
func Read(r db.Reader, assume map[string]bool) (*Book, error) {
	b := &Book{On: meter.Assumptions{}, basis: map[string]model.Basis{}, used: map[string]bool{}}
	var id, basis, standard string
	err := r.Query(sql.Query("rules.rules"), nil, func() {
		b.basis[id] = model.Basis(basis)
		b.On[id] = standard == "on"
	}, &id, &basis, &standard)
	if err != nil {
		return nil, fmt.Errorf("read rule book: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(assume)) {
		if err := b.mayBeSwitched(id); err != nil {
			return nil, fmt.Errorf("--assume %s: %w", id, err)
		}
		b.On[id], b.used[id] = assume[id], true
	}
	return b, nil
}

func (b *Book) mayBeSwitched(id string) error {
	switch b.basis[id] {
	case model.Assumed:
		if !slices.Contains(switchable, id) {
			return fmt.Errorf("immrecon knows no other way to compute this; what can be switched is %s", strings.Join(switchable, ", "))
		}
		return nil
	case model.Documented:
		return errors.New("the provider states this rule, so it cannot be switched")
	}
	return errors.New("there is no such rule; `immrecon catalog rules` lists them")
}

// IsAssumed reports whether a rule is an assumption.
func (b *Book) IsAssumed(id string) bool { return b.basis[id] == model.Assumed }

// Use notes that rules decided something, and says whether all of them are
// stated by the provider.
func (b *Book) Use(ids ...string) model.Basis {
	basis := model.Documented
	for _, id := range ids {
		b.used[id] = true
		if b.IsAssumed(id) {
			basis = model.Assumed
		}
	}
	return basis
}

// States lists the rules used and what they were switched to.
func (b *Book) States() map[string]string {
	states := map[string]string{}
	for id := range b.used {
		states[id] = "off"
		if b.On[id] {
			states[id] = "on"
		}
	}
	return states
}
