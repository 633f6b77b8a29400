package diagnose

import (
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// seenBeside says what else was seen that could have been billed and, since no
// cause fits, is not the difference.
func (c *Case) seenBeside() model.Sayings {
	var all model.Sayings
	if beside := c.additions(); len(beside) > 0 && c.surplus() > 0 {
		all = append(all, model.SaysBesideUnequal.With(listed(beside)))
	} else if len(beside) > 0 {
		all = append(all, model.SaysBesideMore.With(listed(beside)))
	}
	if ways := c.otherCounts(); len(ways) > 0 {
		all = append(all, model.SaysBesideCounted.With(ways))
	}
	if open := c.open(); len(open) > 0 {
		all = append(all, model.SaysBesideOpen.With(open))
	}
	if len(all) == 0 {
		return says(model.SaysNothingBeside.With())
	}
	return all
}

// otherCounts lists what the usage of a cell comes to if it is counted in other
// ways than the rule's.
func (c *Case) otherCounts() model.Sayings {
	var ways model.Sayings
	for _, class := range meter.Usages() {
		quantity, _ := c.total(class.Class)
		if quantity == 0 {
			continue
		}
		switch {
		case class.Reading == meter.Total && !class.Restates:
			ways = append(ways, model.SaysTheUsage.With(says(counted(class, quantity))))
		case class.Reading == meter.Total:
			ways = append(ways, model.SaysIfCounted.With(quantity, way(class)))
		case class.Reading == meter.Change:
			ways = append(ways, model.SaysIfCounted.With(c.Expected.Quantity+quantity, way(class)))
		}
	}
	return ways
}

// way says how a class counts.
func way(class meter.Usage) model.Saying { return model.WayCode(string(class.Class)).With() }

// open lists the usage that may or may not be charged.
func (c *Case) open() model.Sayings {
	var all model.Sayings
	for _, class := range meter.Usages() {
		if quantity, _ := c.total(class.Class); class.Reading == meter.Open && quantity != 0 {
			all = append(all, counted(class, quantity))
		}
	}
	return all
}
