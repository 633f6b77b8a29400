package meter

import (
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// The items of Weboffice.
const (
	WebofficeEdit    = "DocumentWebofficeEdit"
	WebofficePreview = "DocumentWebofficePreview"
	WebofficeCached  = "DocumentWebofficeCachePreview"
)

// ByOpenings reports whether a project created at an instant (Unix seconds) is
// charged for each opening of a document (RuleWebofficeOpenings). A project
// created on 1 December 2023, UTC+8, or later is charged for each successful
// Generate and Refresh call instead (RuleWebofficeCalls).
func ByOpenings(createdAt int64) bool { return createdAt < catalogue.WebofficeByCalls }

// WebofficeItem returns the item of an opening or a token call by its
// Permission.Readonly and CachePreview. A cached document can only be
// previewed, so CachePreview counts for readers alone.
func WebofficeItem(readonly, cached bool) string {
	switch {
	case !readonly:
		return WebofficeEdit
	case cached:
		return WebofficeCached
	}
	return WebofficePreview
}

// weboffice meters one opening or token call. Whether the project pays for the
// one or the other is for ByOpenings to say. A refreshing call does not show
// what may be done with the document: who asks for its charge has filled that
// in from the call whose token it refreshes.
func weboffice(c *model.Call) ([]Charge, error) {
	readonly, ok := parameter(c, c.Readonly)
	if !ok {
		return nil, &Missing{Operation: c.Operation, Fact: "readonly",
			Items: []string{WebofficeEdit, WebofficePreview, WebofficeCached}, Quantity: 1}
	}
	cached, ok := parameter(c, c.Cached)
	if readonly && !ok {
		return nil, &Missing{Operation: c.Operation, Fact: "cached", Items: []string{WebofficePreview, WebofficeCached}, Quantity: 1}
	}
	rules := []string{RuleWebofficeClass}
	if c.Operation == "RefreshWebofficeToken" {
		rules = append(rules, RuleWebofficeRefresh)
	}
	return []Charge{{Item: WebofficeItem(readonly, cached), Unit: UnitCall, Quantity: 1, Rules: rules}}, nil
}

// parameter returns a yes or no of the call that made the token. An event of
// that call shows all it was given, so what is absent there has the API's
// default, no. Any other record without it does not state it.
func parameter(c *model.Call, value *bool) (set, known bool) {
	if value != nil {
		return *value, true
	}
	return false, c.Channel == model.KindActionTrail && c.Operation == "GenerateWebofficeToken"
}

// WebofficeClass says what an opening or a token call is to its project, by when
// that was created (Unix seconds, 0 where nobody knows): charged if it
// completed, or one of those that the project does not pay for.
func WebofficeClass(operation string, createdAt int64, class Class) Class {
	opening := operation == "WebofficeOpen"
	switch {
	case class != Completed:
		return class
	case createdAt == 0:
		return WebofficeRuleUnknown
	case opening && !ByOpenings(createdAt):
		return Openings
	case !opening && ByOpenings(createdAt):
		return TokenCalls
	}
	return class
}

// IsWeboffice reports whether item is one of the three that opening a document
// can be charged under.
func IsWeboffice(item string) bool {
	return item == WebofficeEdit || item == WebofficePreview || item == WebofficeCached
}
