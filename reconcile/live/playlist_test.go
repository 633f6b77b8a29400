package live_test

import (
	"errors"
	"testing"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"
	"immrecon/store"
)

// known are the facts without which a playlist cannot be rated.
const known = store.FactSize | store.FactRate | store.FactDuration

func call() *store.Call {
	return &store.Call{
		Operation: "GenerateVideoPlaylist", Channel: store.KindCalls, At: noon,
		Codec: "h264", Width: 800, Height: 600, Rate: "30", Duration: 600 * second, Known: known,
	}
}

func TestFromCall(t *testing.T) {
	cases := map[string]struct {
		change func(*store.Call)
		want   live.Playlist
	}{
		"defaults": {
			func(*store.Call) {},
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Initial: 30 * second, Ahead: 12},
		},
		"ahead of short segments": {
			func(c *store.Call) { c.SegmentLength, c.Known = 7*second, known|store.FactSegmentLength },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 7 * second, Initial: 30 * second, Ahead: 18},
		},
		"no initial transcoding": {
			func(c *store.Call) { c.Known |= store.FactInitialTranscode },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Ahead: 12},
		},
		"the whole": {
			func(c *store.Call) { c.InitialTranscode, c.Known = -second, known|store.FactInitialTranscode },
			live.Playlist{At: noon, Duration: 600 * second, Segment: 10 * second, Initial: -second, Ahead: 12},
		},
		"ahead as given": {
			func(c *store.Call) { c.TranscodeAhead, c.Known = 20, known|store.FactTranscodeAhead },
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
	cases := map[string]func(*store.Call){
		"seconds":          func(c *store.Call) { c.Known &^= store.FactDuration },
		"width and height": func(c *store.Call) { c.Known &^= store.FactSize },
		"fps":              func(c *store.Call) { c.Known &^= store.FactRate },
		"codec":            func(c *store.Call) { c.Codec = "" },
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
	record.Codec, record.Channel = "", store.KindActionTrail
	_, target, err := live.FromCall(record)
	if err != nil || target.Codec != "h264" {
		t.Errorf("got %+v and %v, want h264", target, err)
	}
}

func TestFromCallRefuses(t *testing.T) {
	cases := map[string]func(*store.Call){
		"codec":         func(c *store.Call) { c.Codec = "vp9" },
		"duration":      func(c *store.Call) { c.Duration = -1 },
		"long duration": func(c *store.Call) { c.Duration = 1 << 62 },
		"segments":      func(c *store.Call) { c.Known |= store.FactSegmentLength },
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
	record.Output, record.Codec, record.Known = "audio", "aac", store.FactDuration
	_, target, err := live.FromCall(record)
	if err != nil {
		t.Fatal(err)
	}
	if video, audio := target.Units(30); video != 0 || audio != 9 {
		t.Errorf("got %d and %d, want 0 and 9", video, audio)
	}
}
