package usage

import (
	"fmt"
	"maps"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"

	"immrecon/store/calls"
	"immrecon/store/model"
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
	deleted  []live.Deletion
	buckets  map[string]bool  // that its segments are played from
	played   map[stream]int64 // segments within the period
}

// stream is what segments played in an hour belong to, as their keys say.
type stream struct {
	hour                  int64
	bucket, object, token string
}

// MeterLive charges live transcoding: what each playlist transcoded at once and
// what its viewers made it transcode, each segment once. All of history up to
// the end of the period is needed to know what was done before.
func (c *Charger) MeterLive() error {
	rows, segments := c.charges(), c.segments()
	targets := map[string]*target{}
	err := calls.Between(c.tx.Reader, c.sinceEver(), calls.Named(liveCall), func(call *model.Call) {
		c.inEach(call, func(call *model.Call) { c.openTarget(rows, targets, call) })
	})
	if err == nil {
		err = c.readPlays(rows, segments, targets)
	}
	if err == nil {
		err = c.readDeletions(targets)
	}
	for _, t := range targets {
		c.chargeTarget(rows, t)
		segments.addTarget(t, c.within(t.call.At))
	}
	if err != nil {
		err = fmt.Errorf("meter live transcoding: %w", err)
	}
	return rows.close(segments.close(err))
}

// openTarget notes a playlist by its token. One whose record lacks a fact or does
// not say how the call ended, or that the formula cannot rate, makes the item's
// cells of its hour undecided. Of one that failed nobody knows what it would
// have cost.
func (c *Charger) openTarget(rows *chargeRows, targets map[string]*target, call *model.Call) {
	class, reason := meter.Outcome(call.Status, call.ErrorCode), UnknownOutcome
	playlist, shape, err := live.FromCall(call)
	if class == meter.Completed && (err != nil || call.Token == "") {
		class, reason = meter.Undecided, UnknownPlaylist
	}
	if class == meter.Completed && call.OneOfRegions {
		class, reason = meter.RegionUnknown, UnknownRegion
	}
	if class != meter.Completed {
		if c.within(call.At) {
			rows.addCall(call, liveItem, "", class, 0)
		}
		if c.within(call.At) && meter.IsOpen(class) {
			c.undecided.note(call, reason, []string{liveItem}, 0)
		}
		return
	}
	targets[call.Token] = &target{call: *call, playlist: playlist, shape: shape, played: map[stream]int64{}, buckets: map[string]bool{}}
}

// targetOf is the playlist whose segments have a token in their keys. Calls keep it
// hashed, and those of older imports as it is.
func targetOf(targets map[string]*target, token string) *target {
	if t := targets[model.HashToken(token)]; t != nil {
		return t
	}
	return targets[token]
}

// readPlays gives each target the segments that viewers got. A segment whose
// playlist is not in the evidence makes its hour undecided.
func (c *Charger) readPlays(rows *chargeRows, segments *segmentRows, targets map[string]*target) error {
	var key, bucket, project, region string
	var at int64
	var status int
	return c.tx.Query(sql.Query("usage.plays"), []any{c.span.To}, func() {
		if meter.Outcome(status, "") != meter.Completed {
			return
		}
		object, token, index, ok := live.ParseSegment(key)
		t := targetOf(targets, token)
		if ok && t != nil && (t.call.TargetURI == "" || t.call.TargetURI == "oss://"+bucket+"/"+object) {
			t.plays = append(t.plays, live.Play{Index: index, At: at})
			t.buckets[bucket] = true
			if c.within(at) {
				t.played[stream{model.HourOf(at), bucket, object, token}]++
			}
			return
		}
		if c.within(at) && project != "" {
			rows.add(project, region, liveItem, "", "hls/ts", "oss", at, meter.Undecided, 0, 1)
			object, token = live.StreamOf(key)
			segments.add(project, region, meter.Undecided, stream{model.HourOf(at), bucket, object, token}, 1, nil)
		}
	}, &key, &at, &status, &bucket, &project, &region)
}

