package meter_test

import (
	"fmt"
	"strings"
	"testing"

	"immrecon/reconcile/meter"
)

// What an output is compared with shows why it has its tier, or none.
func TestTiersThatAnOutputIsComparedWith(t *testing.T) {
	for sides, want := range map[[2]int64]string{
		{640, 480}:   "LD 640×480 true",
		{641, 480}:   "LD 640×480 false, SD 1280×720 true",
		{640, 481}:   "LD 640×480 false, SD 1280×720 true",
		{1920, 1080}: "LD 640×480 false, SD 1280×720 false, HD 1920×1080 true",
		{3841, 100}:  "LD 640×480 false, SD 1280×720 false, HD 1920×1080 false, 2K 2560×1440 false, 4K 3840×2160 false",
	} {
		var all []string
		for _, l := range meter.Compared(sides[0], sides[1]) {
			all = append(all, fmt.Sprintf("%s %d×%d %v", l.Tier, l.Long, l.Short, l.Holds))
		}
		if got := strings.Join(all, ", "); got != want {
			t.Errorf("%v: %s, want %s", sides, got, want)
		}
	}
}
