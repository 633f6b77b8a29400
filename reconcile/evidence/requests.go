package evidence

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// key is what decides, within an hour, what a request is.
type key struct {
	prefix, operation, extension int64
	status                       int
}

// meaning is what the requests of a key are to a series, for a time.
type meaning struct {
	use
	model.Span
	project string
	units   int64 // of its kind, of each request
}

// wanted is what the requests of a key are to a cell.
type wanted struct {
	meaning
	*cell
	kind *model.UsageKind
}

// readRequests finds the requests other than segments: first those there are by
// their hourly sums, then, hour by hour, the records.
func (e *reader) readRequests() error {
	if len(e.hours) == 0 {
		return nil
	}
	meanings, err := e.readMeanings()
	if err != nil {
		return err
	}
	hours, err := e.readSums(meanings)
	if err != nil {
		return err
	}
	for _, hour := range slices.Sorted(maps.Keys(hours)) {
		if err := e.readRecords(hour, hours[hour]); err != nil {
			return err
		}
	}
	return nil
}

// readMeanings reads what requests are, by the keys that they have now.
func (e *reader) readMeanings() (map[key][]meaning, error) {
	meanings := map[key][]meaning{}
	var k key
	var m meaning
	err := e.Query(sql.With("evidence.meanings", e.filled...), nil,
		func() { meanings[k] = append(meanings[k], m) },
		&k.prefix, &k.operation, &k.extension, &k.status, &m.series, &m.use.kind, &m.From, &m.To, &m.project, &m.units)
	if err != nil {
		return nil, fmt.Errorf("read what requests are: %w", err)
	}
	return meanings, nil
}

// readSums counts the requests that are stored, and chooses those that are read:
// of whole hours, the earliest first, until there are as many as are wanted.
func (e *reader) readSums(meanings map[key][]meaning) (map[int64]map[key][]wanted, error) {
	operations := map[int64]bool{}
	for k := range meanings {
		operations[k.operation] = true
	}
	hours := map[int64]bool{}
	for hour := range e.hours {
		hours[hour] = true
	}
	chosen := map[int64]map[key][]wanted{}
	found := map[*list]int64{}
	last := map[*list]int64{} // hour in which a list has as many as are wanted
	var k key
	var hour, requests int64
	err := e.Query(sql.With("evidence.sums", append(e.filled, "hours", listed(hours), "operations", listed(operations))...), nil, func() {
		for _, m := range meanings[k] {
			c := e.hours[hour][m.use]
			if c == nil || hour < m.From || hour >= m.To {
				continue
			}
			c.stored += requests
			kind := e.kind(m.use.kind)
			list := c.listOf(e.options, kind)
			if full, isFull := last[list]; isFull && hour > full {
				continue
			}
			if found[list] += requests; e.options.limit > 0 && found[list] >= int64(e.options.limit) {
				last[list] = hour
			}
			if chosen[hour] == nil {
				chosen[hour] = map[key][]wanted{}
			}
			chosen[hour][k] = append(chosen[hour][k], wanted{m, c, kind})
		}
	}, &hour, &k.prefix, &k.operation, &k.extension, &k.status, &requests)
	if err != nil {
		return nil, fmt.Errorf("count requests: %w", err)
	}
	return chosen, nil
}

// readRecords reads the requests of an hour that are wanted.
func (e *reader) readRecords(hour int64, all map[key][]wanted) error {
	open := map[*list]bool{}
	for _, keys := range all {
		for _, w := range keys {
			open[w.listOf(e.options, w.kind)] = true
		}
	}
	packed, err := e.writesOf(hour, maps.Keys(all))
	if err != nil {
		return err
	}
	return e.requestsOf(hour, sql.With("evidence.requests", "keys", values(maps.Keys(all))), packed, func(q *request) bool {
		for _, w := range all[q.key] {
			e.keep(q, w.cell, w.kind, w.project, w.units)
			if l := w.listOf(e.options, w.kind); l.full() {
				delete(open, l)
			}
		}
		return len(open) > 0
	})
}

// values writes keys, which are numbers of our own, as rows of SQL.
func values(keys iter.Seq[key]) string {
	var rows []string
	for k := range keys {
		rows = append(rows, fmt.Sprintf("(%d, %d, %d, %d)", k.prefix, k.operation, k.extension, k.status))
	}
	return strings.Join(rows, ", ")
}
