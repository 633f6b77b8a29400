package catalogue

// A Together is a name that a bill may print for operations of several items:
// nobody knows the day from which bills tell them apart.
type Together struct {
	Name  string
	Items []string // in the order of their likelihood
}

// Togethers are the names of several items. The page of 1 July 2025 has the
// operations of ImageDetect and ImageFace that find or compare faces under
// ImageInsight; the page of 15 February 2026 has them under the two, and no
// ImageInsight. A bill that prints the name means both.
var Togethers = []Together{{
	Name: "ImageInsight", Items: []string{"ImageFace", "ImageDetect"},
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
