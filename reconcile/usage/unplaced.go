package usage

import (
	"errors"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// Reason is why a record could not be placed. The codes are part of the JSON
// output.
type Reason string

// The reasons, the likeliest to be mended first.
const (
	UnboundBucket    Reason = "unbound_bucket"    // no binding says whose the bucket is
	UnboundDataset   Reason = "unbound_dataset"   // a project that indexes, and no binding says what
	ScannedBucket    Reason = "scanned_bucket"    // a binding that was made scans what is there already
	NoProject        Reason = "no_project"        // a call that names no project
	UnknownStyle     Reason = "unknown_style"     // no table says what a style stands for
	OpaqueJob        Reason = "opaque_job"        // the parameters stand in the body of the request
	JobFacts         Reason = "job_facts"         // a job is seen, and not what it made
	UnfinishedTask   Reason = "unfinished_task"   // only the submission of a task is seen
	UnknownOperation Reason = "unknown_operation" // of no known item
	MissingFact      Reason = "missing_fact"      // of a call that its item, tier or price hangs on
	NoItem           Reason = "no_item"           // the price list has none for what was made
	UnknownOutcome   Reason = "unknown_outcome"   // the record does not say how it ended
	UnknownCreation  Reason = "unknown_creation"  // of a project that pays for Weboffice by it
	MayBeOpening     Reason = "may_be_opening"    // a document asked for through OSS, where openings are charged
	UnknownRegion    Reason = "unknown_region"    // a call of a project whose name lives in several regions
	MayBeLogged      Reason = "may_be_logged"     // an event that may be a call which the log has under another id
	UnknownIndexing  Reason = "unknown_indexing"  // an object is indexed, and not known by what
	UnknownPlaylist  Reason = "unknown_playlist"  // segments or a playlist that the formula cannot rate
)

// Unplaced is records of one hour that may be charged and that nobody can place.
type Unplaced struct {
	Reason          Reason
	Channel         model.Kind
	Subject         string // the bucket, or the region of a call
	Project, Region string // Project is "" where it may be any of the region
	Operation       string
	Class           meter.Class // how they ended; "" where that is not what matters
	Items           []string    // that they may be charged under
	Hour            int64
	Until           int64 // the last instant at which they may be charged, exclusive
	Quantity        int64 // base units at most, where not Unbounded
	Unbounded       bool
	Records         int64
	Charged         bool // it stands in the cells of its items too, as usage that may be charged
}

// Unplaced lists the records that cannot be placed, each with every period that
// it may be charged in.
func (c *Charger) Unplaced() ([]Unplaced, error) {
	f, err := readFamilies(c.tx.Reader)
	if err != nil {
		return nil, err
	}
	var all []Unplaced
	if err := errors.Join(c.unplacedRequests(f, &all), c.unplacedCalls(f, &all)); err != nil {
		return nil, err
	}
	all = c.withoutUncharged(all)
	err = errors.Join(c.unfinishedTasks(f, &all), c.undecidedUsage(&all))
	return c.withoutLogged(append(all, c.undecided.all...)), err
}

// Uncharged lists those of the records that cannot be placed which are charged
// under no item, because of how they ended.
func (c *Charger) Uncharged() []Unplaced { return c.uncharged }

// withoutUncharged keeps of records the items that they are charged under if they
// are placed, and puts the others aside.
func (c *Charger) withoutUncharged(all []Unplaced) (kept []Unplaced) {
	for _, u := range all {
		charged, uncharged := u, u
		charged.Items, uncharged.Items = nil, nil
		for _, item := range u.Items {
			if u.Class == meter.Unclear || meter.Billable(item, u.Operation, u.Class, c.rules.On) {
				charged.Items = append(charged.Items, item)
			} else {
				uncharged.Items = append(uncharged.Items, item)
			}
		}
		if charged.Items != nil {
			kept = append(kept, charged)
		}
		if uncharged.Items != nil {
			c.uncharged = append(c.uncharged, uncharged)
		}
	}
	return kept
}
