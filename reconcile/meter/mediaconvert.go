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
	if !ok {
		return nil, &Unpriced{c.Operation, "the output " + c.Output + " is not one that is known"}
	}
	return product(c)
}
