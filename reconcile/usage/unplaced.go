package usage

import (
	"errors"

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
)

// Unplaced is records of one hour that may be charged and that nobody can place.
type Unplaced struct {
	Reason          Reason
	Channel         model.Kind
	Subject         string // the bucket, or the region of a call
	Project, Region string // Project is "" where it may be any of the region
	Operation       string
	Items           []string // that they may be charged under
	Hour            int64
	Until           int64 // the last instant at which they may be charged, exclusive
	Quantity        int64 // base units at most, where not Unbounded
	Unbounded       bool
	Records         int64
}

// Unplaced lists the records that cannot be placed, each with every period that
// it may be charged in.
func (c *Charger) Unplaced() ([]Unplaced, error) {
	f, err := readFamilies(c.tx.Reader)
	if err != nil {
		return nil, err
	}
	var all []Unplaced
	return all, errors.Join(c.unplacedRequests(f, &all), c.unplacedCalls(f, &all), c.unfinishedTasks(f, &all))
}
