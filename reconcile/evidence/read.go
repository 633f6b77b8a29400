package evidence

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// options say which records are returned.
type options struct {
	limit       int // of each cell; 0 for none
	failedFirst bool
}

// reader reads the usage of some cells of a run, all of them at once.
type reader struct {
	db.Reader
	run     int64
	options options
	filled  []string // what the queries leave open: the run, its cells and sources
	sources string   // selects the sources of the run that are stored still
	stored  map[int64]bool
	gone    bool // some of them are not
	kinds   map[int64]*model.UsageKind
	cells   map[int64]*cell
	hours   map[int64]map[use]*cell // that have requests
	packed  *packed                 // nil until a finding rests on requests
	changed error                   // a kind of usage is not there
}

// kind is a kind of usage. One that is not there is an error once the step is done.
func (e *reader) kind(id int64) *model.UsageKind {
	if k := e.kinds[id]; k != nil {
		return k
	}
	e.changed = model.Changed("the run has usage of kind %d, and no such kind", id)
	return new(model.UsageKind)
}

// use is a kind of usage in a series.
type use struct{ series, kind int64 }

// read reads the usage of the cells of findings, by cell.
func read(r db.Reader, run model.Run, findings []model.Finding, o options) (cells map[int64]*cell, err error) {
	err = r.Snapshot(func(r db.Reader) error {
		cells, err = readCells(r, run, findings, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the usage of findings: %w", err)
	}
	return cells, nil
}

func readCells(r db.Reader, run model.Run, findings []model.Finding, o options) (map[int64]*cell, error) {
	e := &reader{Reader: r, run: run.ID, options: o, sources: runs.SourcesOf(run.ID),
		stored: map[int64]bool{}, kinds: map[int64]*model.UsageKind{}, cells: map[int64]*cell{}, hours: map[int64]map[use]*cell{}}
	e.filled = []string{"run", fmt.Sprint(run.ID), "cells", runs.CellsOf(findings), "sources", e.sources}
	for _, f := range findings {
		if e.cells[f.CellID] == nil {
			e.cells[f.CellID] = &cell{item: f.Item, tier: f.Tier, counts: map[countKey]*model.UsageCount{}}
		}
	}
	for _, step := range []func() error{e.readSources, e.readKinds, e.readCounts, e.readRequests, e.readSegments, e.readCalls} {
		for _, c := range e.cells {
			c.limit(o)
		}
		if err := errors.Join(step(), e.changed); err != nil {
			return nil, err
		}
	}
	for _, c := range e.cells {
		c.sort(o)
	}
	return e.cells, nil
}

// readSources finds out which sources of the run are stored still.
func (e *reader) readSources() error {
	gone, err := runs.Forgotten(e.Reader, e.run)
	if err != nil {
		return err
	}
	e.gone = len(gone) > 0
	var id int64
	return e.Query(e.sources, nil, func() { e.stored[id] = true }, &id)
}

func (e *reader) readKinds() error {
	var k model.UsageKind
	return e.Query(sql.With("evidence.kinds", e.filled...), nil, func() {
		kept := k
		e.kinds[k.ID] = &kept
	}, &k.ID, &k.Item, &k.Tier, &k.Operation, &k.Channel, &k.Class, &k.Billable)
}

// readCounts reads the usage of the cells by hour and kind.
func (e *reader) readCounts() error {
	var id, hour, kind, quantity, records, series int64
	var requests bool
	return e.Query(sql.With("evidence.counts", e.filled...), nil, func() {
		c, k := e.cells[id], e.kind(kind)
		if class, _ := meter.UsageOf(meter.Class(k.Class)); class.Restates {
			return
		}
		c.count(hour, k, quantity, records)
		if requests {
			if e.hours[hour] == nil {
				e.hours[hour] = map[use]*cell{}
			}
			e.hours[hour][use{series, kind}] = c
		}
	}, &id, &hour, &kind, &quantity, &records, &requests, &series)
}

// readCalls reads the calls, in order of time.
func (e *reader) readCalls() error {
	var id, kind, quantity, source, line int64
	var file string
	return calls.Of(e.Reader, e.sources, sql.With("evidence.calls", e.filled...), "k.cell_id, k.kind_id, k.quantity, c.source_id", nil, func(call *model.Call) {
		c, k := e.cells[id], e.kind(kind)
		c.stored++
		list := c.listOf(e.options, k)
		if list.full() {
			return
		}
		k, quantity := ofPart(call, k, quantity)
		as, kept := c.as(k), *call
		list.keep(model.Usage{At: call.At, RequestID: call.RequestID, Project: call.Project, Operation: k.Operation, Status: call.Status,
			ErrorCode: call.ErrorCode, SourceID: source, File: file, Line: line, Item: k.Item, Tier: k.Tier, Call: &kept, Class: as.class, Billable: as.billable, Quantity: quantity})
	}, &id, &kind, &quantity, &source, &file, &line)
}

// request is a request to OSS as it is stored.
type request struct {
	id []byte
	key
	source int64
	usage  model.Usage
}

// keep puts a request into the list that its kind goes to.
func (e *reader) keep(q *request, c *cell, k *model.UsageKind, project string, quantity int64) {
	u, as := q.usage, c.as(k)
	u.RequestID, u.Status, u.Project, u.Operation = model.UnpackRequestID(q.id), q.status, project, k.Operation
	u.SourceID, u.Item, u.Tier = q.source, k.Item, k.Tier
	u.Class, u.Billable, u.Quantity = as.class, as.billable, quantity
	c.listOf(e.options, k).keep(u)
}

// requestsOf gives the requests of an hour that a query selects and those besides,
// by time, until more says that there are enough.
func (e *reader) requestsOf(hour int64, query string, besides []request, more func(*request) bool) error {
	// Which sources count is decided here: an hour has few, and a run thousands.
	counts := func(q *request) bool { return !e.stored[q.source] || more(q) }
	var q request
	u := &q.usage
	for err := range e.Scan(query, []any{hour, hour + model.Hour},
		&q.id, &u.At, &q.prefix, &q.operation, &q.extension, &q.status, &q.source, &u.ErrorCode, &u.Bucket, &u.Key, &u.File, &u.Line) {
		if err != nil {
			return fmt.Errorf("read requests: %w", err)
		}
		for len(besides) > 0 && compareRequests(besides[0], q) < 0 {
			if !counts(&besides[0]) {
				return nil
			}
			besides = besides[1:]
		}
		if !counts(&q) {
			return nil
		}
	}
	for n := range besides {
		if !counts(&besides[n]) {
			return nil
		}
	}
	return nil
}

// listed writes numbers as SQL lists them.
func listed(numbers map[int64]bool) string {
	texts := []string{"-1"} // for none
	for _, n := range slices.Sorted(maps.Keys(numbers)) {
		texts = append(texts, strconv.FormatInt(n, 10))
	}
	return strings.Join(texts, ", ")
}
