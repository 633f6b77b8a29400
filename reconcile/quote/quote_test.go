package quote_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

const second = 1_000_000

var (
	zone   = time.FixedZone("UTC+8", 8*60*60)
	march  = time.Date(2026, time.March, 4, 10, 0, 0, 0, zone).Unix()
	change = time.Date(2025, time.July, 28, 11, 0, 0, 0, zone).Unix()
)

func read(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func tariff(t *testing.T, own ...[]model.Price) *quote.Tariff {
	t.Helper()
	tariff, err := quote.NewTariff(own)
	if err != nil {
		t.Fatal(err)
	}
	return tariff
}

// video is the target of the billing page's examples of live transcoding.
var video = model.Call{Codec: "h264", Width: 800, Height: 600, Rate: "30", Known: model.FactSize | model.FactRate}

func yes() *bool { b := true; return &b }

// answer writes quotes down shortly: item, tier, quantity, unit, amount.
func answer(quotes []quote.Quote) string {
	var lines []string
	for _, q := range quotes {
		lines = append(lines, strings.TrimSpace(q.Item+" "+q.Tier)+": "+quote.Count(q.Quantity, q.Unit)+" = "+q.Amount.String())
	}
	return strings.Join(lines, "; ")
}

func TestQuote(t *testing.T) {
	runs := func(seconds ...int64) []int64 {
		for n := range seconds {
			seconds[n] *= second
		}
		return seconds
	}
	cases := map[string]struct {
		ask  quote.Ask
		want string
	}{
		"live, example 1: nothing":        {quote.Ask{Subject: "LiveTranscoding", Facts: video, Runs: runs(0)}, "LiveTranscoding: 0 countunits = 0"},
		"live, example 2: 30 s":           {quote.Ask{Subject: "LiveTranscoding", Facts: video, Runs: runs(30)}, "LiveTranscoding: 159 countunits = 0.0022499931"},
		"live, example 3: two stretches":  {quote.Ask{Subject: "LiveTranscoding", Facts: video, Runs: runs(420, 1380)}, "LiveTranscoding: 9540 countunits = 0.134999586"},
		"live, example 4: one stretch":    {quote.Ask{Subject: "GenerateVideoPlaylist", Facts: video, Runs: runs(2280)}, "LiveTranscoding: 12084 countunits = 0.1709994756"},
		"live, count units":               {quote.Ask{Subject: "LiveTranscoding", Quantity: 159}, "LiveTranscoding: 159 countunits = 0.0022499931"},
		"live, audio alone":               {quote.Ask{Subject: "LiveTranscoding", Facts: model.Call{Output: "audio"}, Runs: runs(11)}, "LiveTranscoding: 4 countunits = 0.0000566036"},
		"an item by the call":             {quote.Ask{Subject: "ImageDetect", Quantity: 1000}, "ImageDetect: 1000 calls = 0.028"},
		"one call, where no number is":    {quote.Ask{Subject: "imagedetect"}, "ImageDetect: 1 call = 0.000028"},
		"an old name of an item":          {quote.Ask{Subject: "ImageInsight", Quantity: 1000}, "ImageFace: 1000 calls = 0.028"},
		"an operation of two items":       {quote.Ask{Subject: "SemanticQuery"}, "StandardQueryL2: 1 call = 0.000074; SemanticAnalyze: 1 call = 0.00052"},
		"an x-oss-process operation":      {quote.Ask{Subject: "image/crop,g_auto", Quantity: 3}, "ImageCropping: 3 calls = 0.0004245282"},
		"its price before it was charged": {quote.Ask{Subject: "image/bodies", At: change - 1}, "ImageDetect: 1 call = 0"},
		"its price from then on":          {quote.Ask{Subject: "image/bodies", At: change}, "ImageDetect: 1 call = 0.000028"},
		"a free item":                     {quote.Ask{Subject: "LocationDateClustering"}, "LocationDateClustering: 1 call = 0"},
		"a job is rounded up": {quote.Ask{Subject: "CreateMediaConvertTask", Runs: []int64{61_200_000},
			Facts: model.Call{Codec: "h265", Width: 1920, Height: 1080, Known: model.FactSize}}, "VideoCompress265HD: 62 seconds = 0.0438679264"},
		"each job on its own":    {quote.Ask{Subject: "VideoCompress264HD", Runs: []int64{61_200_000, 1}}, "VideoCompress264HD: 63 seconds = 0.0080235855"},
		"seconds as such":        {quote.Ask{Subject: "VideoCompress264HD", Quantity: 62}, "VideoCompress264HD: 62 seconds = 0.007896227"},
		"equal jobs":             {quote.Ask{Subject: "CreateMediaConvertTask", Quantity: 10, Facts: model.Call{Codec: "copy"}, Runs: []int64{1}}, "VideoCompressCopy: 10 seconds = 0.0001433525"},
		"audio":                  {quote.Ask{Subject: "AudioCompress", Runs: runs(10)}, "AudioCompress: 10 seconds = 0.000141509"},
		"a tier by its size":     {quote.Ask{Subject: "ImageSplicing", Quantity: 3, Facts: model.Call{Width: 6000, Height: 4000, Known: model.FactSize}}, "ImageSplicing large: 3 calls = 0.006702"},
		"a tier by its name":     {quote.Ask{Subject: "ImageSplicing", Facts: model.Call{Tier: "small"}}, "ImageSplicing small: 1 call = 0.000745"},
		"frames of a tier":       {quote.Ask{Subject: "MediaAnimation", Facts: model.Call{Tier: "advanced", Frames: 100, Known: model.FactFrames}}, "MediaAnimation advanced: 100 frames = 0.0074"},
		"frames":                 {quote.Ask{Subject: "video/snapshots", Facts: model.Call{Frames: 10, Known: model.FactFrames}}, "VideoFraming: 10 frames = 0.00015"},
		"images":                 {quote.Ask{Subject: "ImageToPDF", Facts: model.Call{Images: 12, Known: model.FactImages}}, "ImageToPDF: 12 images = 0.0000888"},
		"text subtitles":         {quote.Ask{Subject: "ExtractSubtitleText", Facts: model.Call{Streams: 2, Known: model.FactStreams}}, "ExtractSubtitleText: 2 streams = 0.000446"},
		"a gigabyte":             {quote.Ask{Subject: "FileProcess", Facts: model.Call{Bytes: 1 << 30, Known: model.FactBytes}}, "FileProcess: 1073741824 bytes = 0.00074"},
		"media with a location":  {quote.Ask{Subject: "DetectMediaMeta", Facts: model.Call{Geo: yes()}}, "MediaMeta: 1 call = 0.0001415094; ReverseGeocoding: 1 call = 0.0001415094"},
		"a preview from cache":   {quote.Ask{Subject: "RefreshWebofficeToken", Facts: model.Call{Readonly: yes(), Cached: yes()}}, "DocumentWebofficeCachePreview: 1 call = 0.000990566"},
		"calls that fill an int": {quote.Ask{Subject: "ImageDetect", Quantity: math.MaxInt64}, "ImageDetect: 9223372036854775807 calls = 258254417031933.722596"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.ask.Zone = zone
			if c.ask.At == 0 {
				c.ask.At = march
			}
			quotes, err := tariff(t).Quote(c.ask)
			if err != nil {
				t.Fatal(err)
			}
			if got := answer(quotes); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestQuoteRefuses(t *testing.T) {
	cases := map[string]struct {
		ask  quote.Ask
		says string
	}{
		"a misspelt item":                 {quote.Ask{Subject: "ImageMosiac"}, "did you mean ImageMosaic?"},
		"a part of a name":                {quote.Ask{Subject: "weboffice"}, "DocumentWebofficeEdit"},
		"nothing like it":                 {quote.Ask{Subject: "xyzzyplugh"}, "immrecon catalog items"},
		"an item without a price":         {quote.Ask{Subject: "ImageClassification"}, "no price of ImageClassification at 2026-03-04T10:00:00+08:00"},
		"a tier that is none":             {quote.Ask{Subject: "ImageSplicing", Facts: model.Call{Tier: "HD"}}, "its tiers are small and large"},
		"a number of frames without tier": {quote.Ask{Subject: "MediaAnimation", Quantity: 10}, "its tiers are basic and advanced"},
		"facts of another item": {quote.Ask{Subject: "VideoCompress264HD", Runs: []int64{second}, Facts: model.Call{Codec: "h265"}},
			"charged under VideoCompress265HD, not under VideoCompress264HD"},
		"units and lengths": {quote.Ask{Subject: "VideoCompress264HD", Quantity: 5, Runs: []int64{second}}, "state either"},
		"fewer than none":   {quote.Ask{Subject: "ImageDetect", Quantity: -1}, "1 or more"},
		"a negative length": {quote.Ask{Subject: "AudioCompress", Runs: []int64{-second}}, "0 or more"},
		"more than can be counted": {quote.Ask{Subject: "CreateMediaConvertTask", Quantity: math.MaxInt64, Runs: []int64{5 * second},
			Facts: model.Call{Codec: "copy"}}, "too many to count"},
		"a codec without a price": {quote.Ask{Subject: "CreateMediaConvertTask", Runs: []int64{second}, Facts: model.Call{Codec: "av1"}}, "no item for it"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.ask.Zone, c.ask.At = zone, march
			if quotes, err := tariff(t).Quote(c.ask); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v and %v, want an error that says %q", answer(quotes), err, c.says)
			}
		})
	}
}

// A fact that the price depends on is asked for by its column.
func TestQuoteAsksForMissingFacts(t *testing.T) {
	for subject, fact := range map[string]string{
		"LiveTranscoding": "codec", "VideoCompress265SD": "seconds", "MediaAnimation": "tier", "ImageSplicing": "width and height",
		"DetectMediaMeta": "geo", "WebofficeOpen": "readonly", "VideoFraming": "frames", "FilePreview": "bytes", "ExtractSubtitleText": "streams",
	} {
		_, err := tariff(t).Quote(quote.Ask{Subject: subject, At: march, Zone: zone})
		var missing *meter.Missing
		if !errors.As(err, &missing) || missing.Fact != fact {
			t.Errorf("%s: got %v, want to be asked for %s", subject, err, fact)
		}
	}
}

// Whatever the catalogue names can be asked for: with every fact stated, each
// operation is charged under items that it is mapped to, and each published
// item under itself.
func TestEverythingInTheCatalogueCanBeQuoted(t *testing.T) {
	c := read(t)
	full := func(subject string) quote.Ask {
		facts := video
		facts.Readonly, facts.Cached, facts.Geo = yes(), yes(), yes()
		facts.Frames, facts.Images, facts.Streams, facts.Bytes = 1, 1, 1, 1
		facts.Known |= model.FactFrames | model.FactImages | model.FactStreams | model.FactBytes
		return quote.Ask{Subject: subject, Facts: facts, Runs: []int64{second}, At: march, Zone: zone}
	}
	for _, o := range c.Operations {
		ask := full(o.Name)
		if strings.Contains(o.Condition, "tier=basic") || o.Name == "video/animation" {
			ask.Facts.Tier = "basic"
		}
		quotes, err := tariff(t).Quote(ask)
		if err != nil {
			t.Errorf("%s: %v", o.Name, err)
		}
		for _, q := range quotes {
			mapped := func(other catalogue.Operation) bool { return other.Name == o.Name && other.Item == q.Item }
			if !slices.ContainsFunc(c.Operations, mapped) {
				t.Errorf("%s was charged under %s", o.Name, q.Item)
			}
		}
	}
	for _, i := range c.Items {
		ask := quote.Ask{Subject: i.Code, Quantity: 7, At: march, Zone: zone}
		for _, p := range c.Prices {
			if p.Item == i.Code {
				ask.Facts.Tier = p.Tier
			}
		}
		quotes, err := tariff(t).Quote(ask)
		if i.Published && (err != nil || len(quotes) != 1 || quotes[0].Quantity != 7 || quotes[0].Item != i.Code) {
			t.Errorf("%s: got %s, %v", i.Code, answer(quotes), err)
		}
		if !i.Published && err == nil {
			t.Errorf("%s has no published price and got %s", i.Code, answer(quotes))
		}
	}
}

func TestStepsTellTheArithmetic(t *testing.T) {
	quotes, err := tariff(t).Quote(quote.Ask{Subject: "LiveTranscoding", Facts: video, Runs: []int64{420 * second, 1380 * second}, At: march, Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"video: Ceiling(0.3 × Ceiling(600 / 240) × Ceiling(800 / 240) × Ceiling(30 / 30) + 1) × 420 = 5 × 420 = 2100",
		"audio: Ceiling(0.3 × 420) = 126",
		"2100 + 126 = 2226 countunits",
		"video: Ceiling(0.3 × Ceiling(600 / 240) × Ceiling(800 / 240) × Ceiling(30 / 30) + 1) × 1380 = 5 × 1380 = 6900",
		"audio: Ceiling(0.3 × 1380) = 414",
		"6900 + 414 = 7314 countunits",
		"2226 + 7314 = 9540 countunits",
		"0.0000141509 USD per 1 countunit since 2025-07-28T11:00:00+08:00 (documented: IMM billing items page, 2026-02-15)",
		"9540 countunits × 0.0000141509 USD = 0.134999586 USD",
	}
	steps := quotes[0].Steps
	if got := steps[max(0, len(steps)-len(want)):]; !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.HasPrefix(steps[0], "live_formula (documented: IMM billing items page, 2026-02-15): ") {
		t.Errorf("the first step cites no rule: %s", steps[0])
	}
}

func TestAFreePriceSaysSinceWhen(t *testing.T) {
	for at, want := range map[int64]string{
		change - 1: "free until 2025-07-28T11:00:00+08:00 (documented: IMM billing items page, 2025-07-01)",
		change:     "0.0074 USD per 1000 calls since 2025-07-28T11:00:00+08:00 (documented: IMM billing items page, 2026-02-15)",
	} {
		quotes, err := tariff(t).Quote(quote.Ask{Subject: "ImageMosaic", At: at, Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(quotes[0].Steps, want) {
			t.Errorf("at %d: no step says %q in %q", at, want, quotes[0].Steps)
		}
	}
}

func TestTotal(t *testing.T) {
	quotes, err := tariff(t).Quote(quote.Ask{Subject: "SemanticQuery", At: march, Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	if got := quote.Total(quotes); !got.Equal(decimal.RequireFromString("0.000594")) {
		t.Errorf("got %s", got)
	}
}
