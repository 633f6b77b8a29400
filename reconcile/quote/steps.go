package quote

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// reasons cites why a charge is one: the mapping of the operation and the rules
// that were applied, each with its source.
func (t *Tariff) reasons(c *charge) []string {
	var steps []string
	if mapping := t.mapping(c); mapping != "" {
		steps = append(steps, mapping)
	}
	for _, id := range c.rules {
		for _, r := range t.catalogue.Rules {
			if r.ID == id {
				steps = append(steps, fmt.Sprintf("%s (%s: %s): %s", r.ID, r.Basis, r.Source, r.Statement))
			}
		}
	}
	return steps
}

// mapping cites the row by which an operation is charged under an item. Rows
// that differ in nothing but their condition are one.
func (t *Tariff) mapping(c *charge) string {
	for _, o := range t.operation(c.operation) {
		if o.Item == c.item {
			return fmt.Sprintf("%s is charged under %s (%s: %s)", o.Name, strings.TrimSpace(o.Item+" "+c.tier), o.Basis, o.Source)
		}
	}
	return ""
}

// inForce states a price with its validity and source.
func inForce(p model.Price, zone *time.Location) string {
	validity := ""
	if p.From != 0 {
		validity += " since " + instant(p.From, zone)
	}
	if p.To != 0 {
		validity += " until " + instant(p.To, zone)
	}
	text := fmt.Sprintf("%s %s per %s", p.Amount, p.Currency, Count(p.Per, p.Unit))
	if p.Amount.IsZero() {
		text = "free"
	}
	return fmt.Sprintf("%s%s (%s: %s)", text, validity, p.Basis, orUnstated(p.Source))
}

func orUnstated(source string) string {
	if source == "" {
		return "source not stated"
	}
	return source
}

// multiplied writes out quantity × price / per = amount, with every digit.
func multiplied(quantity int64, unit string, p model.Price) string {
	per := ""
	if p.Per != 1 {
		per = fmt.Sprintf(" / %d", p.Per)
	}
	return fmt.Sprintf("%s × %s %s%s = %s %s", Count(quantity, unit), p.Amount, p.Currency, per, price.Amount(p, quantity), p.Currency)
}

// Count writes a quantity with its base unit: "1 call", "62 seconds".
func Count(n int64, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

func instant(at int64, zone *time.Location) string {
	return time.Unix(at, 0).In(zone).Format(time.RFC3339)
}

// inSeconds writes microseconds as seconds, with every digit.
func inSeconds(micros int64) string { return decimal.New(micros, -6).String() }
