package diagnose

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// addition is usage that the run does not charge and that comes on top of what
// it charges if the bill does: of one class and, where only an assumption
// charges it, one operation.
type addition struct {
	meter.Usage
	operation         string // whose assumption is switched off, "" for usage that no assumption charges
	rules             []string
	quantity, records int64
}

// additions lists what could have been billed on top, in the order of the
// classes.
func (c *Case) additions() []addition {
	var all []addition
	for _, class := range meter.Usages() {
		if class.Reading != meter.Addition {
			continue
		}
		byOperation := map[string]*addition{}
		for _, u := range c.Usage {
			if u.Class == string(class.Class) && !u.Billable && u.Quantity > 0 {
				addUsage(byOperation, class, u)
			}
		}
		for _, operation := range slices.Sorted(maps.Keys(byOperation)) {
			all = append(all, *byOperation[operation])
		}
	}
	return all
}

// addUsage adds usage of a class to the addition of its operation.
func addUsage(byOperation map[string]*addition, class meter.Usage, u Usage) {
	operation, rules := "", meter.UnchargedRules(u.Item, class)
	if rule := meter.AssumedRule(u.Operation, class.Class); rule != "" {
		operation, rules = u.Operation, []string{rule}
	}
	a := byOperation[operation]
	if a == nil {
		a = &addition{Usage: class, operation: operation, rules: rules}
		byOperation[operation] = a
	}
	a.quantity += u.Quantity
	a.records += u.Records
}

// String says how much of what there is.
func (a addition) String() string {
	text := counted(a.quantity, a.One, a.Many)
	if a.Class == meter.Completed {
		text += " of " + a.operation
	}
	return text
}

// uncharged says why it is not charged.
func (a addition) uncharged() string {
	switch {
	case a.operation != "":
		return fmt.Sprintf("which this run does not charge, as it has the assumption %s switched off", a.rules[0])
	case a.Class == meter.FreeTemplate:
		return fmt.Sprintf("which the provider does not charge (rule %s)", a.rules[0])
	}
	return "which are not charged"
}

// counted is a number with its noun.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// billedOnTop fits where the surplus equals usage that is not charged and would
// be a cause if it were: usage of one class, else of the fewest together.
func billedOnTop(cause model.Cause) quantityRule {
	return func(c *Case, _ *cellIndex) (fit, bool) {
		ofCause := slices.DeleteFunc(c.additions(), func(a addition) bool { return a.Cause != cause })
		if sum := fewest(ofCause, c.accounts, func(set []addition) int { return len(set) }); sum != nil {
			return c.additionFit(sum), true
		}
		return fit{}, false
	}
}

// fewest finds the additions that together account for a difference, those that
// come to the lowest cost where there are several; nil where there are none.
func fewest(all []addition, accounts func(quantity int64) bool, cost func([]addition) int) []addition {
	var best []addition
	for set := 1; set < 1<<len(all); set++ {
		var chosen []addition
		var sum int64
		for n, a := range all {
			if set&(1<<n) != 0 {
				chosen, sum = append(chosen, a), sum+a.quantity
			}
		}
		if len(chosen) > 0 && accounts(sum) && (best == nil || cost(chosen) < cost(best)) {
			best = chosen
		}
	}
	return best
}

// additionFit makes one fit of additions of the same cause.
func (c *Case) additionFit(all []addition) fit {
	f := fit{cause: all[0].Cause}
	for _, a := range all {
		f.quantity += a.quantity
		f.evidence += a.records
		f.rules = union(f.rules, a.rules)
	}
	f.name = "the " + listed(all, " and ")
	f.explanation = fmt.Sprintf("%s. There were also %s: they account for %d of the difference of %d.",
		c.compared(), withReasons(all), f.quantity, c.surplus())
	return f
}

// listed names additions in a row.
func listed(all []addition, separator string) string {
	names := make([]string, len(all))
	for n, a := range all {
		names[n] = a.String()
	}
	return strings.Join(names, separator)
}

// withReasons lists additions and why they are not charged, once if they share
// the reason.
func withReasons(all []addition) string {
	reason := all[0].uncharged()
	if !slices.ContainsFunc(all, func(a addition) bool { return a.uncharged() != reason }) {
		return listed(all, " and ") + ", " + reason
	}
	each := make([]string, len(all))
	for n, a := range all {
		each[n] = a.String() + ", " + a.uncharged()
	}
	return strings.Join(each, "; and ")
}

// combination finds the additions of the fewest causes that only together equal
// the surplus, 5xx and 304, say: a fit for each cause.
func combination(c *Case) []fit {
	sum := fewest(c.additions(), c.accounts, func(set []addition) int { return len(byCause(set)) })
	var fits []fit
	for _, ofCause := range byCause(sum) {
		fits = append(fits, c.additionFit(ofCause))
	}
	return fits
}

// byCause groups additions by their cause, in order.
func byCause(all []addition) [][]addition {
	var groups [][]addition
	for _, a := range all {
		n := slices.IndexFunc(groups, func(g []addition) bool { return g[0].Cause == a.Cause })
		if n < 0 {
			n, groups = len(groups), append(groups, nil)
		}
		groups[n] = append(groups[n], a)
	}
	return groups
}

// union adds the values of b that a lacks.
func union(a, b []string) []string {
	for _, value := range b {
		if !slices.Contains(a, value) {
			a = append(slices.Clip(a), value)
		}
	}
	return a
}
