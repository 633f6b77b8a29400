package meter

import "immrecon/store/model"

// subtitleText meters text subtitles by the streams that were extracted.
func subtitleText(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactStreams, "streams", c.Streams,
		Charge{Item: "ExtractSubtitleText", Unit: UnitStream})
}

// subtitleImage meters image subtitles by the frames that were extracted.
func subtitleImage(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactFrames, "frames", c.Frames,
		Charge{Item: "ExtractSubtitleImage", Unit: UnitFrame, Rules: []string{RuleFramesProduced}})
}
