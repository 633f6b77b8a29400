package live

import (
	"cmp"
	"maps"
	"slices"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// Play is one segment that a viewer got: a request for it answered with 200 or
// 206. Other answers play nothing, and it is assumed that they transcode
// nothing.
type Play struct {
	Index int64 // of the segment
	At    int64 // completion of the request, Unix seconds
}

// Deletion takes a segment away, or all of them: when it is played again, it is
// transcoded again.
type Deletion struct {
	Index int64 // of the segment; AllSegments for all
	At    int64 // Unix seconds
}

// AllSegments is the Index of a deletion that may be of any segment.
const AllSegments = -1

func (d Deletion) span(p Playlist) span {
	if d.Index == AllSegments {
		return span{0, p.segments()}
	}
	return span{d.Index, d.Index + 1}
}

// Run is a stretch of media without a gap that was transcoded within an hour.
type Run struct {
	From, To int64 // microseconds of the media
	Hour     int64 // Unix seconds of the start of the hour it is charged in
}

// Seconds returns the length of the run, rounded up to whole seconds.
func (r Run) Seconds() int64 { return meter.SecondsUp(r.To - r.From) }

// Transcoded returns what was transcoded and so is charged, by hour and place
// in the media: of the initial transcoding, of every segment played and of what
// is ahead of it, each segment once, in the hour it was first wanted, and again
// when it is wanted after it was deleted. Plays may
// come in any order; one of a segment that the playlist does not have is
// ignored. That a run over the end of an hour is charged in two parts is
// assumed: the bill has a line an hour.
func Transcoded(p Playlist, plays []Play, deletions ...Deletion) []Run {
	var done spans
	charged := []segmentsByHour{{}} // anew after each deletion: the same may be charged again in its hour
	transcode := func(at int64, wanted span) {
		for _, fresh := range wanted.minus(done) {
			charged[len(charged)-1].add(at, fresh)
		}
		done = done.union(wanted)
	}
	transcode(p.At, p.initial())
	deletions = slices.SortedStableFunc(slices.Values(deletions), func(a, b Deletion) int { return cmp.Compare(a.At, b.At) })
	for _, play := range inOrder(plays) {
		for len(deletions) > 0 && deletions[0].At <= play.At {
			done = done.without(deletions[0].span(p))
			deletions, charged = deletions[1:], append(charged, segmentsByHour{})
		}
		transcode(play.At, p.wantedBy(play.Index))
	}
	return runsOf(p, charged)
}

// Rate returns the count units of each hour: every run is rated on its own, as
// in the billing page's examples.
func Rate(t Target, runs []Run) map[int64]int64 {
	units := map[int64]int64{}
	for _, r := range runs {
		video, audio := t.Units(r.Seconds())
		units[r.Hour] += video + audio
	}
	return units
}

// inOrder returns the plays as time went by.
func inOrder(plays []Play) []Play {
	sorted := slices.Clone(plays)
	slices.SortFunc(sorted, func(a, b Play) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Index, b.Index))
	})
	return sorted
}

// segmentsByHour are segments by the hour they are charged in, Unix seconds.
type segmentsByHour map[int64]spans

// add adds segments to the hour of at.
func (l segmentsByHour) add(at int64, s span) {
	hour := model.HourOf(at)
	l[hour] = l[hour].union(s)
}

// runs returns the segments as stretches of the playlist's media. The last
// segment ends where the media does.
func (l segmentsByHour) runs(p Playlist) []Run {
	var runs []Run
	for _, hour := range slices.Sorted(maps.Keys(l)) {
		for _, s := range l[hour] {
			runs = append(runs, Run{From: s.from * p.Segment, To: min(s.to*p.Segment, p.Duration), Hour: hour})
		}
	}
	return runs
}
