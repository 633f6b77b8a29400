package cells

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/usage"
	"immrecon/store/model"
)

// gapsOpen is what missing evidence leaves open.
func gapsOpen(gaps []coverage.Gap) []diagnose.Open {
	all := make([]diagnose.Open, len(gaps))
	for n, g := range gaps {
		cause := model.EvidenceGap
		if g.Subject == "" {
			cause = model.NoEvidenceSource
		}
		all[n] = diagnose.Open{Cause: cause, Quantity: g.Missing, Unbounded: !g.Bounded, Why: gapWhy(g)}
		if !g.Bounded {
			all[n].Quantity = 0
		}
		all[n].Missing = diagnose.Missing{Channel: g.Channel, Subject: g.Subject, From: slices.Min(g.Hours), To: slices.Max(g.Hours) + model.Hour, Hours: len(g.Hours)}
	}
	return all
}

func gapWhy(g coverage.Gap) string {
	switch {
	case g.Bounded && g.Channel == model.KindOSSLog:
		return fmt.Sprintf(agree("the log of bucket %s, %s, lacks %d {line|lines}, by %s", g.Missing), g.Subject, hours(g.Hours), g.Missing, g.Source)
	case g.Bounded:
		return fmt.Sprintf("the calls of %s, %s, are %d too few, by %s", g.Subject, hours(g.Hours), g.Missing, g.Source)
	case g.Channel == model.KindOSSLog && g.Subject == "":
		return "no binding says which buckets feed the project"
	case g.Channel == model.KindOSSLog:
		return fmt.Sprintf("the log of bucket %s, %s, is missing or not whole", g.Subject, hours(g.Hours))
	case g.Channel == model.KindCalls:
		return fmt.Sprintf("nothing says that the application's call log has every %s of %s", operations(g.Operations), hours(g.Hours))
	}
	return fmt.Sprintf("nothing says that ActionTrail of %s or the application's call log has every %s of %s", g.Subject, operations(g.Operations), hours(g.Hours))
}

// operations names the first of some, and how many there are.
func operations(all []string) string {
	if len(all) == 1 {
		return all[0]
	}
	return fmt.Sprintf(agree("%s and %d more {operation|operations}", int64(len(all)-1)), all[0], len(all)-1)
}

// hours names the first hour of some, and how many there are.
func hours(all []int64) string {
	first := time.Unix(all[0], 0).In(model.BillingZone).Format("2006-01-02 15:00")
	if len(all) == 1 {
		return first
	}
	return fmt.Sprintf(agree("%s and %d more {hour|hours}", int64(len(all)-1)), first, len(all)-1)
}

// unplacedWhys say what records that cannot be placed are, given their number,
// the bucket and what was asked for. Of {one|several} the number chooses.
var unplacedWhys = map[usage.Reason]string{
	usage.UnboundBucket:    "%[1]d {request|requests} of bucket %[2]s, which no binding names, may be this project's",
	usage.UnboundDataset:   "%[1]d {object|objects} written to bucket %[2]s may be indexed: the project indexes, and no binding says into which dataset",
	usage.ScannedBucket:    "%[3]s makes IMM index the objects that a bucket has already, which no log shows",
	usage.NoProject:        "%[1]d {call|calls} of %[3]s {names|name} no project",
	usage.UnknownStyle:     "%[1]d {request|requests} of bucket %[2]s {asks|ask} for %[3]s, and no table says what that stands for",
	usage.OpaqueJob:        "%[1]d {job|jobs} of bucket %[2]s {has its|have their} parameters in the body, which no log shows",
	usage.JobFacts:         "%[1]d {job|jobs} of %[2]s (%[3]s) {is|are} seen, and not what {it|they} made",
	usage.UnfinishedTask:   "%[1]d {task|tasks} of %[3]s {is|are} seen when {it was|they were} submitted, and not when {it|they} ended",
	usage.UnknownOperation: "%[1]d {request|requests} of %[2]s {asks|ask} for %[3]s, of which no item is known",
	usage.MissingFact:      "%[1]d {record|records} of %[3]s {lacks|lack} a fact that {its|their} item, tier or quantity hangs on",
	usage.NoItem:           "%[1]d {record|records} of %[3]s made what the price list has no item for",
	usage.UnknownOutcome:   "%[1]d {record|records} of %[3]s {does|do} not say how {it|they} ended",
	usage.UnknownCreation:  "%[1]d {record|records} of %[3]s {is|are} of a project whose creation nobody knows",
	usage.MayBeOpening:     "%[1]d {request|requests} of bucket %[2]s for %[3]s may be {an opening|openings}",
	usage.UnknownRegion:    "%[1]d {record|records} of %[3]s {does|do} not say in which of the project's regions",
	usage.MayBeLogged:      "%[1]d {event|events} of %[3]s may be {a call|calls} that the call log has under {another id|other ids}",
	usage.UnknownIndexing:  "%[1]d {object is|objects are} indexed, and not known by what",
	usage.UnknownPlaylist:  "%[1]d {record|records} of %[3]s {is|are} of a playlist that cannot be rated",
}

func unplacedWhy(reason usage.Reason, subject, operation string, records int64) string {
	return fmt.Sprintf(agree(unplacedWhys[reason], records), records, subject, operation)
}

// oneOrSeveral is a place in a template whose words depend on a number.
var oneOrSeveral = regexp.MustCompile(`\{([^|}]*)\|([^}]*)\}`)

// agree puts the words into a template that agree with a number.
func agree(template string, n int64) string {
	if n == 1 {
		return oneOrSeveral.ReplaceAllString(template, "$1")
	}
	return oneOrSeveral.ReplaceAllString(template, "$2")
}

func outsideWhy(cell model.Cell, records int64) string {
	return fmt.Sprintf(agree("%d {record|records} of the period from %s, which is not compared here, may have been booked in this one", records),
		records, time.Unix(cell.From, 0).In(model.BillingZone).Format("2006-01-02 15:00"))
}
