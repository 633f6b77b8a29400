package reconcile

import (
	"errors"
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/usage"
)

// chargeRows collects charges that Go works out, for the table charge.
type chargeRows struct {
	*db.Inserter
	err error
}

func (w *reconciler) charges() *chargeRows {
	return &chargeRows{Inserter: w.tx.Insert("charge", "project", "region", "item", "tier", "operation", "channel", "hour", "class", "quantity", "records", "request_id")}
}

// add puts down what is charged, or could have been billed instead, of no call
// in particular.
func (r *chargeRows) add(project, region, item, tier, operation, channel string, at int64, class meter.Class, quantity, records int64) {
	r.put(project, region, item, tier, operation, channel, at, class, quantity, records, "")
}

// addCall puts down what a call is charged, and is counted as.
func (r *chargeRows) addCall(c *model.Call, item, tier string, class meter.Class, quantity int64) {
	r.put(c.Project, c.Region, item, tier, c.Operation, "api", c.At, class, quantity, 1, c.RequestID)
}

func (r *chargeRows) put(project, region, item, tier, operation, channel string, at int64, class meter.Class, quantity, records int64, requestID string) {
	if r.err == nil {
		r.err = r.Add(project, region, item, tier, operation, channel, model.HourOf(at), string(class), quantity, records, requestID)
	}
}

func (r *chargeRows) close(err error) error { return errors.Join(err, r.err, r.Flush()) }

// meterCalls charges the calls whose item or quantity depends on their facts.
func (w *reconciler) meterCalls() error {
	tokens, err := w.readTokens()
	if err != nil {
		return err
	}
	rows := w.charges()
	err = usage.Calls(w.tx.Reader, w.from, w.to, "c.operation IN (SELECT operation FROM metered_operation)", func(c *model.Call) {
		if c.Operation == liveCall {
			return // charged by what is played, in meterLive
		}
		w.settle(c)
		if c.Operation == "RefreshWebofficeToken" {
			tokens.inherit(c)
		}
		w.chargeCall(rows, c)
	})
	if err == nil {
		err = w.chargeProcessing(rows)
	}
	if err != nil {
		err = fmt.Errorf("meter calls: %w", err)
	}
	return rows.close(err)
}

// chargeCall puts down one metered call, whatever its outcome.
func (w *reconciler) chargeCall(rows *chargeRows, c *model.Call) {
	class := meter.Outcome(c.Status, c.ErrorCode)
	charges, err := meter.Call(c)
	for _, charge := range charges {
		w.rules.use(charge.Rules...)
		charge = w.switched(c, charge)
		how := class
		if meter.IsWeboffice(charge.Item) {
			how = meter.WebofficeClass(c.Operation, w.created[c.Project], class)
		}
		rows.addCall(c, charge.Item, charge.Tier, how, charge.Quantity)
		if charge.Unit == meter.UnitSecond && class == meter.Completed {
			otherRoundings(charge.Duration, func(class meter.Class, quantity int64) {
				rows.add(c.Project, c.Region, charge.Item, charge.Tier, c.Operation, "api", c.At, class, quantity, 1)
			})
		}
	}
	var missing *meter.Missing
	if errors.As(err, &missing) && class == meter.Completed {
		for _, item := range missing.Items {
			rows.addCall(c, item, "", meter.Undecided, 0)
		}
	}
	if c.Geo != nil && !*c.Geo && class == meter.Completed {
		rows.addCall(c, "ReverseGeocoding", "", meter.NoLocation, 1)
	}
}

// otherRoundings puts down what a job would be charged if its seconds were
// rounded otherwise, and what they were rounded from.
func otherRoundings(duration int64, put func(class meter.Class, quantity int64)) {
	const minute = 60
	put(meter.Duration, duration)
	put(meter.RoundedDown, meter.SecondsDown(duration))
	put(meter.RoundedNearest, meter.SecondsNearest(duration))
	put(meter.RoundedToMinutes, (meter.SecondsUp(duration)+minute-1)/minute*minute)
}

// readHomes reads which region each project lives in.
func (w *reconciler) readHomes() (err error) {
	if w.home, err = w.pairs("SELECT project, region FROM home"); err != nil {
		return fmt.Errorf("read regions of projects: %w", err)
	}
	return nil
}

// settle gives a call the region of its project where the name alone decides it.
func (w *reconciler) settle(c *model.Call) {
	if region, ok := w.home[c.Project]; ok {
		c.Region = region
	}
}

// pairs reads a small two-column table into a map.
func (w *reconciler) pairs(statement string) (map[string]string, error) {
	m := map[string]string{}
	var key, value string
	return m, w.tx.Query(statement, nil, func() { m[key] = value }, &key, &value)
}
