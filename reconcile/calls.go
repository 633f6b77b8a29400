package reconcile

import (
	"errors"
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/store"
)

// undecided is the class of usage that is certain to have happened while its
// quantity is not known: the record lacks a fact that the rule needs.
const undecided = "undecided"

// chargeRows collects charges that Go works out, for the table charge.
type chargeRows struct {
	*store.Rows
	err error
}

func (w *walk) charges() *chargeRows {
	return &chargeRows{Rows: w.work.Into("charge", "project", "region", "item", "tier", "operation", "channel", "hour", "class", "quantity", "records")}
}

func (r *chargeRows) add(project, region, item, tier, operation, channel string, at int64, class string, quantity, records int64) {
	if r.err == nil {
		r.err = r.Add(project, region, item, tier, operation, channel, at-at%3600, class, quantity, records)
	}
}

func (r *chargeRows) close(err error) error { return errors.Join(err, r.err, r.Flush()) }

// meterCalls charges the calls whose item or quantity depends on their facts.
func (w *walk) meterCalls() error {
	tokens, err := w.readTokens()
	if err != nil {
		return err
	}
	rule, err := w.pairs("SELECT project, rule FROM weboffice_rule")
	if err != nil {
		return err
	}
	home, err := w.pairs("SELECT project, region FROM home")
	if err != nil {
		return err
	}
	rows := w.charges()
	err = w.work.Calls(w.from, w.to, "c.operation IN (SELECT operation FROM metered_operation)", func(c *store.Call) {
		if c.Operation == liveCall {
			return // charged by what is played, in meterLive
		}
		if region, ok := home[c.Project]; ok {
			c.Region = region
		}
		if c.Operation == "RefreshWebofficeToken" {
			tokens.inherit(c)
		}
		w.chargeCall(rows, c, rule[c.Project])
	})
	if err == nil {
		err = w.chargeProcessing(rows, home)
	}
	if err != nil {
		err = fmt.Errorf("meter calls: %w", err)
	}
	return rows.close(err)
}

// chargeCall puts down one metered call, whatever its outcome.
func (w *walk) chargeCall(rows *chargeRows, c *store.Call, webofficeRule string) {
	class := meter.Outcome(c.Status, c.ErrorCode)
	charges, err := meter.Call(c)
	for _, charge := range charges {
		w.rules.use(charge.Rules...)
		charge = w.switched(c, charge)
		how := string(class)
		if isWeboffice(charge.Item) {
			how = webofficeClass(c.Operation, webofficeRule, class)
		}
		put := func(class string, quantity int64) {
			rows.add(c.Project, c.Region, charge.Item, charge.Tier, c.Operation, "api", c.At, class, quantity, 1)
		}
		put(how, charge.Quantity)
		if charge.Unit == meter.UnitSecond && class == meter.Completed {
			otherRoundings(put, charge.Duration)
		}
	}
	var missing *meter.Missing
	if errors.As(err, &missing) && class == meter.Completed {
		for _, item := range missing.Items {
			rows.add(c.Project, c.Region, item, "", c.Operation, "api", c.At, undecided, 0, 1)
		}
	}
	if c.Geo != nil && !*c.Geo && class == meter.Completed {
		rows.add(c.Project, c.Region, "ReverseGeocoding", "", c.Operation, "api", c.At, "no_location", 1, 1)
	}
}

// otherRoundings puts down what a job would be charged if its seconds were
// rounded otherwise, and what they were rounded from.
func otherRoundings(put func(class string, quantity int64), duration int64) {
	const minute = 60
	put("duration", duration)
	put("rounded_down", meter.SecondsDown(duration))
	put("rounded_nearest", meter.SecondsNearest(duration))
	put("rounded_to_minutes", (meter.SecondsUp(duration)+minute-1)/minute*minute)
}

// pairs reads a small two-column table into a map.
func (w *walk) pairs(statement string) (map[string]string, error) {
	m := map[string]string{}
	var key, value string
	return m, w.work.Query(statement, nil, func() { m[key] = value }, &key, &value)
}
