package meter

import "immrecon/store/model"

// framing meters snapshots and sprites by the frames that were produced, which
// may be fewer than were asked for.
func framing(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactFrames, "frames", c.Frames,
		Charge{Item: "VideoFraming", Unit: UnitFrame, Rules: []string{RuleFramesProduced}})
}

// animation meters a conversion to GIF or WebP by its frames, in the tier of
// its format: basic or advanced.
func animation(c *model.Call) ([]Charge, error) {
	const item = "MediaAnimation"
	if c.Tier == "" {
		return nil, &Missing{Operation: c.Operation, Fact: "tier", Items: []string{item}, Quantity: c.Frames}
	}
	if c.Tier != "basic" && c.Tier != "advanced" {
		return nil, &Unpriced{Operation: c.Operation, Reason: "animation in the tier " + c.Tier, Items: []string{item}, Quantity: c.Frames}
	}
	return counted(c, model.FactFrames, "frames", c.Frames,
		Charge{Item: item, Tier: c.Tier, Unit: UnitFrame, Rules: []string{RuleAnimationTier, RuleFramesProduced}})
}
