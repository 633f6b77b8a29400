package evidence

import (
	"fmt"
	"maps"
	"slices"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// stream is what segments have in common that belong to one playlist.
type stream struct{ bucket, object, token string }

// played is a cell that segments of a stream stand behind.
type played struct {
	*cell
	kind    *model.UsageKind
	project string
}

// readSegments reads the segments that were played, hour by hour.
func (e *reader) readSegments() error {
	hours := map[int64]map[stream][]played{}
	var id, hour, kind, segments int64
	var s stream
	var project string
	err := e.Query(sql.With("evidence.played", e.filled...), nil,
		func() {
			if hours[hour] == nil {
				hours[hour] = map[stream][]played{}
			}
			hours[hour][s] = append(hours[hour][s], played{e.cells[id], e.kind(kind), project})
			if !e.gone {
				e.cells[id].stored += segments
			}
		}, &id, &hour, &kind, &s.bucket, &s.object, &s.token, &project, &segments)
	if err != nil {
		return fmt.Errorf("read what was played: %w", err)
	}
	for _, hour := range slices.Sorted(maps.Keys(hours)) {
		if err := e.readPlays(hour, hours[hour]); err != nil {
			return err
		}
	}
	return nil
}

// readPlays reads the segments of an hour: all of them where they must be counted
// because some may be gone, else until there are as many as are wanted.
func (e *reader) readPlays(hour int64, streams map[stream][]played) error {
	open := map[*list]bool{}
	for _, all := range streams {
		for _, p := range all {
			if l := p.listOf(e.options, p.kind); e.gone || !l.full() {
				open[l] = true
			}
		}
	}
	if len(open) == 0 {
		return nil
	}
	return e.requestsOf(hour, sql.Query("evidence.segments"), nil, func(q *request) bool {
		if meter.Outcome(q.status, "") != meter.Completed {
			return true
		}
		object, token := live.StreamOf(q.usage.Key)
		for _, p := range streams[stream{q.usage.Bucket, object, token}] {
			e.keep(q, p.cell, p.kind, p.project, 0)
			if e.gone {
				p.stored++
			} else if l := p.listOf(e.options, p.kind); l.full() {
				delete(open, l)
			}
		}
		return len(open) > 0
	})
}
