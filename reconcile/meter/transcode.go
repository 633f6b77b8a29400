package meter

import (
	"strings"

	"immrecon/store/model"
)

// videoCodecs maps a codec to the stem of its items; each has one a tier.
var videoCodecs = map[string]string{
	"h264": "VideoCompress264",
	"h265": "VideoCompress265",
}

// audioCodecs are the codecs that make a conversion an audio transcoding where
// the call does not say so itself.
var audioCodecs = map[string]bool{
	"aac": true, "ac3": true, "amr": true, "flac": true, "mp3": true, "opus": true, "vorbis": true, "wma": true,
	"pcm": true, "pcm_s16le": true,
}

const (
	itemCopy  = "VideoCompressCopy"
	itemAudio = "AudioCompress"
)

// stream meters the transcoding of a video or audio stream by its codec.
func stream(c *model.Call) ([]Charge, error) {
	switch {
	case c.Codec == "":
		return nil, &Missing{Operation: c.Operation, Fact: "codec", Items: streamItems(), Quantity: seconds(c)}
	case c.Codec == "copy":
		return perSecond(c, itemCopy, RuleCopyIsContainer, RuleVideoRoundedUp)
	case audioCodecs[c.Codec]:
		return audio(c)
	case videoCodecs[c.Codec] != "":
		return video(c)
	}
	return nil, &Unpriced{Operation: c.Operation, Reason: "output in the codec " + c.Codec, Items: streamItems(), Quantity: seconds(c)}
}

// video meters a transcoding to H.264 or H.265.
func video(c *model.Call) ([]Charge, error) {
	tier, rules, err := videoTier(c)
	if err != nil {
		return nil, err
	}
	return perSecond(c, videoCodecs[c.Codec]+tier, append(rules, RuleVideoRoundedUp)...)
}

// videoTier returns the resolution tier of the output by its size, or as the
// record states it where it does not state the size.
func videoTier(c *model.Call) (tier string, rules []string, err error) {
	rules = []string{RuleResolutionTier}
	if !c.Known.Has(model.FactSize) && otherResolutions(c.Tier) != nil {
		return c.Tier, rules, nil
	}
	width, height, err := size(c, seconds(c), codecItems(c.Codec)...)
	if err != nil {
		return "", nil, err
	}
	tier, ok := Resolution(width, height)
	if !ok {
		return "", nil, &Unpriced{Operation: c.Operation, Reason: "video output larger than 3840 × 2160", Items: codecItems(c.Codec), Quantity: seconds(c)}
	}
	if height > width {
		rules = append(rules, RuleOrientationFree)
	}
	return tier, rules, nil
}

// seconds are those that a call is charged for, 0 where it does not say.
func seconds(c *model.Call) int64 {
	if !c.Known.Has(model.FactDuration) {
		return 0
	}
	return SecondsUp(c.Duration)
}

// audio meters an audio transcoding, whose seconds are rounded as a video's.
func audio(c *model.Call) ([]Charge, error) {
	return perSecond(c, itemAudio, RuleVideoRoundedUp)
}

// codecItems lists the items of a video codec, smallest tier first.
func codecItems(codec string) []string {
	items := make([]string, 0, len(resolutions))
	for _, r := range resolutions {
		items = append(items, videoCodecs[codec]+r.name)
	}
	return items
}

// streamItems lists every item that a stream can be charged under.
func streamItems() []string {
	return append(append(codecItems("h264"), codecItems("h265")...), itemCopy, itemAudio)
}

// OtherTiers returns the items of the same codec in the other resolution tiers,
// the nearest first: where seconds may have gone that were put in the wrong
// tier. It is empty for an item that has no such tiers.
func OtherTiers(item string) []string {
	stem, tier, ok := splitVideoItem(item)
	if !ok {
		return nil
	}
	others := otherResolutions(tier)
	for i := range others {
		others[i] = stem + others[i]
	}
	return others
}

// OtherCodec returns the item of the same resolution tier in the other codec,
// "" for an item that is not a transcoding to H.264 or H.265.
func OtherCodec(item string) string {
	stem, tier, ok := splitVideoItem(item)
	if !ok {
		return ""
	}
	if stem == videoCodecs["h264"] {
		return videoCodecs["h265"] + tier
	}
	return videoCodecs["h264"] + tier
}

// splitVideoItem splits the item of a video transcoding into codec and tier.
func splitVideoItem(item string) (stem, tier string, ok bool) {
	for _, stem := range videoCodecs {
		tier, found := strings.CutPrefix(item, stem)
		if found && otherResolutions(tier) != nil {
			return stem, tier, true
		}
	}
	return "", "", false
}
