package meter_test

import (
	"slices"
	"testing"

	"immrecon/reconcile/meter"
)

func TestSeconds(t *testing.T) {
	cases := []struct{ duration, up, down, nearest int64 }{
		{0, 0, 0, 0},
		{1, 1, 0, 0},
		{499_999, 1, 0, 0},
		{500_000, 1, 0, 1},
		{999_999, 1, 0, 1},
		{1_000_000, 1, 1, 1},
		{1_000_001, 2, 1, 1},
		{3_599_500_000, 3600, 3599, 3600},
	}
	for _, c := range cases {
		up, down, nearest := meter.SecondsUp(c.duration), meter.SecondsDown(c.duration), meter.SecondsNearest(c.duration)
		if up != c.up || down != c.down || nearest != c.nearest {
			t.Errorf("%d µs: got %d, %d, %d, want %d, %d, %d", c.duration, up, down, nearest, c.up, c.down, c.nearest)
		}
	}
}

func TestResolution(t *testing.T) {
	cases := []struct {
		width, height int64
		tier          string
	}{
		{1, 1, "LD"},
		{640, 480, "LD"},
		{480, 640, "LD"},
		{641, 480, "SD"},
		{640, 481, "SD"}, // few pixels, but the short side is over
		{481, 640, "SD"},
		{1280, 720, "SD"},
		{1281, 1, "HD"},
		{1920, 1080, "HD"},
		{1440, 1440, "2K"},
		{2560, 1440, "2K"},
		{2561, 1440, "4K"},
		{3840, 2160, "4K"},
		{2160, 3840, "4K"},
		{3840, 2161, ""},
		{3841, 1, ""},
	}
	for _, c := range cases {
		tier, ok := meter.Resolution(c.width, c.height)
		if tier != c.tier || ok != (c.tier != "") {
			t.Errorf("%d × %d: got %q, %t, want %q", c.width, c.height, tier, ok, c.tier)
		}
	}
}

func TestOtherTiers(t *testing.T) {
	cases := map[string][]string{
		"VideoCompress264HD":  {"VideoCompress2642K", "VideoCompress264SD", "VideoCompress2644K", "VideoCompress264LD"},
		"VideoCompress265LD":  {"VideoCompress265SD", "VideoCompress265HD", "VideoCompress2652K", "VideoCompress2654K"},
		"VideoCompress2654K":  {"VideoCompress2652K", "VideoCompress265HD", "VideoCompress265SD", "VideoCompress265LD"},
		"VideoCompressCopy":   nil,
		"VideoCompress264":    nil,
		"VideoCompress264XHD": nil,
		"ImageDetect":         nil,
	}
	for item, want := range cases {
		if got := meter.OtherTiers(item); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", item, got, want)
		}
	}
}

func TestOtherCodec(t *testing.T) {
	cases := map[string]string{
		"VideoCompress2644K": "VideoCompress2654K",
		"VideoCompress265LD": "VideoCompress264LD",
		"VideoCompressCopy":  "",
		"AudioCompress":      "",
	}
	for item, want := range cases {
		if got := meter.OtherCodec(item); got != want {
			t.Errorf("%s: got %q, want %q", item, got, want)
		}
	}
}

func TestSplicingTier(t *testing.T) {
	cases := []struct {
		width, height int64
		tier          string
	}{
		{5999, 3999, "small"},
		{1, 23_999_999, "small"},
		{4000, 5999, "small"},
		{6000, 4000, "large"},
		{4000, 6000, "large"},
		{6001, 4001, "large"},
		{8000, 3000, "large"},
		{1, 24_000_000, "large"},
		{1 << 62, 4, "large"}, // the product would overflow to 0
	}
	for _, c := range cases {
		if got := meter.SplicingTier(c.width, c.height); got != c.tier {
			t.Errorf("%d × %d: got %s, want %s", c.width, c.height, got, c.tier)
		}
	}
}

func TestByOpenings(t *testing.T) {
	const firstOfDecember = 1701360000 // 2023-12-01T00:00:00+08:00
	if !meter.ByOpenings(firstOfDecember - 1) {
		t.Error("a project of the last second of November is charged by openings")
	}
	if meter.ByOpenings(firstOfDecember) {
		t.Error("a project of the first second of December is charged by calls")
	}
}
