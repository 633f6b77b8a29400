package bill

import (
	"cmp"
	"strings"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/reconcile/sql"
)

// itemOf finds the catalogue's name of a line's item, by code, else by name.
// An item that the catalogue does not know keeps its code: it is money billed,
// and is reported as having no price.
func itemOf(code, name string) string {
	for _, printed := range []string{code, name} {
		if item, ok := catalogue.CanonicalItem(printed); ok && printed != "" {
			return item
		}
	}
	return cmp.Or(code, name)
}

// projectOf finds the project in an instance id: the id itself, or the one part
// of a ";" composite that is a project's name, or the one part left beside the
// region. Where that does not decide, the project is unknown.
func projectOf(instance, region string, names map[string]bool) string {
	if names[instance] || (instance != "" && !strings.Contains(instance, ";") && instance != region) {
		return instance
	}
	var known, other []string
	for _, part := range strings.Split(instance, ";") {
		part = strings.TrimSpace(part)
		switch {
		case names[part]:
			known = append(known, part)
		case part != "" && part != region:
			other = append(other, part)
		}
	}
	if len(known) == 1 {
		return known[0]
	}
	if len(known) == 0 && len(other) == 1 {
		return other[0]
	}
	return ""
}

// projectNames collects every project that registry or evidence names.
func (r *reader) projectNames() (map[string]bool, error) {
	names := map[string]bool{}
	var name string
	err := r.tx.Query(sql.Query("bill.projects"), nil,
		func() { names[name] = name != "" }, &name)
	r.bill.known = names
	return names, err
}

// Known reports whether any table, event or call names a project.
func (b *Bill) Known(project string) bool { return b.known[project] }

// tierOf finds the price tier of a line: as printed where it is one of the
// item's, else the one tier whose list price the line shows.
func (r *reader) tierOf(l *diagnose.Line) string {
	found := ""
	for _, p := range r.cards.In(price.Currency).AllRates(l.Item) {
		if p.Tier == l.Tier {
			return l.Tier
		}
	}
	for _, p := range r.cards.In(l.Currency).AllRates(l.Item) {
		if p.Tier == l.Tier {
			return l.Tier
		}
		if l.ListPrice.Valid && l.ListPrice.Decimal.Equal(p.Amount) && l.PricePer == p.Per {
			found = p.Tier
		}
	}
	return found
}
