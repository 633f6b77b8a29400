package meter

import "immrecon/store/model"

// products are the rules by what a conversion produces; the call log names
// that in its column output and leaves it empty for video.
var products = map[string]meterFunc{
	"":               stream,
	"video":          stream,
	"audio":          audio,
	"snapshots":      framing,
	"sprite":         framing,
	"animation":      animation,
	"subtitle_text":  subtitleText,
	"subtitle_image": subtitleImage,
}

// mediaConvert meters one product of a CreateMediaConvertTask, or of the
// x-oss-process operation that does the same.
func mediaConvert(c *model.Call) ([]Charge, error) {
	product, ok := products[c.Output]
	switch {
	case !ok:
		return nil, &Unpriced{Operation: c.Operation, Reason: "the output " + c.Output + " is not one that is known", Items: productItems()}
	case c.Output == "" && c.Channel == model.KindActionTrail && c.Codec == "":
		return nil, &Missing{Operation: c.Operation, Fact: "output", Items: productItems()} // no event says what came out
	}
	return product(c)
}

// productItems lists every item that a conversion can be charged under.
func productItems() []string {
	return append(streamItems(), "VideoFraming", "MediaAnimation", "ExtractSubtitleText", "ExtractSubtitleImage")
}

// HasParts reports whether one task of an operation may have several outputs,
// each charged on its own.
func HasParts(operation string) bool { return operation == "CreateMediaConvertTask" }
