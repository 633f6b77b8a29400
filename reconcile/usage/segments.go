package usage

import (
	"immrecon/reconcile/meter"
	"immrecon/store/db"
	"immrecon/store/model"
)

// segmentRows collects the segments that were played, for the table segment.
// Like chargeRows, all wait for the end.
type segmentRows struct {
	*db.Buffer
	tx *db.Tx
}

func (c *Charger) segments() *segmentRows {
	columns := []string{"project", "region", "class", "hour", "bucket", "object", "token", "segments", "request_id", "call_hour"}
	return &segmentRows{db.NewBuffer("segment", columns...), c.tx}
}

// add puts down how many segments of a stream were played; call made their
// playlist, nil where that is not known.
func (r *segmentRows) add(project, region string, class meter.Class, s stream, segments int64, call *model.Call) {
	var id string
	var hour int64
	if call != nil {
		id, hour = call.RequestID, model.HourOf(call.At)
	}
	r.Add(project, region, string(class), s.hour, s.bucket, s.object, s.token, segments, id, hour)
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

func (r *segmentRows) write() error { return r.Flush(r.tx) }
