package reconcile

import (
	"errors"
	"fmt"
	"maps"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"

	"immrecon/store/model"
	"immrecon/store/usage"
)

// liveCall is the operation whose charge is decided by what is played later.
const (
	liveCall = "GenerateVideoPlaylist"
	liveItem = "LiveTranscoding"
)

// target is a playlist with the segments of it that were played.
type target struct {
	call     model.Call
	playlist live.Playlist
	shape    live.Target
	plays    []live.Play
	played   map[stream]int64 // segments within the period
}

// stream is what segments played in an hour belong to, as their keys say.
type stream struct {
	hour                  int64
	bucket, object, token string
}

// meterLive charges live transcoding: what each playlist transcoded at once and
// what its viewers made it transcode, each segment once. All of history up to
// the end of the period is needed to know what was done before.
func (w *reconciler) meterLive() (err error) {
	if w.gaps, err = w.readGaps(); err != nil {
		return fmt.Errorf("read which logs are missing: %w", err)
	}
	rows, segments := w.charges(), w.segments()
	targets := map[string]*target{}
	err = usage.Calls(w.tx.Reader, 0, w.to, "c.operation = '"+liveCall+"'", func(c *model.Call) {
		w.settle(c)
		w.openTarget(rows, targets, c)
	})
	if err == nil {
		err = w.readPlays(rows, segments, targets)
	}
	for _, t := range targets {
		w.chargeTarget(rows, t)
		segments.addTarget(w, t)
	}
	if err != nil {
		err = fmt.Errorf("meter live transcoding: %w", err)
	}
	return rows.close(segments.close(err))
}

// openTarget notes a playlist by its token. One whose record lacks a fact makes
// the item's cells of its hour undecided.
func (w *reconciler) openTarget(rows *chargeRows, targets map[string]*target, c *model.Call) {
	if meter.Outcome(c.Status, c.ErrorCode) != meter.Completed {
		return
	}
	playlist, shape, err := live.FromCall(c)
	if err != nil || c.Token == "" {
		var missing *meter.Missing
		if w.within(c.At) && (errors.As(err, &missing) || c.Token == "") {
			rows.addCall(c, liveItem, "", meter.Undecided, 0)
		}
		return
	}
	targets[c.Token] = &target{call: *c, playlist: playlist, shape: shape, played: map[stream]int64{}}
}

func (w *reconciler) within(at int64) bool { return w.from <= at && at < w.to }

// readPlays gives each target the segments that viewers got. A segment whose
// playlist is not in the evidence makes its hour undecided.
func (w *reconciler) readPlays(rows *chargeRows, segments *segmentRows, targets map[string]*target) error {
	var key, bucket, project, region string
	var at int64
	var status int
	return w.tx.Query(`
		SELECT u.object_key, u.at, u.status, k.name, coalesce(o.project, ''), coalesce(h.region, k.region)
		FROM oss_usage u
		JOIN word w ON w.id = u.operation_id AND w.word = 'hls/ts'
		JOIN place p ON p.id = u.place_id
		JOIN bucket k ON k.id = p.bucket_id
		LEFT JOIN era e ON e.from_ts <= u.at - u.at % 3600 AND u.at - u.at % 3600 < e.to_ts
		LEFT JOIN place_owner o ON o.place_id = u.place_id AND o.era = e.from_ts
		LEFT JOIN home h ON h.project = o.project
		WHERE u.at < ?`, []any{w.to}, func() {
		if meter.Outcome(status, "") != meter.Completed {
			return
		}
		object, token, index, ok := live.ParseSegment(key)
		t := targets[token]
		if ok && t != nil && (t.call.TargetURI == "" || t.call.TargetURI == "oss://"+bucket+"/"+object) {
			t.plays = append(t.plays, live.Play{Index: index, At: at})
			if w.within(at) {
				t.played[stream{model.HourOf(at), bucket, object, token}]++
			}
			return
		}
		if w.within(at) && project != "" {
			rows.add(project, region, liveItem, "", "hls/ts", "oss", at, meter.Undecided, 0, 1)
			object, token = live.StreamOf(key)
			segments.add(project, region, meter.Undecided, stream{model.HourOf(at), bucket, object, token}, 1, nil)
		}
	}, &key, &at, &status, &bucket, &project, &region)
}

// chargeTarget puts down what a target transcoded within the period and, as
// what could have been billed instead, the ways in which its replays could have
// been charged. Those carry the token, since the fault may be one playlist's.
func (w *reconciler) chargeTarget(rows *chargeRows, t *target) {
	c, records := t.call, map[int64]int64{model.HourOf(t.call.At): 1}
	for _, play := range t.plays {
		records[model.HourOf(play.At)]++
	}
	put := func(operation string, class meter.Class, units map[int64]int64) {
		for hour, n := range units {
			if w.within(hour) && n != 0 {
				rows.add(c.Project, c.Region, liveItem, "", operation, "oss", hour, class, n, records[hour])
			}
		}
	}
	due := live.Rate(t.shape, live.Transcoded(t.playlist, t.plays))
	played := live.Rate(t.shape, live.Played(t.playlist, t.plays))
	initial := live.Rate(t.shape, live.Initial(t.playlist))
	put("hls/ts", meter.Completed, due)
	w.markAfterGaps(rows, t, due)
	put("hls/ts "+c.Token, meter.ReplayedAsPlayed, less(played, due))
	put("hls/ts "+c.Token, meter.ReplayedBesideInitial, less(sumOf(played, initial), due))
	put("hls/ts "+c.Token, meter.ReplayedAgain, live.Rate(t.shape, live.Replayed(t.playlist, t.plays)))
	w.rules.use(live.Rules()...)
}

// markAfterGaps marks the hours of a target that come after an hour of its life
// without a log.
func (w *reconciler) markAfterGaps(rows *chargeRows, t *target, due map[int64]int64) {
	born := model.HourOf(t.call.At)
	for at := range due {
		if w.within(at) && w.gaps.between(t.call.Project, born, at) {
			rows.add(t.call.Project, t.call.Region, liveItem, "", "hls/ts", "oss", at, meter.AfterGap, 0, 1)
		}
	}
}

// sumOf adds count units hour by hour.
func sumOf(a, b map[int64]int64) map[int64]int64 {
	sum := maps.Clone(a)
	for hour, n := range b {
		sum[hour] += n
	}
	return sum
}

// less takes the count units b away from a, hour by hour.
func less(a, b map[int64]int64) map[int64]int64 {
	rest := maps.Clone(a)
	for hour, n := range b {
		rest[hour] -= n
	}
	return rest
}
