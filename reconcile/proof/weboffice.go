package proof

import (
	"slices"

	"immrecon/reconcile/meter"
	"immrecon/store"
)

// isWeboffice reports whether an item is one that opening a document can be
// charged under.
func isWeboffice(item string) bool {
	return slices.Contains([]string{meter.WebofficeEdit, meter.WebofficePreview, meter.WebofficeCached}, item)
}

// webofficeClass says what a completed opening or call is to its project, by
// when that was created (Unix seconds, 0 if unknown).
func webofficeClass(u *store.Usage, created int64) string {
	opening := u.Operation == "WebofficeOpen"
	switch {
	case u.Class != string(meter.Completed):
		return u.Class
	case created == 0:
		return ruleUnknown
	case opening && !meter.ByOpenings(created):
		return openings
	case !opening && meter.ByOpenings(created):
		return calls
	}
	return u.Class
}
