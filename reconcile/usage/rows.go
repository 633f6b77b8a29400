package usage

import (
	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
)

// chargeRows collects charges that Go works out, for the table charge. All wait
// for the end: SQLite breaks off a statement that is being read when the first
// rows of a table are staged.
type chargeRows struct {
	*db.Buffer
	tx *db.Tx
}

func (c *Charger) charges() *chargeRows {
	columns := []string{"project", "region", "item", "tier", "operation", "channel", "hour", "class", "quantity", "records", "request_id"}
	return &chargeRows{db.NewBuffer("charge", columns...), c.tx}
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
	r.Add(project, region, item, tier, operation, channel, model.HourOf(at), string(class), quantity, records, requestID)
}

func (r *chargeRows) write() error { return r.Flush(r.tx) }
