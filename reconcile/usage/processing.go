package usage

import (
	"cmp"
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"

	"immrecon/store/calls"
	"immrecon/store/model"
)

// An application may log the processing that it asked OSS for, x-oss-process
// operations by their own names: jobs whose parameters the access log cannot
// show, and requests that it does. The same request in both is charged once,
// as the access log has it.

// chargeProcessing charges the x-oss-process operations of the call log.
func (c *Charger) chargeProcessing(rows *chargeRows) error {
	logged, err := c.loggedRequests()
	if err != nil {
		return err
	}
	items, err := c.processItems()
	if err != nil {
		return err
	}
	return calls.Between(c.tx.Reader, c.span, calls.Listed("processing_operation"), func(call *model.Call) {
		if logged[call.RequestID] || call.Operation == "hls/ts" {
			return
		}
		c.inEach(call, func(call *model.Call) {
			if meter.Metered(call.Operation) {
				c.chargeCall(rows, call)
				return
			}
			c.chargeOne(rows, call, items[call.Operation])
		})
	})
}

// chargeOne puts down a call of one unit of each of some items.
func (c *Charger) chargeOne(rows *chargeRows, call *model.Call, items []string) {
	class := meter.Outcome(call.Status, call.ErrorCode)
	if class == meter.Completed {
		class = cmp.Or(unsureOf(call), class)
	}
	for _, item := range items {
		rows.addCall(call, item, "", class, 1)
	}
	if meter.IsOpen(class) && len(items) > 0 {
		c.undecided.note(call, reasonOf(class, nil), items, 1)
	}
}

// loggedRequests finds the calls of x-oss-process operations that the access
// log shows under the same request id and operation.
func (c *Charger) loggedRequests() (map[string]bool, error) {
	keys := c.tx.Insert("call_key", "request_id", "operation", "packed")
	var broken error
	err := calls.Between(c.tx.Reader, c.span, calls.Listed("processing_operation"), func(call *model.Call) {
		if broken == nil {
			broken = keys.Add(call.RequestID, call.Operation, model.PackRequestID(call.RequestID))
		}
	})
	if err == nil {
		err = broken
	}
	if err == nil {
		err = keys.Flush()
	}
	logged := map[string]bool{}
	var id string
	if err == nil {
		err = c.tx.Query(sql.Query("usage.logged"), nil, func() { logged[id] = true }, &id)
	}
	if err != nil {
		return nil, fmt.Errorf("match logged processing with the access log: %w", err)
	}
	return logged, nil
}

// processItems lists what each x-oss-process operation is charged under where
// one call is one unit.
func (c *Charger) processItems() (map[string][]string, error) {
	items := map[string][]string{}
	var operation, item string
	err := c.tx.Query(sql.Query("usage.processing_items"), nil,
		func() { items[operation] = append(items[operation], item) }, &operation, &item)
	return items, err
}
