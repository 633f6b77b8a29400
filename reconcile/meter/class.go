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
	One     string      // what a single one is, in words
	Many    string      // several; of a Total or a Change, the way of counting
	Cause   model.Cause // of a bill that charges it, or that it leaves undecided; "" for a Fact
	Rules   []string    // ids of the rules by which it is not charged, or left undecided
}

// usages has every class; of additions that explain a surplus equally well, the
// earlier does.
//
// Usage that is charged only by an assumption (see AssumedRule) is an addition
// where that assumption is switched off. FreeItemBilled is its cause: to the
// run such usage is free, and nothing about it has failed, is missing or stands
// under a wrong item.
var usages = []Usage{
	{ServerError, Addition, "call that failed on the server side (5xx)", "calls that failed on the server side (5xx)",
		model.ServerErrorBilled, []string{RuleCharge5xx}},
	{Refused, Addition, "call that was refused (4xx)", "calls that were refused (4xx)", model.FailedCallBilled, []string{RuleCharge4xx}},
	{FailedTask, Addition, "task that failed", "tasks that failed", model.FailedCallBilled, []string{RuleCharge4xx}},
	{NotModified, Addition, "answer that the content was not modified (304)", "answers that the content was not modified (304)",
		model.NotModifiedBilled, []string{RuleChargeNotModified}},
	{NoLocation, Addition, "medium without a location", "media without a location", model.NoGeoBilled, []string{RuleGeocoding}},
	{FreeTemplate, Addition, "file indexed under a template that costs nothing", "files indexed under a template that costs nothing",
		model.FreeItemBilled, []string{RuleFreeTemplates}},
	{VideoFaces, Addition, "video indexed for faces", "videos indexed for faces", model.FreeItemBilled, []string{RuleVideoFaces}},
	{Completed, Addition, "completed call", "completed calls", model.FreeItemBilled, []string{RuleOnCompletion}},
	{TokenCalls, Total, "call", "calls", model.WebofficeCallsForOpens, []string{RuleWebofficeOpenings}},
	{Openings, Total, "opening", "openings", model.WebofficeOpensForCalls, []string{RuleWebofficeCalls}},
	{RoundedDown, Total, "", "each job's seconds were rounded down", model.RoundingRule, []string{RuleVideoRoundedUp}},
	{RoundedNearest, Total, "", "each job's seconds were rounded to the nearest", model.RoundingRule, []string{RuleVideoRoundedUp}},
	{RoundedToMinutes, Total, "", "each job was rounded up to whole minutes", model.RoundingRule, []string{RuleVideoRoundedUp}},
	{ReplayedAsPlayed, Change, "", "every playing were charged, and nothing ahead of it", model.ReplayedSegmentsBilled, replayRules},
	{ReplayedBesideInitial, Change, "", "every playing were charged beside the initial transcoding", model.ReplayedSegmentsBilled, replayRules},
	{ReplayedAgain, Change, "", "replays were charged on top", model.ReplayedSegmentsBilled, replayRules},
	{Unclear, Open, "call whose record does not say how it ended", "calls whose records do not say how they ended",
		model.NoEvidenceSource, []string{RuleGapUndecided}},
	{Undecided, Open, "record that lacks a fact that the rule needs", "records that lack a fact that the rule needs",
		model.NoEvidenceSource, []string{RuleGapUndecided}},
	{WebofficeRuleUnknown, Open, "record of a project whose creation nobody knows", "records of a project whose creation nobody knows",
		model.NoEvidenceSource, []string{RuleGapUndecided}},
	{AfterGap, Open, "record that follows an hour without a log", "records that follow an hour without a log",
		model.EvidenceGap, []string{RuleGapUndecided}},
	{Duration, Fact, "microsecond of output", "microseconds of output", "", nil},
}

// replayRules are the rules of package live by which a replay costs nothing.
var replayRules = []string{"live_never_twice", "live_runs_rated_separately", "live_formula"}

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
