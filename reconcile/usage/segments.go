package usage

import (
	"errors"

	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
)

// segmentRows collects the segments that were played, for the table segment.
type segmentRows struct {
	*db.Inserter
	err error
}

func (c *Charger) segments() *segmentRows {
	return &segmentRows{Inserter: c.tx.Insert("segment", "project", "region", "class", "hour", "bucket", "object", "token", "segments", "request_id", "call_hour")}
}

// add puts down how many segments of a stream were played; call made their
// playlist, nil where that is not known.
func (r *segmentRows) add(project, region string, class meter.Class, s stream, segments int64, call *model.Call) {
	var id string
	var hour int64
	if call != nil {
		id, hour = call.RequestID, model.HourOf(call.At)
	}
	if r.err == nil {
		r.err = r.Add(project, region, string(class), s.hour, s.bucket, s.object, s.token, segments, id, hour)
	}
}

// addTarget puts down what was played of a target. What it transcodes at once is
// due in the hour of its call, if that lies within what is charged, whether or
// not a segment was played then.
func (r *segmentRows) addTarget(t *target, within bool) {
	c := &t.call
	if within {
		r.add(c.Project, c.Region, meter.Completed, stream{hour: model.HourOf(c.At)}, 0, c)
	}
	for s, segments := range t.played {
		r.add(c.Project, c.Region, meter.Completed, s, segments, c)
	}
}

func (r *segmentRows) close(err error) error { return errors.Join(err, r.err, r.Flush()) }
