package meter

import "immrecon/store/model"

// resolution is a tier and the largest output in it.
type resolution struct {
	name        string
	long, short int64 // pixels
}

// resolutions are the tiers of the billing page, smallest first.
var resolutions = []resolution{
	{"LD", 640, 480},
	{"SD", 1280, 720},
	{"HD", 1920, 1080},
	{"2K", 2560, 1440},
	{"4K", 3840, 2160},
}

// Resolution returns the tier of a video of width × height pixels: the smallest
// whose limits hold both its longer and its shorter side. That a portrait video
// has the tier of its landscape twin is our assumption. It reports false above
// 3840 × 2160, for which no price is published.
func Resolution(width, height int64) (string, bool) {
	return tierOf(Compared(max(width, height), min(width, height)))
}

// Compared lists the tiers that an output is compared with, the smallest first, up
// to the one that holds it. The sides are those that are compared with the longer
// and with the shorter limit.
func Compared(long, short int64) []model.TierLimit {
	var all []model.TierLimit
	for _, r := range resolutions {
		limit := model.TierLimit{Tier: r.name, Long: r.long, Short: r.short, Holds: long <= r.long && short <= r.short}
		if all = append(all, limit); limit.Holds {
			break
		}
	}
	return all
}

// tierOf is the tier that holds what was compared, if one does.
func tierOf(compared []model.TierLimit) (string, bool) {
	if last := compared[len(compared)-1]; last.Holds {
		return last.Tier, true
	}
	return "", false
}

// otherResolutions lists the tiers but one, the nearest first and of two
// equally near the larger, which is the likelier mistake on a bill.
func otherResolutions(name string) []string {
	at := -1
	for i, r := range resolutions {
		if r.name == name {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	var others []string
	for step := 1; step < len(resolutions); step++ {
		if up := at + step; up < len(resolutions) {
			others = append(others, resolutions[up].name)
		}
		if down := at - step; down >= 0 {
			others = append(others, resolutions[down].name)
		}
	}
	return others
}
