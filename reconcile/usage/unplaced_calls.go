package usage

import (
	"fmt"
	"slices"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/calls"
	"immrecon/store/model"
)

// scans are the API operations after which the objects that a bucket has already
// are indexed.
var scans = []string{"AttachOSSBucket", "CreateBinding"}

// batches are the API operations after which IMM transcodes or converts any number
// of objects by itself, as jobs that no log names (API reference of CreateBatch and
// CreateTrigger).
var batches = []string{"CreateBatch", "ResumeBatch", "CreateTrigger", "ResumeTrigger"}

// indexing are the API operations that index the objects they name: one, or any
// number of them.
var indexing = []string{"IndexFileMeta", "BatchIndexFileMeta"}

// unplacedCalls finds the calls that name no project, whose operation is of no
// known item, that make IMM index objects that no log shows, or that do not say
// what they index.
func (c *Charger) unplacedCalls(f families, all *[]Unplaced) error {
	var u Unplaced
	err := c.tx.Query(sql.Query("unplaced.calls"), nil, func() {
		one := u
		one.Channel, one.Subject, one.Quantity, one.Until = model.KindActionTrail, u.Region, u.Records, u.Hour+model.Hour
		one.Unbounded = meter.Metered(u.Operation)
		switch {
		case slices.Contains(scans, u.Operation):
			one.Reason, one.Items, one.Unbounded, one.Until = ScannedBucket, f["index"], true, u.Hour+model.Day
		case slices.Contains(indexing, u.Operation) && u.Project != "":
			one.Reason, one.Items, one.Unbounded = JobFacts, f["index"], u.Operation == indexing[1]
		case slices.Contains(indexing, u.Operation):
			one.Reason, one.Items, one.Unbounded = NoProject, f["index"], u.Operation == indexing[1]
		case slices.Contains(batches, u.Operation):
			one.Reason, one.Items, one.Unbounded, one.Until = JobFacts, f.items(meter.AsyncProcessing), true, u.Hour+model.Day
		case f["api "+u.Operation] == nil && meter.Manages(u.Operation):
			return
		case f["api "+u.Operation] == nil:
			one.Reason, one.Items = UnknownOperation, f.api(u.Operation)
		default:
			one.Reason, one.Items = NoProject, f.api(u.Operation)
		}
		*all = append(*all, one)
	}, &u.Project, &u.Region, &u.Operation, &u.Class, &u.Hour, &u.Records)
	if err != nil {
		return fmt.Errorf("read which calls cannot be placed: %w", err)
	}
	return nil
}

// unfinishedTasks finds the tasks of which only the submission is seen: they may
// have ended, and be charged, in any period up to a day later.
func (c *Charger) unfinishedTasks(f families, all *[]Unplaced) error {
	err := calls.Between(c.tx.Reader, model.Span{From: c.span.From - model.Day, To: c.span.To}, calls.Every, func(call *model.Call) {
		if !call.Unfinished || meter.Outcome(call.Status, call.ErrorCode) != meter.Completed {
			return
		}
		c.settle(call)
		u := Unplaced{Reason: UnfinishedTask, Channel: model.KindActionTrail, Subject: call.Region, Project: call.Project, Region: call.Region,
			Operation: call.Operation, Items: f.api(call.Operation), Hour: model.HourOf(call.At), Until: call.At + model.Day, Quantity: 1, Records: 1}
		if meter.Metered(call.Operation) {
			_, err := meter.Call(call)
			if items, quantity := mayBe(err); items != nil {
				u.Items, u.Quantity = items, quantity
			}
			u.Unbounded = u.Quantity == 0
		}
		*all = append(*all, u)
	})
	if err != nil {
		return fmt.Errorf("read which tasks are not seen to end: %w", err)
	}
	return nil
}
