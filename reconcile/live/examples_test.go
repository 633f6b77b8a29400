package live_test

import (
	"testing"

	"immrecon/reconcile/live"
)

const second = 1_000_000

// noon is the start of an hour.
const noon = 1_770_000_000 / 3600 * 3600

// example returns the playlist and target of the billing page's examples: 38
// minutes of 800 × 600 at 30 frames a second in H.264.
func example(t *testing.T, initial int64) (live.Playlist, live.Target) {
	t.Helper()
	target, err := live.NewTarget("h264", 800, 600, "30")
	if err != nil {
		t.Fatal(err)
	}
	return live.Playlist{At: noon, Duration: 38 * 60 * second, Segment: 10 * second, Initial: initial, Ahead: 12}, target
}

// played returns the plays of segments from up to, not including, to, a second
// apart from an instant on.
func played(from, to, at int64) []live.Play {
	var plays []live.Play
	for i := from; i < to; i++ {
		plays = append(plays, live.Play{Index: i, At: at + i - from})
	}
	return plays
}

func total(units map[int64]int64) (sum int64) {
	for _, n := range units {
		sum += n
	}
	return sum
}

func join(plays ...[]live.Play) (all []live.Play) {
	for _, p := range plays {
		all = append(all, p...)
	}
	return all
}

// The four worked examples of the billing page.
func TestWorkedExamples(t *testing.T) {
	const perMinute = 6 // segments
	cases := map[string]struct {
		initial int64
		plays   []live.Play
		want    int64
	}{
		"1: nothing played": {want: 0},
		"2: 30 s at once":   {initial: 30 * second, want: 159},
		"3: to minute 5, then from minute 15": {
			plays: join(played(0, 5*perMinute, noon+10), played(15*perMinute, 38*perMinute, noon+100)),
			want:  9540,
		},
		"4: three viewers": {
			plays: join(
				played(0, 5*perMinute, noon+10), played(15*perMinute, 38*perMinute, noon+20),
				played(0, 38*perMinute, noon+30)),
			want: 12084,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			playlist, target := example(t, c.initial)
			if got := total(live.Rate(target, live.Transcoded(playlist, c.plays))); got != c.want {
				t.Errorf("got %d count units, want %d", got, c.want)
			}
		})
	}
}
