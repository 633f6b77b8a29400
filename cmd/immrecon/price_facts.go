package main

import (
	"errors"
	"strconv"

	"github.com/spf13/pflag"

	"immrecon/import/seconds"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

// factFlags adds the flags that state what is asked for. A flag that is not
// given states nothing.
func factFlags(flags *pflag.FlagSet, ask *quote.Ask) {
	facts := &ask.Facts
	count(flags, "quantity", "how many base units of an item, or equal calls of an operation", 1, func(n int64) { ask.Quantity = n })
	flags.Func("seconds", "length of the output in `seconds`; several times for several jobs or stretches", func(text string) error {
		length, err := seconds.Micros(text)
		ask.Runs = append(ask.Runs, length)
		return err
	})
	flags.StringVar(&facts.Codec, "codec", "", "h264, h265, copy or an audio codec")
	flags.StringVar(&facts.Output, "output", "", "video, audio, snapshots, sprite, animation, subtitle_text or subtitle_image")
	flags.StringVar(&facts.Tier, "tier", "", "price tier: small or large, basic or advanced")
	flags.Func("fps", "`frames` per second: 30, 29.97 or 30000/1001", func(text string) error {
		facts.Rate, facts.Known = text, facts.Known|model.FactRate
		return nil
	})
	fact := func(name, usage string, value *int64, bit model.Facts) {
		count(flags, name, usage, 0, func(n int64) { *value, facts.Known = n, facts.Known|bit })
	}
	fact("width", "pixels of the output", &facts.Width, model.FactSize)
	fact("height", "pixels of the output", &facts.Height, model.FactSize)
	fact("frames", "frames produced", &facts.Frames, model.FactFrames)
	fact("images", "images in a PDF", &facts.Images, model.FactImages)
	fact("streams", "subtitle streams extracted", &facts.Streams, model.FactStreams)
	fact("bytes", "size of an archive", &facts.Bytes, model.FactBytes)
	yesNo(flags, "readonly", "Weboffice: the document cannot be edited", &facts.Readonly)
	yesNo(flags, "cached", "Weboffice: previewed from the cache", &facts.Cached)
	yesNo(flags, "geo", "the media has a location; --geo=false if it has none", &facts.Geo)
}

// count adds a flag that takes a whole number, least or more.
func count(flags *pflag.FlagSet, name, usage string, least int64, take func(int64)) {
	flags.Func(name, "`number`: "+usage, func(text string) error {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < least {
			return errors.New("it must be a whole number, " + strconv.FormatInt(least, 10) + " or more")
		}
		take(n)
		return nil
	})
}

// yesNo adds a flag that is nil where it is not given.
func yesNo(flags *pflag.FlagSet, name, usage string, value **bool) {
	flags.BoolFunc(name, usage, func(text string) error {
		yes, err := strconv.ParseBool(text)
		*value = &yes
		return err
	})
}
