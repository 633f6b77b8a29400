package meter

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
	long, short := max(width, height), min(width, height)
	for _, r := range resolutions {
		if long <= r.long && short <= r.short {
			return r.name, true
		}
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
