package live_test

import (
	"slices"
	"testing"

	"immrecon/reconcile/live"
)

// 1255 s of 1280 × 720, of which three viewings overlap: 68, 52 and 7 segments.
func viewings(t *testing.T) (live.Playlist, live.Target, []live.Play) {
	t.Helper()
	target, err := live.NewTarget("h264", 1280, 720, "25")
	if err != nil {
		t.Fatal(err)
	}
	p := live.Playlist{At: noon + 5, Duration: 1255 * second, Segment: 10 * second, Ahead: 12}
	return p, target, join(played(45, 113, noon+16), played(13, 65, noon+84), played(110, 117, noon+136))
}

func TestReplay(t *testing.T) {
	p, target, plays := viewings(t)
	cases := map[string]struct {
		runs []live.Run
		want []live.Run
		sum  int64
	}{
		"transcoded": {
			live.Transcoded(p, plays),
			[]live.Run{{From: 130 * second, To: 1255 * second, Hour: noon}},
			7*1125 + 338,
		},
		"played": {
			live.Played(p, plays),
			[]live.Run{run(13, 117, noon), run(45, 65, noon), run(110, 113, noon)},
			7*1270 + 381,
		},
		"replayed": {
			live.Replayed(p, plays),
			[]live.Run{run(45, 65, noon), run(110, 113, noon)},
			7*230 + 69,
		},
		"initial": {live.Initial(p), nil, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if !slices.Equal(c.runs, c.want) {
				t.Errorf("got  %v\nwant %v", c.runs, c.want)
			}
			if got := total(live.Rate(target, c.runs)); got != c.sum {
				t.Errorf("got %d count units, want %d", got, c.sum)
			}
		})
	}
}

// A segment played again in a later hour is a replay of that hour.
func TestReplayedLater(t *testing.T) {
	p, _, _ := viewings(t)
	plays := join(played(0, 2, noon), played(1, 3, noon+3600))
	want := []live.Run{run(1, 2, noon+3600)}
	if got := live.Replayed(p, plays); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := live.Replayed(p, nil); got != nil {
		t.Errorf("got %v of no plays", got)
	}
}

func TestInitial(t *testing.T) {
	p, _ := example(t, 30*second)
	if got, want := live.Initial(p), []live.Run{run(0, 3, noon)}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
