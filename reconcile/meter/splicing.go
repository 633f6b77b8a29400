package meter

import "immrecon/store/model"

// splicingLimit is 6000 × 4000: the pixels from which a spliced image is large.
const splicingLimit = 24_000_000

// The price tiers of ImageSplicing.
const (
	SplicingSmall = "small"
	SplicingLarge = "large"
)

// SplicingTier returns the price tier of a spliced image of width × height
// pixels. The page prices less than and more than 6000 × 4000; the size itself
// is assumed to be large, and sizes to be compared by their pixels.
func SplicingTier(width, height int64) string {
	if pixels(width, height) < splicingLimit {
		return SplicingSmall
	}
	return SplicingLarge
}

// pixels returns width × height, or just over splicingLimit where one side
// alone is: then the product may not fit an int64, and tells nothing more.
func pixels(width, height int64) int64 {
	if width > splicingLimit || height > splicingLimit {
		return splicingLimit + 1
	}
	return width * height
}

// splicing meters an image splicing: one call, in the tier of its output.
func splicing(c *model.Call) ([]Charge, error) {
	const item = "ImageSplicing"
	width, height, err := size(c, 1, item)
	if err != nil {
		return nil, err
	}
	rules := []string{RuleSplicingSize}
	if pixels(width, height) == splicingLimit {
		rules = append(rules, RuleSplicingLimit)
	}
	return []Charge{{Item: item, Tier: SplicingTier(width, height), Unit: UnitCall, Quantity: 1, Rules: rules}}, nil
}
