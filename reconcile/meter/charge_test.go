package meter_test

import (
	"errors"
	"reflect"
	"testing"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

func yes() *bool { b := true; return &b }
func no() *bool  { b := false; return &b }

const (
	convert = "CreateMediaConvertTask"

	sized  = model.FactSize
	timed  = model.FactDuration
	sizedT = sized | timed
)

// charged is a Charge without the rules that led to it.
type charged struct {
	item, tier, unit string
	quantity         int64
}

// callCases are calls with all the facts their rules need.
var callCases = map[string]struct {
	call model.Call
	want []charged
}{
	"H.264 rounded up": {
		model.Call{Operation: convert, Codec: "h264", Width: 1280, Height: 720, Duration: 60_000_001, Known: sizedT},
		[]charged{{"VideoCompress264SD", "", "second", 61}},
	},
	"whole seconds stay": {
		model.Call{Operation: convert, Codec: "h265", Width: 640, Height: 480, Duration: 60_000_000, Known: sizedT},
		[]charged{{"VideoCompress265LD", "", "second", 60}},
	},
	"portrait": {
		model.Call{Operation: convert, Output: "video", Codec: "h264", Width: 1080, Height: 1920, Duration: 1, Known: sizedT},
		[]charged{{"VideoCompress264HD", "", "second", 1}},
	},
	"tier as stated": {
		model.Call{Operation: convert, Codec: "h265", Tier: "2K", Duration: 1, Known: timed},
		[]charged{{"VideoCompress2652K", "", "second", 1}},
	},
	"size before tier": {
		model.Call{Operation: convert, Codec: "h265", Tier: "2K", Width: 1, Height: 1, Duration: 1, Known: sizedT},
		[]charged{{"VideoCompress265LD", "", "second", 1}},
	},
	"copy needs no size": {
		model.Call{Operation: convert, Codec: "copy", Duration: 1_500_000, Known: timed},
		[]charged{{"VideoCompressCopy", "", "second", 2}},
	},
	"audio by codec": {
		model.Call{Operation: convert, Codec: "aac", Duration: 1_500_000, Known: timed},
		[]charged{{"AudioCompress", "", "second", 2}},
	},
	"audio by output": {
		model.Call{Operation: convert, Output: "audio", Duration: 0, Known: timed},
		[]charged{{"AudioCompress", "", "second", 0}},
	},
	"audio through OSS": {
		model.Call{Operation: "audio/concat", Duration: 2_000_000, Known: timed},
		[]charged{{"AudioCompress", "", "second", 2}},
	},
	"snapshots": {
		model.Call{Operation: convert, Output: "snapshots", Frames: 12, Known: model.FactFrames},
		[]charged{{"VideoFraming", "", "frame", 12}},
	},
	"sprite": {
		model.Call{Operation: convert, Output: "sprite", Frames: 100, Known: model.FactFrames},
		[]charged{{"VideoFraming", "", "frame", 100}},
	},
	"animation": {
		model.Call{Operation: convert, Output: "animation", Tier: "advanced", Frames: 250, Known: model.FactFrames},
		[]charged{{"MediaAnimation", "advanced", "frame", 250}},
	},
	"text subtitles": {
		model.Call{Operation: convert, Output: "subtitle_text", Streams: 3, Known: model.FactStreams},
		[]charged{{"ExtractSubtitleText", "", "stream", 3}},
	},
	"image subtitles": {
		model.Call{Operation: convert, Output: "subtitle_image", Frames: 41, Known: model.FactFrames},
		[]charged{{"ExtractSubtitleImage", "", "frame", 41}},
	},
	"small splicing": {
		model.Call{Operation: "CreateImageSplicingTask", Width: 5999, Height: 4000, Known: sized},
		[]charged{{"ImageSplicing", "small", "call", 1}},
	},
	"PDF": {
		model.Call{Operation: "CreateImageToPDFTask", Images: 7, Known: model.FactImages},
		[]charged{{"ImageToPDF", "", "image", 7}},
	},
	"packing": {
		model.Call{Operation: "CreateFileCompressionTask", Bytes: 1 << 31, Known: model.FactBytes},
		[]charged{{"FileProcess", "", "byte", 1 << 31}},
	},
	"unpacking": {
		model.Call{Operation: "CreateFileUncompressionTask", Bytes: 5, Known: model.FactBytes},
		[]charged{{"FileProcess", "", "byte", 5}},
	},
	"inspection": {
		model.Call{Operation: "CreateArchiveFileInspectionTask", Bytes: 0, Known: model.FactBytes},
		[]charged{{"FilePreview", "", "byte", 0}},
	},
	"media without location": {
		model.Call{Operation: "DetectMediaMeta", Geo: no()},
		[]charged{{"MediaMeta", "", "call", 1}},
	},
	"media with location": {
		model.Call{Operation: "DetectMediaMeta", Geo: yes()},
		[]charged{{"MediaMeta", "", "call", 1}, {"ReverseGeocoding", "", "call", 1}},
	},
	"opening to edit": {
		model.Call{Operation: "WebofficeOpen", Readonly: no()},
		[]charged{{"DocumentWebofficeEdit", "", "call", 1}},
	},
	"opening to preview": {
		model.Call{Operation: "WebofficeOpen", Readonly: yes(), Cached: no()},
		[]charged{{"DocumentWebofficePreview", "", "call", 1}},
	},
	"refreshed cached preview": {
		model.Call{Operation: "RefreshWebofficeToken", Readonly: yes(), Cached: yes()},
		[]charged{{"DocumentWebofficeCachePreview", "", "call", 1}},
	},
	"event without parameters": {
		model.Call{Operation: "GenerateWebofficeToken", Channel: model.KindActionTrail},
		[]charged{{"DocumentWebofficeEdit", "", "call", 1}},
	},
	"event without CachePreview": {
		model.Call{Operation: "GenerateWebofficeToken", Channel: model.KindActionTrail, Readonly: yes()},
		[]charged{{"DocumentWebofficePreview", "", "call", 1}},
	},
}

func TestCall(t *testing.T) {
	for name, c := range callCases {
		t.Run(name, func(t *testing.T) {
			got, err := meter.Call(&c.call)
			if err != nil {
				t.Fatal(err)
			}
			if bare := withoutRules(got); !reflect.DeepEqual(bare, c.want) {
				t.Errorf("got %v, want %v", bare, c.want)
			}
		})
	}
}

func withoutRules(charges []meter.Charge) []charged {
	var bare []charged
	for _, c := range charges {
		bare = append(bare, charged{c.Item, c.Tier, c.Unit, c.Quantity})
	}
	return bare
}

func TestCallNamesTheMissingFact(t *testing.T) {
	cases := []struct {
		call  model.Call
		fact  string
		items int
	}{
		{model.Call{Operation: convert}, "codec", 12},
		{model.Call{Operation: "video/convert"}, "codec", 12},
		{model.Call{Operation: convert, Codec: "h264", Duration: 1, Known: timed}, "width and height", 5},
		{model.Call{Operation: convert, Codec: "h264", Known: sizedT}, "width and height", 5},
		{model.Call{Operation: convert, Codec: "h264", Width: 1, Height: 1, Known: sized}, "seconds", 1},
		{model.Call{Operation: convert, Codec: "copy", Duration: -1, Known: timed}, "seconds", 1},
		{model.Call{Operation: convert, Output: "snapshots"}, "frames", 1},
		{model.Call{Operation: convert, Output: "animation", Frames: 1, Known: model.FactFrames}, "tier", 1},
		{model.Call{Operation: convert, Output: "subtitle_text"}, "streams", 1},
		{model.Call{Operation: "CreateImageSplicingTask"}, "width and height", 1},
		{model.Call{Operation: "CreateImageToPDFTask"}, "images", 1},
		{model.Call{Operation: "CreateFileCompressionTask"}, "bytes", 1},
		{model.Call{Operation: "DetectMediaMeta"}, "geo", 1},
		{model.Call{Operation: "WebofficeOpen", Channel: model.KindCalls}, "readonly", 3},
		{model.Call{Operation: "WebofficeOpen", Readonly: yes()}, "cached", 2},
		{model.Call{Operation: "RefreshWebofficeToken", Channel: model.KindActionTrail}, "readonly", 3},
	}
	for _, c := range cases {
		t.Run(c.call.Operation+" without "+c.fact, func(t *testing.T) {
			_, err := meter.Call(&c.call)
			var missing *meter.Missing
			if !errors.As(err, &missing) {
				t.Fatalf("got %v, want a missing fact", err)
			}
			if missing.Fact != c.fact || len(missing.Items) != c.items || missing.Operation != c.call.Operation {
				t.Errorf("got %+v, want %s of %d items", missing, c.fact, c.items)
			}
		})
	}
}

// What is certain is charged even where the record leaves the rest open.
func TestCallKeepsWhatIsCertain(t *testing.T) {
	got, err := meter.Call(&model.Call{Operation: "DetectMediaMeta"})
	if err == nil || len(got) != 1 || got[0].Item != "MediaMeta" {
		t.Errorf("got %v and %v, want MediaMeta and an error", got, err)
	}
}

func TestCallWithoutAnItem(t *testing.T) {
	cases := map[string]model.Call{
		"above 4K":         {Operation: convert, Codec: "h265", Width: 3841, Height: 2160, Known: sized},
		"other codec":      {Operation: convert, Codec: "vp9", Width: 640, Height: 480, Known: sized},
		"other output":     {Operation: convert, Output: "hologram"},
		"other animation":  {Operation: "video/animation", Tier: "premium", Known: model.FactFrames},
		"portrait over 4K": {Operation: convert, Codec: "h264", Width: 2161, Height: 3840, Known: sized},
	}
	for name, call := range cases {
		t.Run(name, func(t *testing.T) {
			charges, err := meter.Call(&call)
			var unpriced *meter.Unpriced
			if !errors.As(err, &unpriced) || charges != nil {
				t.Errorf("got %v and %v, want an unpriced product", charges, err)
			}
		})
	}
}

func TestUnmeteredOperation(t *testing.T) {
	if meter.Metered("DetectImageFaces") {
		t.Error("DetectImageFaces is charged by the call")
	}
	if _, err := meter.Call(&model.Call{Operation: "DetectImageFaces"}); err == nil {
		t.Error("an operation of the catalogue was metered")
	}
	if !meter.Metered("video/sprite") {
		t.Error("video/sprite is charged by the frame")
	}
}

func TestChargeCitesItsRules(t *testing.T) {
	cases := map[string]struct {
		call model.Call
		want []string
	}{
		"portrait": {
			model.Call{Operation: "video/convert", Codec: "h264", Width: 720, Height: 1280, Duration: 1_200_000, Known: sizedT},
			[]string{meter.RuleResolutionTier, meter.RuleOrientationFree, meter.RuleVideoRoundedUp},
		},
		"landscape": {
			model.Call{Operation: "video/convert", Codec: "h264", Width: 1280, Height: 720, Duration: 1_200_000, Known: sizedT},
			[]string{meter.RuleResolutionTier, meter.RuleVideoRoundedUp},
		},
		"splicing at the limit": {
			model.Call{Operation: "CreateImageSplicingTask", Width: 6000, Height: 4000, Known: sized},
			[]string{meter.RuleSplicingSize, meter.RuleSplicingLimit},
		},
		"splicing over the limit": {
			model.Call{Operation: "CreateImageSplicingTask", Width: 6001, Height: 4000, Known: sized},
			[]string{meter.RuleSplicingSize},
		},
		"refreshed token": {
			model.Call{Operation: "RefreshWebofficeToken", Readonly: no()},
			[]string{meter.RuleWebofficeClass, meter.RuleWebofficeRefresh},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := meter.Call(&c.call)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got[0].Rules, c.want) {
				t.Errorf("got %v, want %v", got[0].Rules, c.want)
			}
		})
	}
}

// Seconds keep what they were rounded from, so that other roundings can be tried.
func TestChargeKeepsItsDuration(t *testing.T) {
	got, err := meter.Call(&model.Call{Operation: "audio/compress", Duration: 1_200_000, Known: timed})
	if err != nil || got[0].Duration != 1_200_000 {
		t.Errorf("got %+v and %v, want the exact duration", got, err)
	}
}
