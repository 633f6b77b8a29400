package meter

import (
	"slices"

	"immrecon/store/model"
)

// Class is how usage stands to its charge: how a call ended, or why usage is
// not charged. The names are part of the JSON output (what else could have been
// billed). Usages describes each of them.
type Class string

// Every class that usage can have.
const (
	Completed             Class = "completed"    // 2xx, the work was done
	ServerError           Class = "server_error" // 5xx, the provider's fault
	Refused               Class = "refused"      // 4xx, the caller's fault
	FailedTask            Class = "failed_task"  // accepted with 2xx, then failed with an error code
	NotModified           Class = "not_modified" // 304, the caller has the answer already
	NoLocation            Class = "no_location"  // media with nothing to geocode
	FreeTemplate          Class = "free_template"
	VideoFaces            Class = "index_operator_video_faces"
	Openings              Class = "openings" // of a project that pays for Weboffice by the call
	TokenCalls            Class = "calls"    // of a project that pays for Weboffice by the opening
	RoundedDown           Class = "rounded_down"
	RoundedNearest        Class = "rounded_nearest"
	RoundedToMinutes      Class = "rounded_to_minutes"
	ReplayedAsPlayed      Class = "replayed_as_played"
	ReplayedBesideInitial Class = "replayed_beside_initial"
	ReplayedAgain         Class = "replayed_again"
	Unclear               Class = "unknown"                // the record does not say how it ended
	Undecided             Class = "undecided"              // a fact that the charge depends on is not stated
	WebofficeRuleUnknown  Class = "weboffice_rule_unknown" // nobody knows when the project was created
	MayBeOpening          Class = "may_be_opening"         // a document asked for through OSS, of a project that pays by the opening
	Unfinished            Class = "unfinished"             // a task of which only the submission is seen
	RegionUnknown         Class = "region_unknown"         // of a project whose name lives in several regions, and the record says not in which
	MayBeLogged           Class = "may_be_logged"          // an event that may be a call which the log has under another id
	MayBeDeleted          Class = "may_be_deleted"         // live transcoding of segments that may have been deleted before
	AfterGap              Class = "after_gap"              // live transcoding after an hour without a log
	Duration              Class = "duration"               // microseconds that a job's seconds were rounded from
)

// Reading says what a diagnosis may make of the quantity of a class.
type Reading int

// The readings of a quantity.
const (
	Addition Reading = iota // added to what is charged, if it is billed all the same
	Total                   // what the whole cell comes to if the same work is counted otherwise
	Change                  // by how much, up or down, the cell then differs from what is charged
	Open                    // may be charged: nobody can tell
	Fact                    // no usage of its own
)

// Usage describes a class of usage.
type Usage struct {
	Class   Class
	Reading Reading
	Cause   model.Cause // of a bill that charges it, or that it leaves undecided; "" for a Fact
	Rules   []string    // ids of the rules by which it is not charged, or left undecided

	Failed   bool // the call did not do what it was asked for
	Restates bool // the same calls or segments are counted under another class too
	Later    bool // it may be charged in a later period than it is seen in
}

// usages has every class; of additions that explain a surplus equally well, the
// earlier does.
//
// Usage that is charged only by an assumption (see AssumedRule) is an addition
// where that assumption is switched off. FreeItemBilled is its cause: to the
// run such usage is free, and nothing about it has failed, is missing or stands
// under a wrong item.
var usages = []Usage{
	{Class: ServerError, Reading: Addition, Failed: true,
		Cause: model.ServerErrorBilled, Rules: []string{RuleCharge5xx}},
	{Class: Refused, Reading: Addition, Failed: true,
		Cause: model.FailedCallBilled, Rules: []string{RuleCharge4xx}},
	{Class: FailedTask, Reading: Addition, Failed: true,
		Cause: model.FailedCallBilled, Rules: []string{RuleCharge4xx}},
	{Class: NotModified, Reading: Addition, Failed: true,
		Cause: model.NotModifiedBilled, Rules: []string{RuleChargeNotModified}},
	{Class: NoLocation, Reading: Addition,
		Cause: model.NoGeoBilled, Rules: []string{RuleGeocoding}},
	{Class: FreeTemplate, Reading: Addition,
		Cause: model.FreeItemBilled, Rules: []string{RuleFreeTemplates}},
	{Class: VideoFaces, Reading: Addition,
		Cause: model.FreeItemBilled, Rules: []string{RuleVideoFaces}},
	{Class: Completed, Reading: Addition,
		Cause: model.FreeItemBilled, Rules: []string{RuleOnCompletion}},
	{Class: TokenCalls, Reading: Total,
		Cause: model.WebofficeCallsForOpens, Rules: []string{RuleWebofficeOpenings}},
	{Class: Openings, Reading: Total,
		Cause: model.WebofficeOpensForCalls, Rules: []string{RuleWebofficeCalls}},
	{Class: RoundedDown, Reading: Total, Restates: true,
		Cause: model.RoundingRule, Rules: []string{RuleVideoRoundedUp}},
	{Class: RoundedNearest, Reading: Total, Restates: true,
		Cause: model.RoundingRule, Rules: []string{RuleVideoRoundedUp}},
	{Class: RoundedToMinutes, Reading: Total, Restates: true,
		Cause: model.RoundingRule, Rules: []string{RuleVideoRoundedUp}},
	{Class: ReplayedAsPlayed, Reading: Change, Restates: true,
		Cause: model.ReplayedSegmentsBilled, Rules: replayRules},
	{Class: ReplayedBesideInitial, Reading: Change, Restates: true,
		Cause: model.ReplayedSegmentsBilled, Rules: replayRules},
	{Class: ReplayedAgain, Reading: Change, Restates: true,
		Cause: model.ReplayedSegmentsBilled, Rules: replayRules},
	{Class: Unclear, Reading: Open, Failed: true,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: Undecided, Reading: Open,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: Unfinished, Reading: Open, Later: true,
		Cause: model.UndecidedUsage, Rules: []string{RuleOnCompletion}},
	{Class: WebofficeRuleUnknown, Reading: Open,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: MayBeOpening, Reading: Open,
		Cause: model.UndecidedUsage, Rules: []string{RuleWebofficeOpenings, RuleGapUndecided}},
	{Class: RegionUnknown, Reading: Open,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: MayBeLogged, Reading: Open,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: MayBeDeleted, Reading: Open, Restates: true,
		Cause: model.UndecidedUsage, Rules: []string{RuleGapUndecided}},
	{Class: AfterGap, Reading: Open,
		Cause: model.EvidenceGap, Rules: []string{RuleGapUndecided}},
	{Class: Duration, Reading: Fact, Restates: true},
}

// replayRules are the rules of package live by which a replay costs nothing.
var replayRules = []string{"live_never_twice", "live_runs_rated_separately", "live_formula"}

// IsOpen reports whether usage of a class may be charged in the period in which
// it is seen.
func IsOpen(class Class) bool {
	u, _ := UsageOf(class)
	return u.Reading == Open && !u.Later
}

// Usages lists every class.
func Usages() []Usage { return slices.Clone(usages) }

// UsageOf describes a class; false for one that is in no list.
func UsageOf(class Class) (Usage, bool) {
	n := slices.IndexFunc(usages, func(u Usage) bool { return u.Class == class })
	if n < 0 {
		return Usage{}, false
	}
	return usages[n], true
}