// chargeTarget puts down what a target transcoded within the period and, as
// what could have been billed instead, the ways in which its replays could have
// been charged. Those carry the token, since the fault may be one playlist's.
func (c *Charger) chargeTarget(rows *chargeRows, t *target) {
	call, records := &t.call, map[int64]int64{model.HourOf(t.call.At): 1}
	for _, play := range t.plays {
		records[model.HourOf(play.At)]++
	}
	put := func(operation string, class meter.Class, units map[int64]int64) {
		for hour, n := range units {
			if c.within(hour) && n != 0 {
				rows.add(call.Project, call.Region, liveItem, "", operation, "oss", hour, class, n, records[hour])
			}
		}
	}
	named, any := t.deletions()
	due := live.Rate(t.shape, live.Transcoded(t.playlist, t.plays, named...))
	played := live.Rate(t.shape, live.Played(t.playlist, t.plays))
	initial := live.Rate(t.shape, live.Initial(t.playlist))
	proven, after := c.provenOf(t, due, played)
	put("hls/ts", meter.Completed, proven)
	put("hls/ts", meter.AfterGap, after)
	if len(any) > 0 {
		most := live.Rate(t.shape, live.Transcoded(t.playlist, t.plays, append(named, any...)...))
		put("hls/ts", meter.MayBeDeleted, less(most, due))
	}
	if !live.StreamsKnown(call) {
		c.markStreams(rows, t, due)
	}
	put("hls/ts "+call.Token, meter.ReplayedAsPlayed, less(played, due))
	put("hls/ts "+call.Token, meter.ReplayedBesideInitial, less(sumOf(played, initial), due))
	put("hls/ts "+call.Token, meter.ReplayedAgain, live.Rate(t.shape, live.Replayed(t.playlist, t.plays)))
	c.rules.Use(live.Rules()...)
}

// provenOf splits what a target is due: that its segments were not played before,
// and were not deleted since, is proven only where no earlier hour of its life
// lacks a log.
func (c *Charger) provenOf(t *target, due, played map[int64]int64) (proven, after map[int64]int64) {
	born := model.HourOf(t.call.At)
	proven, after = map[int64]int64{}, map[int64]int64{}
	for at, units := range due {
		if c.within(at) && c.table.MissingBetween(t.call.Project, t.call.Region, born, at) {
			after[at] = units
		} else {
			proven[at] = units
		}
	}
	for at, units := range played {
		if c.within(at) && units > due[at] && c.table.MissingBetween(t.call.Project, t.call.Region, born, at) {
			after[at] = units
		}
	}
	return proven, after
}

// deletions are those of a target's segments, by name, and of any objects of the
// buckets that it is played from.
func (t *target) deletions() (named, any []live.Deletion) {
	for _, d := range t.deleted {
		if d.Index == live.AllSegments {
			any = append(any, d)
		} else {
			named = append(named, d)
		}
	}
	return named, any
}

// readDeletions gives each target the deletions of its segments.
func (c *Charger) readDeletions(targets map[string]*target) error {
	var key, bucket string
	var at int64
	var status int
	return c.tx.Query(sql.Query("usage.deletions"), []any{c.span.To}, func() {
		if meter.Outcome(status, "") != meter.Completed {
			return
		}
		if _, token, index, ok := live.ParseSegment(key); ok {
			if t := targetOf(targets, token); t != nil {
				t.deleted = append(t.deleted, live.Deletion{Index: index, At: at})
			}
			return
		}
		for _, t := range targets {
			if t.buckets[bucket] {
				t.deleted = append(t.deleted, live.Deletion{Index: live.AllSegments, At: at})
			}
		}
	}, &key, &at, &status, &bucket)
}

// markStreams notes that nobody says how many streams of a kind a target lists:
// those that are certain are charged, and there may be any number.
func (c *Charger) markStreams(rows *chargeRows, t *target, due map[int64]int64) {
	for at := range due {
		if c.within(at) {
			rows.add(t.call.Project, t.call.Region, liveItem, "", "hls/ts", "oss", at, meter.Undecided, 0, 1)
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
