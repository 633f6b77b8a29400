package demo

import "testing"

// TestCountUnits takes the worked examples of the billing page: a video of 38
// minutes, 800 × 600, 30 frames a second, h264.
func TestCountUnits(t *testing.T) {
	minutes := func(from, to int) (segments []int) {
		for i := from * 6; i < to*6; i++ {
			segments = append(segments, i)
		}
		return segments
	}
	both := func(a, b []int) []int { return append(a, b...) }
	cases := map[string]struct {
		initial int64
		played  []int
		want    int64
	}{
		"only a playlist":                  {0, nil, 0},
		"thirty seconds beforehand":        {30, nil, 159},
		"five minutes, then from fifteen":  {0, both(minutes(0, 5), minutes(15, 38)), 9540},
		"and somebody who sees everything": {0, both(minutes(15, 38), minutes(0, 38)), 12084},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			v := video{codec: "h264", width: 800, height: 600, rate: 30, length: 38 * 60, initial: c.initial, ahead: 12}
			if got := v.charge(v.transcoded(c.played)); got != c.want {
				t.Errorf("%d CountUnits, the page says %d", got, c.want)
			}
		})
	}
}

func TestCountUnitsOfAShortLastSegment(t *testing.T) {
	v := video{codec: "h265", width: 1280, height: 720, rate: 25, length: 25, ahead: 12}
	// 1.8 × 6 × 3 × 1 + 1, rounded up, is 34 a second; and 8 for the sound.
	if got := v.charge(v.transcoded([]int{0})); got != 34*25+8 {
		t.Errorf("%d CountUnits for 25 seconds", got)
	}
}
