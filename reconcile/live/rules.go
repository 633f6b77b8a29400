package live

// The ids of the rules this package applies, as they stand in the rule book.
const (
	RuleFormula = "live_formula"
	RuleStreams = "live_streams_rated_separately"
	RuleRuns    = "live_runs_rated_separately"
	RuleInitial = "live_initial_transcode"
	RuleAhead   = "live_ahead_120s"
	RuleOnce    = "live_never_twice"
)

// Rules lists the rules behind every quantity of this package, in the order in
// which they are applied.
func Rules() []string {
	return []string{RuleInitial, RuleAhead, RuleOnce, RuleRuns, RuleStreams, RuleFormula}
}
