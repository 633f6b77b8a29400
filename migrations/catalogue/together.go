package catalogue

import "time"

// A Together is a name that a bill may print for operations of several items
// while nobody knows the day from which they are told apart.
type Together struct {
	Name  string
	Items []string // in the order of their likelihood
	Until int64    // Unix seconds; from then on the name is an alias of one item
}

// Togethers are the names of several items. The page of 1 July 2025 has the
// operations of ImageDetect and ImageFace that find or compare faces under
// ImageInsight; the page of 15 February 2026 has them under the two, and no
// ImageInsight. Between the two a right bill may print either.
var Togethers = []Together{{
	Name: "ImageInsight", Items: []string{"ImageFace", "ImageDetect"},
	Until: time.Date(2026, 2, 15, 0, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60)).Unix(),
}}

// ItemsOf lists the items that a name stands for: several, or itself alone.
func ItemsOf(name string) []string {
	for _, t := range Togethers {
		if t.Name == name {
			return t.Items
		}
	}
	return []string{name}
}
