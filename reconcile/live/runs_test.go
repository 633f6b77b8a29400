package live_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"immrecon/reconcile/live"
)

// run is a run in segments of 10 s, the last of which may be shorter.
func run(from, to, hour int64) live.Run {
	return live.Run{From: from * 10 * second, To: to * 10 * second, Hour: hour}
}

// later is the start of the hour after noon.
const later = noon + 3600

// transcodedCases are playings of a media of 1255 s: the last of its 126
// segments is 5 s long.
var transcodedCases = map[string]struct {
	initial int64
	plays   []live.Play
	want    []live.Run
}{
	"nothing":                  {want: nil},
	"initial up to a segment":  {initial: 30 * second, want: []live.Run{run(0, 3, noon)}},
	"initial into a segment":   {initial: 30*second + 1, want: []live.Run{run(0, 4, noon)}},
	"initial of the whole":     {initial: -1, want: []live.Run{{From: 0, To: 1255 * second, Hour: noon}}},
	"initial beyond the whole": {initial: 1256 * second, want: []live.Run{{From: 0, To: 1255 * second, Hour: noon}}},
	"ahead of one segment":     {plays: played(36, 37, noon+9), want: []live.Run{run(36, 49, noon)}},
	"ahead ends with the media": {
		plays: played(114, 115, noon+9),
		want:  []live.Run{{From: 1140 * second, To: 1255 * second, Hour: noon}},
	},
	"short last segment": {
		plays: played(125, 126, noon+9),
		want:  []live.Run{{From: 1250 * second, To: 1255 * second, Hour: noon}},
	},
	"replayed": {
		plays: join(played(5, 10, noon+9), played(5, 10, noon+99), played(7, 9, later)),
		want:  []live.Run{run(5, 22, noon)},
	},
	"backwards": {
		plays: join(played(50, 51, noon+9), played(20, 21, noon+10)),
		want:  []live.Run{run(20, 33, noon), run(50, 63, noon)},
	},
	"jump into what is ahead": {
		plays: join(played(0, 1, noon+9), played(12, 13, noon+10)),
		want:  []live.Run{run(0, 25, noon)},
	},
	"jump just behind what is ahead": {
		plays: join(played(0, 1, noon+9), played(13, 14, noon+10)),
		want:  []live.Run{run(0, 26, noon)},
	},
	"initial and played apart": {
		initial: 30 * second, plays: played(14, 15, noon+9),
		want: []live.Run{run(0, 3, noon), run(14, 27, noon)},
	},
	"initial and played touch": {
		initial: 30 * second, plays: played(3, 4, noon+9),
		want: []live.Run{run(0, 16, noon)},
	},
	"over the end of an hour": {
		plays: played(0, 3, later-1),
		want:  []live.Run{run(0, 13, noon), run(13, 15, later)},
	},
	"hole filled an hour later": {
		plays: join(played(0, 1, noon+9), played(26, 27, noon+10), played(13, 14, later)),
		want:  []live.Run{run(0, 13, noon), run(26, 39, noon), run(13, 26, later)},
	},
	"no such segment": {plays: []live.Play{{Index: 126, At: noon}, {Index: -1, At: noon}}, want: nil},
}

func TestTranscoded(t *testing.T) {
	playlist := live.Playlist{At: noon + 5, Duration: 1255 * second, Segment: 10 * second, Ahead: 12}
	for name, c := range transcodedCases {
		t.Run(name, func(t *testing.T) {
			p := playlist
			p.Initial = c.initial
			if got := live.Transcoded(p, c.plays); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

// The last run of a media that ends within a second is rounded up by itself.
func TestRunSeconds(t *testing.T) {
	r := live.Run{From: 10 * second, To: 15*second + 1}
	if got := r.Seconds(); got != 6 {
		t.Errorf("got %d seconds, want 6", got)
	}
}

// Runs are rated on their own: two halves of a second of audio do not make one.
func TestRateEachRun(t *testing.T) {
	_, target := example(t, 0)
	runs := []live.Run{
		{From: 0, To: 5 * second, Hour: noon}, {From: 20 * second, To: 25 * second, Hour: noon},
		{From: 40 * second, To: 45 * second, Hour: noon + 3600},
	}
	got := live.Rate(target, runs)
	if len(got) != 2 || got[noon] != 2*(25+2) || got[noon+3600] != 25+2 {
		t.Errorf("got %v", got)
	}
}

// Whoever plays what and when: each segment that is wanted is transcoded once,
// none other is, and no plays in another order change that.
func TestTranscodedIsTheUnion(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		p := live.Playlist{At: noon, Duration: (1 + random.Int64N(300)) * second, Segment: 10 * second,
			Initial: random.Int64N(60) * second, Ahead: random.Int64N(15)}
		segments := (p.Duration + p.Segment - 1) / p.Segment
		wanted := make([]int, segments)
		for i := range min((p.Initial+p.Segment-1)/p.Segment, segments) {
			wanted[i] = 1
		}
		var plays []live.Play
		for range random.IntN(40) {
			play := live.Play{Index: random.Int64N(segments), At: noon + random.Int64N(4*3600)}
			plays = append(plays, play)
			for i := play.Index; i <= min(play.Index+p.Ahead, segments-1); i++ {
				wanted[i] = 1
			}
		}
		runs := live.Transcoded(p, plays)
		got := make([]int, segments)
		for _, r := range runs {
			for i := r.From / p.Segment; i*p.Segment < r.To; i++ {
				got[i]++
			}
		}
		if !slices.Equal(got, wanted) {
			t.Fatalf("%+v %v: transcoded %v, want %v", p, plays, got, wanted)
		}
		slices.Reverse(plays)
		if again := live.Transcoded(p, plays); !slices.Equal(again, runs) {
			t.Fatalf("the order of the plays matters: %v, then %v", runs, again)
		}
	}
}

// A segment that was deleted is transcoded again when it is played again, and so
// are any that may have been; those ahead of it are still there.
func TestDeletedSegmentsAreTranscodedAgain(t *testing.T) {
	p := live.Playlist{Duration: 100_000_000, Segment: 10_000_000, Ahead: 1}
	plays := []live.Play{{Index: 0, At: 10}, {Index: 0, At: 50}, {Index: 1, At: 60}}
	seconds := func(deletions ...live.Deletion) (sum int64) {
		for _, r := range live.Transcoded(p, plays, deletions...) {
			sum += r.Seconds()
		}
		return sum
	}
	for name, test := range map[string]struct {
		deletions []live.Deletion
		want      int64
	}{
		"nothing deleted":               {nil, 30},
		"deleted between two plays":     {[]live.Deletion{{Index: 0, At: 20}}, 40},
		"deleted before the first":      {[]live.Deletion{{Index: 0, At: 5}}, 30},
		"deleted after the last":        {[]live.Deletion{{Index: 0, At: 70}}, 30},
		"deleted twice, played once":    {[]live.Deletion{{Index: 0, At: 20}, {Index: 0, At: 30}}, 40},
		"the one ahead is deleted, too": {[]live.Deletion{{Index: 1, At: 20}, {Index: 0, At: 20}}, 50},
		"any may be":                    {[]live.Deletion{{Index: live.AllSegments, At: 20}}, 50},
	} {
		if got := seconds(test.deletions...); got != test.want {
			t.Errorf("%s: %d s are transcoded, want %d", name, got, test.want)
		}
	}
}
