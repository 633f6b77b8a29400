package live_test

import (
	"errors"
	"testing"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// known are the facts without which a playlist cannot be rated.
const known = model.FactSize | model.FactRate | model.FactDuration

func call() *model.Call {
	return &model.Call{
		Operation: "GenerateVideoPlaylist", Channel: model.KindCalls, At: noon,
		Codec: "h264", Width: 800, Height: 600, Rate: "30", Duration: 600 * second, Known: known,
	}
}

func TestFromCall(t *testing.T) {
	cases := map[string]struct {
		change func(*model.Call)
		want   live.Playlist
	}{
		"defaults": {
			func(*model.Call) {},
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Initial: 30 * second, Ahead: 12},
		},
		"ahead of short segments": {
			func(c *model.Call) { c.SegmentLength, c.Known = 7*second, known|model.FactSegmentLength },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 7 * second, Initial: 30 * second, Ahead: 18},
		},
		"no initial transcoding": {
			func(c *model.Call) { c.Known |= model.FactInitialTranscode },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Ahead: 12},
		},
		"the whole": {
			func(c *model.Call) { c.InitialTranscode, c.Known = -second, known|model.FactInitialTranscode },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Initial: -second, Ahead: 12},
		},
		"ahead as given": {
			func(c *model.Call) { c.TranscodeAhead, c.Known = 20, known|model.FactTranscodeAhead },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Initial: 30 * second, Ahead: 20},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			record := call()
			c.change(record)
			got, target, err := live.FromCall(record)
			if err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if target.PerSecond() != 5 {
				t.Errorf("got the target %+v", target)
			}
		})
	}
}

func TestFromCallNamesTheMissingFact(t *testing.T) {
	cases := map[string]func(*model.Call){
		"seconds":          func(c *model.Call) { c.Known &^= model.FactDuration },
		"width and height": func(c *model.Call) { c.Known &^= model.FactSize },
		"fps":              func(c *model.Call) { c.Known &^= model.FactRate },
		"codec":            func(c *model.Call) { c.Codec = "" },
	}
	for fact, forget := range cases {
		record := call()
		forget(record)
		_, _, err := live.FromCall(record)
		var missing *meter.Missing
		if !errors.As(err, &missing) || missing.Fact != fact {
			t.Errorf("without %s: got %v", fact, err)
		}
	}
}

// An event shows the whole request: a codec it lacks was left to the API.
func TestFromEventWithoutCodec(t *testing.T) {
	record := call()
	record.Codec, record.Channel = "", model.KindActionTrail
	_, target, err := live.FromCall(record)
	if err != nil || target.Codec != "h264" {
		t.Errorf("got %+v and %v, want h264", target, err)
	}
}

func TestFromCallRefuses(t *testing.T) {
	cases := map[string]func(*model.Call){
		"codec":         func(c *model.Call) { c.Codec = "vp9" },
		"duration":      func(c *model.Call) { c.Duration = -1 },
		"long duration": func(c *model.Call) { c.Duration = 1 << 62 },
		"segments":      func(c *model.Call) { c.Known |= model.FactSegmentLength },
	}
	for name, spoil := range cases {
		record := call()
		spoil(record)
		if _, _, err := live.FromCall(record); err == nil {
			t.Errorf("a playlist with an impossible %s was taken", name)
		}
	}
}

func TestAudioOnly(t *testing.T) {
	record := call()
	record.Output, record.Codec, record.Known = "audio", "aac", model.FactDuration
	_, target, err := live.FromCall(record)
	if err != nil {
		t.Fatal(err)
	}
	if video, audio := target.Units(30); video != 0 || audio != 9 {
		t.Errorf("got %d and %d, want 0 and 9", video, audio)
	}
}

// Each stream that a playlist lists is charged by itself: 30 s of 800 × 600 at 30 in
// H.264 are 150 units a video stream and 9 an audio stream.
func TestStreamsAsListed(t *testing.T) {
	n := func(n int64) *int64 { return &n }
	cases := []struct {
		name         string
		output       string
		video, audio *int64
		wantVideo    int64
		wantAudio    int64
	}{
		{"one of each", "", n(1), n(1), 150, 9},
		{"several pictures", "", n(3), n(1), 450, 9},
		{"several of each", "", n(2), n(4), 300, 36},
		{"no sound", "", n(1), n(0), 150, 0},
		{"no picture", "", n(0), n(2), 0, 18},
		{"nothing", "", n(0), n(0), 0, 0},
		{"not stated", "", nil, nil, 150, 0},
		{"sound alone", "audio", nil, n(2), 0, 18},
		{"sound alone, not stated", "audio", nil, nil, 0, 9},
		{"sound alone, none listed", "audio", nil, n(0), 0, 0},
	}
	for _, c := range cases {
		record := call()
		record.Output, record.VideoStreams, record.AudioStreams = c.output, c.video, c.audio
		_, target, err := live.FromCall(record)
		if err != nil {
			t.Fatal(err)
		}
		if video, audio := target.Units(30); video != c.wantVideo || audio != c.wantAudio {
			t.Errorf("%s: got %d and %d, want %d and %d", c.name, video, audio, c.wantVideo, c.wantAudio)
		}
	}
}
