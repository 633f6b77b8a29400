package live

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

const (
	item   = "LiveTranscoding"
	second = 1_000_000 // microseconds

	// The defaults of GenerateVideoPlaylist.
	defaultCodec   = "h264"
	defaultSegment = 10 * second
	defaultInitial = 30 * second
	aheadByDefault = 120 * second

	// maxDuration is a year: longer media is taken for a mistake of the record.
	maxDuration = 366 * 24 * 60 * 60 * second
)

// Playlist is what GenerateVideoPlaylist set up for one target. Segments are
// numbered from 0; all but the last have the same length.
type Playlist struct {
	At       int64 // completion of the call, Unix seconds: when initial transcoding is charged
	Duration int64 // microseconds of output
	Segment  int64 // microseconds of a segment
	Initial  int64 // microseconds transcoded at once; negative means the whole
	Ahead    int64 // segments kept transcoded ahead of the one that plays
}

// FromCall reads a playlist and its target from the record of a call. Request
// parameters that the record leaves out have the API's defaults: segments of
// 10 s, 30 s of initial transcoding, two minutes ahead. What the output turned
// out to be (its size, rate and duration) has no default: without it the error
// is a *meter.Missing.
func FromCall(c *model.Call) (Playlist, Target, error) {
	target, err := targetOf(c)
	if err != nil {
		return Playlist{}, Target{}, err
	}
	if !c.Known.Has(model.FactDuration) {
		return Playlist{}, Target{}, missing(c, "seconds")
	}
	p := Playlist{At: c.At, Duration: c.Duration, Segment: defaultSegment, Initial: defaultInitial}
	if c.Known.Has(model.FactSegmentLength) {
		p.Segment = c.SegmentLength
	}
	if c.Known.Has(model.FactInitialTranscode) {
		p.Initial = c.InitialTranscode
	}
	if p.Duration < 0 || p.Duration > maxDuration || p.Segment <= 0 {
		return Playlist{}, Target{}, fmt.Errorf("%s: %d µs in segments of %d µs is no playlist", c.Operation, p.Duration, p.Segment)
	}
	p.Ahead = ceilingOf(aheadByDefault, p.Segment)
	if c.Known.Has(model.FactTranscodeAhead) {
		p.Ahead = max(c.TranscodeAhead, 0)
	}
	return p, target, nil
}

// targetOf reads the target from the record of a call: as many video and audio
// streams as the record lists, each charged by itself. Where it lists no video
// stream, or the output is audio alone, codec and size do not matter. An event of
// the call shows every parameter it was given, so a codec that is absent there is
// the API's default; an application's log without one does not state it.
func targetOf(c *model.Call) (Target, error) {
	if listed(c.VideoStreams, 1) == 0 || c.Output == "audio" {
		return Target{Audio: listed(c.AudioStreams, 1)}, nil
	}
	codec := c.Codec
	if codec == "" && c.Channel == model.KindActionTrail {
		codec = defaultCodec
	}
	switch {
	case codec == "":
		return Target{}, missing(c, "codec")
	case !c.Known.Has(model.FactSize):
		return Target{}, missing(c, "width and height")
	case !c.Known.Has(model.FactRate):
		return Target{}, missing(c, "fps")
	}
	target, err := NewTarget(codec, c.Width, c.Height, c.Rate)
	if err != nil {
		return Target{}, fmt.Errorf("%s: %w", c.Operation, err)
	}
	target.Video, target.Audio = listed(c.VideoStreams, 1), listed(c.AudioStreams, 0)
	return target, nil
}

// listed is how many streams a record lists, or a number where it does not say.
func listed(streams *int64, otherwise int64) int64 {
	if streams == nil {
		return otherwise
	}
	return *streams
}

// StreamsKnown reports whether a record says how many streams of each kind its
// playlist lists. A call log says so of audio streams alone: its row is one output
// of a size and rate, as the API makes one video stream unless it is told otherwise.
func StreamsKnown(c *model.Call) bool {
	return c.AudioStreams != nil && (c.VideoStreams != nil || c.Channel == model.KindCalls)
}

func missing(c *model.Call, fact string) error {
	return &meter.Missing{Operation: c.Operation, Fact: fact, Items: []string{item}}
}

// segments returns how many segments the playlist has.
func (p Playlist) segments() int64 { return ceilingOf(p.Duration, p.Segment) }

// initial returns the segments transcoded at once: initial transcoding is
// rounded up to the end of a segment.
func (p Playlist) initial() span {
	if p.Initial < 0 || p.Initial > p.Duration {
		return span{0, p.segments()}
	}
	return span{0, ceilingOf(p.Initial, p.Segment)}
}

// wantedBy returns the segments that playing one segment asks for: itself and
// those ahead of it. It is empty for a segment that the playlist does not have.
func (p Playlist) wantedBy(index int64) span {
	if !p.has(index) {
		return span{}
	}
	rest := p.segments() - index - 1
	return span{index, index + 1 + min(p.Ahead, rest)}
}

func (p Playlist) has(index int64) bool { return index >= 0 && index < p.segments() }
