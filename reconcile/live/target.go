package live

import (
	"fmt"
	"math/big"
)

// Limits beyond which a number is taken for a mistake of the record. They keep
// every product of the formula within an int64.
const (
	maxSide = 1 << 16 // pixels
	maxRate = 1000    // frames per second
)

// tenths holds the page's coefficient eff of each codec, in tenths.
var tenths = map[string]int64{"h264": 3, "h265": 18}

// thirty is the frame rate that the formula counts in.
var thirty = big.NewRat(30, 1)

// audioTenths is the coefficient of audio, in tenths.
const audioTenths = 3

// Target is one output of a playlist: what a second of it costs in count units.
// A target of audio alone has nothing but Audio.
type Target struct {
	Codec         string // h264 or h265
	Width, Height int64  // pixels
	Rate          string // frames per second, as written

	// Video and Audio count the target's streams, each of which is transcoded
	// and charged by itself. NewTarget sets one of each.
	Video, Audio int64

	blocks int64 // Ceiling(Height/240) × Ceiling(Width/240) × Ceiling(FrameRate/30)
}

// NewTarget returns a target with one video and one audio stream. It fails on a
// codec that the formula has no coefficient for, and on a size or frame rate
// that no video has.
func NewTarget(codec string, width, height int64, rate string) (Target, error) {
	if tenths[codec] == 0 {
		return Target{}, fmt.Errorf("live transcoding has no coefficient for the codec %q: it is h264 or h265", codec)
	}
	if width <= 0 || height <= 0 || width > maxSide || height > maxSide {
		return Target{}, fmt.Errorf("%d × %d pixels is no size of a video", width, height)
	}
	frames, err := parseRate(rate)
	if err != nil {
		return Target{}, err
	}
	perThirty := frames.Quo(frames, thirty)
	return Target{
		Codec: codec, Width: width, Height: height, Rate: rate, Video: 1, Audio: 1,
		blocks: ceilingOf(height, 240) * ceilingOf(width, 240) * ceiling(perThirty),
	}, nil
}

// PerSecond returns the count units of a second of one video stream:
//
//	Ceiling(eff × Ceiling(Height/240) × Ceiling(Width/240) × Ceiling(FrameRate/30) + 1)
//
// The page's own examples settle that the ceiling closes before the seconds:
// 800 × 600 at 30 in H.264 is 4.6, and 30 s of it are 150, not 138.
func (t Target) PerSecond() int64 { return ceilingOf(tenths[t.Codec]*t.blocks, 10) + 1 }

// Units returns the count units of one run of a number of seconds, rounded up
// before (see Run.Seconds): those of all its video streams, and those of all its
// audio streams, each Ceiling(0.3 × seconds).
func (t Target) Units(seconds int64) (video, audio int64) {
	return t.Video * t.PerSecond() * seconds, t.Audio * ceilingOf(audioTenths*seconds, 10)
}

// Arithmetic writes out the units of one video stream, if there is any, and of
// one audio stream of a run, a line each, as the billing page writes its
// examples.
func (t Target) Arithmetic(seconds int64) []string {
	var lines []string
	if t.Video > 0 {
		lines = append(lines, fmt.Sprintf("video: Ceiling(%d.%d × Ceiling(%d / 240) × Ceiling(%d / 240) × Ceiling(%s / 30) + 1) × %d = %d × %d = %d",
			tenths[t.Codec]/10, tenths[t.Codec]%10, t.Height, t.Width, t.Rate, seconds,
			t.PerSecond(), seconds, t.PerSecond()*seconds))
	}
	if t.Audio > 0 {
		lines = append(lines, fmt.Sprintf("audio: Ceiling(0.%d × %d) = %d", audioTenths, seconds, ceilingOf(audioTenths*seconds, 10)))
	}
	return lines
}
