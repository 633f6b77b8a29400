package meter

// Classes of usage that is not charged, beside the outcomes of calls: what a
// bill that goes wrong may have charged instead, and what leaves a charge open.
const (
	Undecided             Class = "undecided"              // a fact that the charge depends on is not stated
	AfterGap              Class = "after_gap"              // live transcoding after an hour without a log
	NoLocation            Class = "no_location"            // media with nothing to geocode
	Openings              Class = "openings"               // of a project that pays for Weboffice by the call
	TokenCalls            Class = "calls"                  // of a project that pays for Weboffice by the opening
	WebofficeRuleUnknown  Class = "weboffice_rule_unknown" // nobody knows when the project was created
	Duration              Class = "duration"               // microseconds that a job's seconds were rounded from
	RoundedDown           Class = "rounded_down"
	RoundedNearest        Class = "rounded_nearest"
	RoundedToMinutes      Class = "rounded_to_minutes"
	ReplayedAsPlayed      Class = "replayed_as_played"      // every playing, and nothing ahead
	ReplayedBesideInitial Class = "replayed_beside_initial" // the same beside the initial transcoding
	ReplayedAgain         Class = "replayed_again"          // the replays on top of what is due
)

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
