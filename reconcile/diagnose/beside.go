package diagnose

import (
	"fmt"
	"strings"

	"immrecon/reconcile/meter"
)

// seenBeside says what else was seen that could have been billed and, since no
// cause fits, is not the difference.
func (c *Case) seenBeside() string {
	var sentences []string
	if all := c.additions(); len(all) > 0 && c.surplus() > 0 {
		sentences = append(sentences, "Seen beside, and equal to it neither alone nor together: "+listed(all, ", ")+".")
	} else if len(all) > 0 {
		sentences = append(sentences, "Seen beside, and only a reason to bill more: "+listed(all, ", ")+".")
	}
	if ways := c.otherCounts(); len(ways) > 0 {
		sentences = append(sentences, "Counted otherwise, the usage would come to "+strings.Join(ways, ", ")+"; the bill shows none of these.")
	}
	if open := c.open(); len(open) > 0 {
		sentences = append(sentences, "Whether these are charged cannot be told: "+strings.Join(open, ", ")+".")
	}
	if len(sentences) == 0 {
		return "Nothing else was seen that could have been billed."
	}
	return strings.Join(sentences, " ")
}

// otherCounts lists what the usage of a cell comes to if it is counted in other
// ways than the rule's.
func (c *Case) otherCounts() []string {
	var ways []string
	for _, class := range meter.Usages() {
		quantity, _ := c.total(class.Class)
		if quantity == 0 {
			continue
		}
		switch {
		case class.Reading == meter.Total && class.One != "":
			ways = append(ways, fmt.Sprintf("the %s", counted(quantity, class.One, class.Many)))
		case class.Reading == meter.Total:
			ways = append(ways, fmt.Sprintf("%d if %s", quantity, class.Many))
		case class.Reading == meter.Change:
			ways = append(ways, fmt.Sprintf("%d if %s", c.Expected.Quantity+quantity, class.Many))
		}
	}
	return ways
}

// open lists the usage that may or may not be charged.
func (c *Case) open() []string {
	var all []string
	for _, class := range meter.Usages() {
		if quantity, _ := c.total(class.Class); class.Reading == meter.Open && quantity != 0 {
			all = append(all, counted(quantity, class.One, class.Many))
		}
	}
	return all
}
