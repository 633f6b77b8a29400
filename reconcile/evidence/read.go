package evidence

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
	"immrecon/store/usage"
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
	in      string // the ids of the cells, as SQL lists them
	sources string // selects the sources of the run that are stored still
	stored  map[int64]bool
	gone    bool // some of them are not
	kinds   map[int64]*model.UsageKind
	cells   map[int64]*cell
	hours   map[int64]map[use]*cell // that have requests
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
	e := &reader{Reader: r, run: run.ID, options: o, in: runs.CellsOf(findings), sources: runs.SourcesOf(run.ID),
		stored: map[int64]bool{}, kinds: map[int64]*model.UsageKind{}, cells: map[int64]*cell{}, hours: map[int64]map[use]*cell{}}
	for _, f := range findings {
		if e.cells[f.CellID] == nil {
			e.cells[f.CellID] = &cell{item: f.Item, tier: f.Tier, counts: map[countKey]*model.UsageCount{}}
		}
	}
	for _, step := range []func() error{e.readSources, e.readKinds, e.readCounts, e.readRequests, e.readSegments, e.readCalls} {
		for _, c := range e.cells {
			c.limit(o)
		}
		if err := step(); err != nil {
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
	return e.Query("SELECT id, item, tier, operation, channel, class, billable FROM run_kind WHERE run_id = ?", []any{e.run}, func() {
		kept := k
		e.kinds[k.ID] = &kept
	}, &k.ID, &k.Item, &k.Tier, &k.Operation, &k.Channel, &k.Class, &k.Billable)
}

// requestKinds is the condition on a kind k whose records are requests to OSS
// other than segments.
const requestKinds = "k.channel = 'oss' AND k.operation NOT LIKE 'hls/ts%'"

// readCounts reads the usage of the cells by hour and kind. Its quantities are
// those of cell_usage; its records are the calls of cell_call and the segments of
// cell_segment, and of other requests as many as cell_usage has.
func (e *reader) readCounts() error {
	var id, hour, kind, quantity, records, series int64
	var requests bool
	return e.Query(`
		SELECT u.cell_id, u.hour, u.kind_id, sum(u.quantity), sum(u.records), max(u.requests), max(s.series_id) FROM (
		  SELECT c.cell_id, c.hour, c.kind_id, c.quantity, CASE WHEN `+requestKinds+` THEN c.records ELSE 0 END AS records,
		         CASE WHEN `+requestKinds+` THEN 1 ELSE 0 END AS requests
		  FROM cell_usage c JOIN run_kind k ON k.run_id = c.run_id AND k.id = c.kind_id
		  WHERE c.run_id = ? AND c.cell_id IN (`+e.in+`)
		  UNION ALL
		  SELECT cell_id, hour, kind_id, 0, 1, 0 FROM cell_call WHERE run_id = ? AND cell_id IN (`+e.in+`)
		  UNION ALL
		  SELECT cell_id, hour, kind_id, 0, segments, 0 FROM cell_segment WHERE run_id = ? AND cell_id IN (`+e.in+`)
		) u JOIN cell_series s ON s.run_id = ? AND s.cell_id = u.cell_id
		GROUP BY u.cell_id, u.hour, u.kind_id`, []any{e.run, e.run, e.run, e.run}, func() {
		c, k := e.cells[id], e.kinds[kind]
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
	var id, kind, quantity, line int64
	var file string
	relation := "SELECT request_id, cell_id, kind_id, quantity FROM cell_call WHERE run_id = " + strconv.FormatInt(e.run, 10) +
		" AND cell_id IN (" + e.in + ")"
	return usage.CallsOf(e.Reader, e.sources, relation, "k.cell_id, k.kind_id, k.quantity", nil, func(call *model.Call) {
		c, k := e.cells[id], e.kinds[kind]
		c.stored++
		list := c.listOf(e.options, k)
		if list.full() {
			return
		}
		as, kept := c.as(k), *call
		list.keep(model.Usage{At: call.At, RequestID: call.RequestID, Project: call.Project, Operation: k.Operation, Status: call.Status,
			ErrorCode: call.ErrorCode, File: file, Line: line, Call: &kept, Class: as.class, Billable: as.billable, Quantity: quantity})
	}, &id, &kind, &quantity, &file, &line)
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
	u.Class, u.Billable, u.Quantity = as.class, as.billable, quantity
	c.listOf(e.options, k).keep(u)
}

// requestsOf gives the requests of an hour that meet a condition, by time, until
// more says that there are enough.
func (e *reader) requestsOf(hour int64, condition string, more func(*request) bool) error {
	var q request
	u := &q.usage
	// Which sources count is decided here: an hour has few, and a run thousands.
	for err := range e.Scan(`
		SELECT u.request_id, u.at, u.place_id, u.operation_id, u.extension_id, u.status, u.source_id, e.word, k.name, u.object_key, s.name, u.line
		FROM oss_usage u JOIN place p ON p.id = u.place_id JOIN bucket k ON k.id = p.bucket_id
		JOIN word e ON e.id = u.error_id JOIN source s ON s.id = u.source_id
		WHERE u.at >= ? AND u.at < ? AND `+condition+` ORDER BY u.at, u.source_id, u.line`, []any{hour, hour + model.Hour},
		&q.id, &u.At, &q.place, &q.operation, &q.extension, &q.status, &q.source, &u.ErrorCode, &u.Bucket, &u.Key, &u.File, &u.Line) {
		if err != nil {
			return fmt.Errorf("read requests: %w", err)
		}
		if e.stored[q.source] && !more(&q) {
			break
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
