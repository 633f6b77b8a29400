package actiontrail

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"immrecon/import/loosejson"
	"immrecon/import/seconds"

	"immrecon/store/model"
)

// A target is one output that a live-transcoding playlist may ask for, at most
// six a call.
type target struct {
	URI              loosejson.Text
	Duration         loosejson.Text // of a segment, seconds
	InitialTranscode loosejson.Text // seconds; negative means the whole
	TranscodeAhead   loosejson.Text // segments
	Video            loosejson.Nested[video]
	Audio            loosejson.Nested[audio]
}

// video is what a target says of its picture: which streams, and how.
type video struct {
	DisableVideo   loosejson.Text
	Stream         loosejson.Nested[[]loosejson.Text]
	TranscodeVideo loosejson.Nested[stream]
}

// audio is what a target says of its sound: which streams, and how.
type audio struct {
	DisableAudio   loosejson.Text
	Stream         loosejson.Nested[[]loosejson.Text]
	TranscodeAudio loosejson.Nested[stream]
}

// A stream is how a target's video or audio is to be transcoded.
type stream struct{ Codec, Resolution, FrameRate loosejson.Text }

// An output is what the response says of the playlists: which were made, and of what
// length.
type output struct {
	Duration      loosejson.Text // seconds
	Token         loosejson.Text
	VideoPlaylist loosejson.Nested[[]playlist]
	AudioPlaylist loosejson.Nested[[]playlist]
}

// A playlist is one output with the size that came out and the token that
// is part of the keys of its segments.
type playlist struct{ FrameRate, Resolution, Token loosejson.Text }

// readPlaylist reads the facts that the charge of live transcoding is computed
// from, if the call has exactly one target. A record holds one, and the
// targets of a call are charged one by one; so a call of several keeps none of
// their facts, and is evidence of having been made, not of what it costs.
func readPlaylist(c *model.Call, parameters, response json.RawMessage) error {
	var in struct{ Targets loosejson.Nested[[]target] }
	if err := decodeObject(&in, "requestParameters", parameters); err != nil {
		return err
	}
	var out output
	if err := decodeObject(&out, "responseElements", response); err != nil {
		return err
	}
	if len(in.Targets.Value) != 1 {
		return nil
	}
	only := &in.Targets.Value[0]
	c.TargetURI = string(only.URI)
	return cmp.Or(
		readStreams(c, only, &out),
		readStream(c, only, &out),
		readMicros(c, &c.Duration, model.FactDuration, "Duration of the response", out.Duration),
		readMicros(c, &c.SegmentLength, model.FactSegmentLength, "Duration", only.Duration),
		readMicros(c, &c.InitialTranscode, model.FactInitialTranscode, "InitialTranscode", only.InitialTranscode),
		readTranscodeAhead(c, only.TranscodeAhead),
	)
}

// readStream reads codec, size and rate of the target's video, or the codec of
// its audio where it has no video. What came out goes before what was asked
// for: "1280x" asks for a size without saying it.
func readStream(c *model.Call, asked *target, out *output) error {
	video := asked.Video.Value.TranscodeVideo.Value
	made, kind := out.VideoPlaylist.Value, "video"
	if c.VideoStreams != nil && *c.VideoStreams == 0 && asked.Audio.Given {
		video = asked.Audio.Value.TranscodeAudio.Value
		made, kind = out.AudioPlaylist.Value, "audio"
	}
	c.Output, c.Codec, c.Token = kind, strings.ToLower(string(video.Codec)), hashed(out.Token)
	if len(made) > 0 {
		c.Token = cmp.Or(hashed(made[0].Token), c.Token)
		video.Resolution = cmp.Or(made[0].Resolution, video.Resolution)
		video.FrameRate = cmp.Or(made[0].FrameRate, video.FrameRate)
	}
	if video.FrameRate != "" {
		c.Rate, c.Known = string(video.FrameRate), c.Known|model.FactRate
	}
	return readSize(c, string(video.Resolution))
}

// readSize reads "800x600". A side may be left out ("1280x", "x720"): it then
// follows from the source, which the event does not state, and the size is not
// known.
func readSize(c *model.Call, resolution string) error {
	if resolution == "" {
		return nil
	}
	w, h, both := strings.Cut(strings.ToLower(resolution), "x")
	if both && (w == "" || h == "") {
		return nil
	}
	width, err1 := strconv.ParseUint(w, 10, 31)
	height, err2 := strconv.ParseUint(h, 10, 31)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("%q is no Resolution of the form WIDTHxHEIGHT", resolution)
	}
	c.Width, c.Height, c.Known = int64(width), int64(height), c.Known|model.FactSize
	return nil
}

// readMicros reads seconds into a fact, if they are given. Only the initial
// transcoding may be negative.
func readMicros(c *model.Call, fact *int64, known model.Facts, name string, given loosejson.Text) error {
	if given == "" {
		return nil
	}
	micros, err := seconds.Micros(string(given))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if micros < 0 && known != model.FactInitialTranscode {
		return fmt.Errorf("%s: %q is negative", name, string(given))
	}
	*fact, c.Known = micros, c.Known|known
	return nil
}

// readTranscodeAhead reads how many segments are transcoded ahead of the player.
func readTranscodeAhead(c *model.Call, given loosejson.Text) error {
	if given == "" {
		return nil
	}
	segments, err := strconv.ParseUint(string(given), 10, 31)
	if err != nil {
		return fmt.Errorf("TranscodeAhead: %q is not a number of segments", string(given))
	}
	c.TranscodeAhead, c.Known = int64(segments), c.Known|model.FactTranscodeAhead
	return nil
}
