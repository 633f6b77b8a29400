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
