package reconcile

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
	"immrecon/store/usage"
)

// An application may log the processing that it asked OSS for, x-oss-process
// operations by their own names: jobs whose parameters the access log cannot
// show, and requests that it does. The same request in both is charged once,
// as the access log has it.

// isProcessing is the condition on the calls of x-oss-process operations.
const isProcessing = "c.operation IN (SELECT operation FROM operation_item WHERE channel = 'oss')"

// chargeProcessing charges the x-oss-process operations of the call log.
func (w *reconciler) chargeProcessing(rows *chargeRows) error {
	logged, err := w.loggedRequests()
	if err != nil {
		return err
	}
	items, err := w.processItems()
	if err != nil {
		return err
	}
	return usage.Calls(w.tx.Reader, w.from, w.to, isProcessing, func(c *model.Call) {
		if logged[c.RequestID] || c.Operation == "hls/ts" {
			return
		}
		w.settle(c)
		if meter.Metered(c.Operation) {
			w.chargeCall(rows, c)
			return
		}
		for _, item := range items[c.Operation] {
			rows.addCall(c, item, "", meter.Outcome(c.Status, c.ErrorCode), 1)
		}
	})
}

// loggedRequests finds the calls of x-oss-process operations that the access
// log shows under the same request id and operation.
func (w *reconciler) loggedRequests() (map[string]bool, error) {
	keys := w.tx.Insert("call_key", "request_id", "operation", "packed")
	var broken error
	err := usage.Calls(w.tx.Reader, w.from, w.to, isProcessing, func(c *model.Call) {
		if broken == nil {
			broken = keys.Add(c.RequestID, c.Operation, model.PackRequestID(c.RequestID))
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
		err = w.tx.Query(`SELECT k.request_id FROM call_key k
			JOIN oss_usage u ON u.request_id = k.packed JOIN word w ON w.id = u.operation_id AND w.word = k.operation`,
			nil, func() { logged[id] = true }, &id)
	}
	if err != nil {
		return nil, fmt.Errorf("match logged processing with the access log: %w", err)
	}
	return logged, nil
}

// processItems lists what each x-oss-process operation is charged under where
// one call is one unit.
func (w *reconciler) processItems() (map[string][]string, error) {
	items := map[string][]string{}
	var operation, item string
	err := w.tx.Query(`SELECT oi.operation, oi.item FROM operation_item oi JOIN item i ON i.item = oi.item
		WHERE oi.channel = 'oss' AND oi.condition = '' AND i.unit = 'call' ORDER BY oi.operation, oi.item`, nil,
		func() { items[operation] = append(items[operation], item) }, &operation, &item)
	return items, err
}
