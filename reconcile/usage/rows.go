package usage

import (
	"errors"

	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
)

// chargeRows collects charges that Go works out, for the table charge.
type chargeRows struct {
	*db.Inserter
	err error
}

func (c *Charger) charges() *chargeRows {
	return &chargeRows{Inserter: c.tx.Insert("charge", "project", "region", "item", "tier", "operation", "channel", "hour", "class", "quantity", "records", "request_id")}
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
