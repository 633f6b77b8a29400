package diagnose

import (
	"maps"
	"slices"

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

// says is how much of what there is.
func (a addition) says() model.Saying {
	if a.Class == meter.Completed {
		return model.UsageCode(string(a.Class)).With(a.quantity, a.operation)
	}
	return counted(a.Usage, a.quantity)
}

// counted is how much usage of a class there is.
func counted(class meter.Usage, quantity int64) model.Saying {
	return model.UsageCode(string(class.Class)).With(quantity)
}

// reason is why usage is not charged, and the rule where that is worth a mention.
type reason struct {
	code model.SayingCode
	rule string
}

func (a addition) uncharged() reason {
	switch {
	case a.operation != "":
		return reason{model.SaysSwitchedOff, a.rules[0]}
	case a.Class == meter.FreeTemplate:
		return reason{model.SaysFreeByProvider, a.rules[0]}
	}
	return reason{code: model.SaysNotCharged}
}

// says is which usage is not charged for the reason.
func (r reason) says(all []addition) model.Saying {
	facts := []any{listed(all), quantityOf(all)}
	if r.rule != "" {
		facts = append(facts, r.rule)
	}
	return r.code.With(facts...)
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
	f := fit{cause: all[0].Cause, quantity: quantityOf(all)}
	for _, a := range all {
		f.evidence += a.records
		f.rules = union(f.rules, a.rules)
	}
	f.name = model.SaysTheUsage.With(listed(all))
	f.explanation = c.compared(model.SaysOnTop, withReasons(all), f.quantity, c.surplus())
	return f
}

// listed says additions in a row.
func listed(all []addition) model.Sayings {
	said := make(model.Sayings, len(all))
	for n, a := range all {
		said[n] = a.says()
	}
	return said
}

// quantityOf is what additions come to.
func quantityOf(all []addition) (sum int64) {
	for _, a := range all {
		sum += a.quantity
	}
	return sum
}

// withReasons says additions and why they are not charged, once if they share
// the reason.
func withReasons(all []addition) model.Sayings {
	shared := all[0].uncharged()
	if !slices.ContainsFunc(all, func(a addition) bool { return a.uncharged() != shared }) {
		return says(shared.says(all))
	}
	said := make(model.Sayings, len(all))
	for n, a := range all {
		said[n] = a.uncharged().says(all[n : n+1])
	}
	return said
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
