package quote

import (
	"fmt"
	"slices"

	"immrecon/reconcile/nearest"
)

// unknown is the error for a subject that is neither an item nor an operation;
// it suggests what may have been meant.
func (t *Tariff) unknown(subject string) error {
	message := fmt.Sprintf("%q is neither a billing item nor an operation", subject)
	if names := nearest.Names(subject, t.names()); len(names) > 0 {
		return fmt.Errorf("%s; did you mean %s?", message, nearest.List(names, "or"))
	}
	return fmt.Errorf("%s; `immrecon catalog items` and `immrecon catalog operations` list them", message)
}

// names lists what can be asked for, each once: items, then operations.
func (t *Tariff) names() []string {
	var names []string
	for _, i := range t.catalogue.Items {
		names = append(names, i.Code)
	}
	for _, o := range t.catalogue.Operations {
		if !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
		}
	}
	return names
}
