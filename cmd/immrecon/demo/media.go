package demo

import (
	"fmt"
	"time"
)

var studioExpressions = []expression{
	{"video/info", processing("MediaMeta")},
	{"audio/info", processing("MediaMeta")},
	{"video/snapshot,t_4000,f_png,w_640", nil},
	{"hls/sign,live_1", nil},
}

// media is an hour of the studio: facts of clips, conversions, and viewers of
// videos that are transcoded while they play.
func (w *world) media(hour time.Time, load int) {
	for range load / 5 {
		w.process(studio, hour, fmt.Sprintf("clips/%03d.mp4", w.IntN(300)), pick(w.chance, studioExpressions))
	}
	for range load / 14 {
		w.convert(hour)
	}
	for range load / 70 {
		w.premiere(hour)
	}
}

// frameSize is an output size with its resolution class.
type frameSize struct {
	width, height int
	class         string
}

// frameSizes lists sizes of all classes, some upright and some on the edge of
// a class, in the order of the classes.
var frameSizes = []frameSize{
	{640, 480, "LD"}, {360, 640, "LD"},
	{1280, 720, "SD"}, {720, 1280, "SD"}, {854, 480, "SD"},
	{1920, 1080, "HD"}, {1080, 1920, "HD"},
	{2560, 1440, "2K"}, {2048, 1152, "2K"},
	{3840, 2160, "4K"},
}

// largerClass is the class above each: what a wrong tier is taken for.
var largerClass = map[string]string{"LD": "SD", "SD": "HD", "HD": "2K", "2K": "4K"}

// convert is one CreateMediaConvertTask with one product.
func (w *world) convert(hour time.Time) {
	switch w.IntN(6) {
	case 0:
		w.convertAudio(hour)
	case 1:
		w.takeFrames(hour)
	default:
		w.convertVideo(hour)
	}
}

// product is what a conversion made and the item it is charged under.
type product struct {
	facts      map[string]string
	item, tier string
	quantity   int64
}

func (w *world) finishConversion(hour time.Time, p product) {
	at, result := w.within(hour, 0, 3599), w.taskOutcome()
	submitted := at.Add(-time.Duration(w.between(5, 2400)) * time.Second)
	w.finish(studio, at, "CreateMediaConvertTask", submitted, result, p.facts)
	w.bookWork(studio, at, p.item, p.tier, p.quantity, result)
}

// convertVideo is charged by the second, each begun second as a whole one.
func (w *world) convertVideo(hour time.Time) {
	size, codec := pick(w.chance, frameSizes), pick(w.chance, []string{"h264", "h265"})
	milliseconds := w.between(3_000, 900_000)
	w.finishConversion(hour, product{
		facts: map[string]string{
			"codec": codec, "width": fmt.Sprint(size.width), "height": fmt.Sprint(size.height),
			"fps": pick(w.chance, []string{"25", "29.97", "60"}), "seconds": inSeconds(milliseconds),
			"output": pick(w.chance, []string{"", "video"}),
		},
		item:     "VideoCompress" + codec[1:] + size.class,
		quantity: wholeSeconds(milliseconds),
	})
}

func (w *world) convertAudio(hour time.Time) {
	milliseconds := w.between(2_000, 400_000)
	w.finishConversion(hour, product{
		facts:    map[string]string{"codec": "aac", "output": "audio", "seconds": inSeconds(milliseconds)},
		item:     "AudioCompress",
		quantity: wholeSeconds(milliseconds),
	})
}

// takeFrames makes snapshots, a sprite or a moving picture of a clip.
func (w *world) takeFrames(hour time.Time) {
	frames := w.between(20, 900)
	p := product{facts: map[string]string{"frames": fmt.Sprint(frames)}, quantity: int64(frames)}
	switch output := pick(w.chance, []string{"snapshots", "sprite", "animation"}); output {
	case "animation":
		p.item, p.tier = "MediaAnimation", pick(w.chance, []string{"basic", "advanced"})
		p.facts["output"], p.facts["tier"] = output, p.tier
	default:
		p.item, p.facts["output"] = "VideoFraming", output
	}
	w.finishConversion(hour, p)
}

// inSeconds writes a duration as a decimal number of seconds.
func inSeconds(milliseconds int) string {
	return fmt.Sprintf("%d.%03d", milliseconds/1000, milliseconds%1000)
}

func wholeSeconds(milliseconds int) int64 { return ceilDiv(int64(milliseconds), 1000) }

func ceilDiv(a, b int64) int64 { return (a + b - 1) / b }
