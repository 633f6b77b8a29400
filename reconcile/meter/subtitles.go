package meter

import "immrecon/store"

// subtitleText meters text subtitles by the streams that were extracted.
func subtitleText(c *store.Call) ([]Charge, error) {
	return counted(c, store.FactStreams, "streams", c.Streams,
		Charge{Item: "ExtractSubtitleText", Unit: UnitStream})
}

// subtitleImage meters image subtitles by the frames that were extracted.
func subtitleImage(c *store.Call) ([]Charge, error) {
	return counted(c, store.FactFrames, "frames", c.Frames,
		Charge{Item: "ExtractSubtitleImage", Unit: UnitFrame, Rules: []string{RuleFramesProduced}})
}
