package meter

import "slices"

// Siblings lists the items that usage of an item may be billed under by mistake:
// other tiers and the other codec of a video, and the other ways that Weboffice
// is charged.
func Siblings(item string) []string {
	if IsWeboffice(item) {
		return slices.DeleteFunc([]string{WebofficeEdit, WebofficePreview, WebofficeCached}, func(other string) bool { return other == item })
	}
	all := OtherTiers(item)
	if other := OtherCodec(item); other != "" {
		all = append(all, other)
	}
	return all
}
