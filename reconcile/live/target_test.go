package live_test

import (
	"slices"
	"testing"

	"immrecon/reconcile/live"
)

func TestPerSecond(t *testing.T) {
	cases := []struct {
		codec         string
		width, height int64
		rate          string
		want          int64
	}{
		{"h264", 800, 600, "30", 5},            // 0.3 × 12 + 1 = 4.6
		{"h264", 1280, 720, "25", 7},           // 0.3 × 18 + 1 = 6.4
		{"h264", 1920, 1080, "60", 25},         // 0.3 × 80 + 1 = 25 exactly
		{"h264", 1920, 1080, "30", 13},         // 0.3 × 40 + 1 = 13 exactly
		{"h265", 1920, 1080, "60", 145},        // 1.8 × 80 + 1
		{"h265", 800, 600, "30", 23},           // 1.8 × 12 + 1 = 22.6
		{"h264", 1, 1, "1", 2},                 // 0.3 + 1 = 1.3
		{"h264", 240, 240, "29.97", 2},         // one block
		{"h264", 240, 240, "30000/1001", 2},    // just under 30
		{"h264", 240, 240, "30.000000001", 2},  // two blocks: 1.6
		{"h264", 960, 240, "30.000000001", 4},  // eight blocks: 3.4
		{"h264", 960, 240, "60000/1001", 4},    // 59.94: eight blocks
		{"h264", 960, 240, "60060/1001", 4},    // 60 exactly: eight blocks
		{"h264", 960, 240, "60061/1001", 5},    // a little over: twelve, 4.6
		{"h264", 241, 241, "30", 3},            // four blocks: 2.2
		{"h264", 65536, 65536, "1000", 765777}, // the largest there is: 274 × 274 × 34 blocks
	}
	for _, c := range cases {
		target, err := live.NewTarget(c.codec, c.width, c.height, c.rate)
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		if got := target.PerSecond(); got != c.want {
			t.Errorf("%+v: got %d", c, got)
		}
	}
}

func TestUnits(t *testing.T) {
	target, err := live.NewTarget("h264", 800, 600, "30")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct{ seconds, video, audio int64 }{
		{0, 0, 0},
		{1, 5, 1},   // 0.3
		{3, 15, 1},  // 0.9
		{4, 20, 2},  // 1.2
		{10, 50, 3}, // exactly 3
		{30, 150, 9},
		{2280, 11400, 684},
	}
	for _, c := range cases {
		if video, audio := target.Units(c.seconds); video != c.video || audio != c.audio {
			t.Errorf("%d s: got %d and %d, want %d and %d", c.seconds, video, audio, c.video, c.audio)
		}
	}
}

// Each stream is charged by itself.
func TestUnitsOfStreams(t *testing.T) {
	target, err := live.NewTarget("h264", 800, 600, "30")
	if err != nil {
		t.Fatal(err)
	}
	target.Video, target.Audio = 0, 2
	if video, audio := target.Units(5); video != 0 || audio != 4 {
		t.Errorf("got %d and %d, want 0 and 2 × 2", video, audio)
	}
}

func TestNewTargetRefuses(t *testing.T) {
	cases := []struct {
		codec         string
		width, height int64
		rate          string
	}{
		{"vp9", 800, 600, "30"},
		{"", 800, 600, "30"},
		{"h264", 0, 600, "30"},
		{"h264", 800, -1, "30"},
		{"h264", 65537, 600, "30"},
		{"h264", 800, 600, ""},
		{"h264", 800, 600, "0"},
		{"h264", 800, 600, "0/1"},
		{"h264", 800, 600, "1/0"},
		{"h264", 800, 600, "-30"},
		{"h264", 800, 600, "1e9"},
		{"h264", 800, 600, "1/2/3"},
		{"h264", 800, 600, "1001"},
		{"h264", 800, 600, "thirty"},
		{"h264", 800, 600, "30 "},
		{"h264", 800, 600, "30.00000000000000000001"},
	}
	for _, c := range cases {
		if _, err := live.NewTarget(c.codec, c.width, c.height, c.rate); err == nil {
			t.Errorf("%+v was taken for a target", c)
		}
	}
}

func TestArithmetic(t *testing.T) {
	target, err := live.NewTarget("h265", 800, 600, "30000/1001")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"video: Ceiling(1.8 × Ceiling(600 / 240) × Ceiling(800 / 240) × Ceiling(30000/1001 / 30) + 1) × 30 = 23 × 30 = 690",
		"audio: Ceiling(0.3 × 30) = 9",
	}
	if got := target.Arithmetic(30); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := (live.Target{Audio: 1}).Arithmetic(30); !slices.Equal(got, want[1:]) {
		t.Errorf("audio alone: got %q", got)
	}
}

func FuzzFrameRate(f *testing.F) {
	for _, seed := range []string{"30", "29.97", "30000/1001", "25/1", "0", "1/0", ".5", "5.", "1e9", "60/", "0x10", "1/1.5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rate string) {
		target, err := live.NewTarget("h264", 240, 240, rate)
		if err != nil {
			return
		}
		// At one block a 30 frames, up to 1000 frames are 1 to 34 blocks.
		if per := target.PerSecond(); per < 2 || per > 12 {
			t.Errorf("%q: %d count units a second", rate, per)
		}
	})
}
