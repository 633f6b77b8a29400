package grid

import (
	"strconv"

	"immrecon/export/words"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// Prices lays out price lists, those of the catalogue and a user's own alike.
func Prices(prices []model.Price, zone words.Zone) *Grid {
	return lay("prices", "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,basis,source", prices,
		func(p model.Price) []string {
			return []string{p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), count(p.Per), p.Unit,
				bound(p.From, zone), bound(p.To, zone), p.Basis, p.Source}
		})
}

// Items lays out the billing items.
func Items(c *catalogue.Catalogue) *Grid {
	return lay("items", "item,category,name,unit,per,published,description", c.Items, func(i catalogue.Item) []string {
		return []string{i.Code, i.Category, i.Name, i.Unit, count(i.Per), yesNo(i.Published), i.Description}
	})
}

// Operations lays out which operation is charged under which item: one row an
// operation, item and condition.
func Operations(c *catalogue.Catalogue) *Grid {
	return lay("operations", "channel,operation,item,condition,basis,source", c.Operations, func(o catalogue.Operation) []string {
		return []string{o.Channel, o.Name, o.Item, o.Condition, o.Basis, o.Source}
	})
}

// Operators lays out what the operators that index files are charged under.
func Operators(c *catalogue.Catalogue) *Grid {
	return lay("operators", "operator,media,item,billed_by,basis,source", c.Operators, func(o catalogue.Operator) []string {
		return []string{o.Name, o.Media, o.Item, o.BilledBy, o.Basis, o.Source}
	})
}

// Templates lays out which operators a workflow template runs.
func Templates(c *catalogue.Catalogue) *Grid {
	return lay("templates", "template,operator,media,basis,source", c.Templates, func(t catalogue.Template) []string {
		return []string{t.Name, t.Operator, t.Media, t.Basis, t.Source}
	})
}

// Rules lays out the rule book.
func Rules(rules []catalogue.Rule) *Grid {
	return lay("rules", "rule,statement,basis,default,since,source", rules, func(r catalogue.Rule) []string {
		return []string{r.ID, r.Statement, r.Basis, r.Default, r.Since, r.Source}
	})
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// bound is the beginning or end of a validity, empty where it has none.
func bound(at int64, zone words.Zone) string {
	if at == 0 {
		return ""
	}
	return zone.Instant(at)
}
