package usage

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Reason is why a record could not be placed. The codes are part of the JSON
// output.
type Reason string

// The reasons, the likeliest to be mended first.
const (
	UnboundBucket    Reason = "unbound_bucket"    // no binding says whose the bucket is
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
	Items           []string // that they may be charged under; nil for any that Family fits
	Hour            int64
	Until           int64 // the last instant at which they may be charged, exclusive
	Quantity        int64 // base units at most, where not Unbounded
	Unbounded       bool
	Records         int64
}

// Unplaced lists the requests that cannot be placed for what they ask, those of
// jobs with every period that they may be charged in.
func (c *Charger) Unplaced() ([]Unplaced, error) {
	families, err := readFamilies(c.tx.Reader)
	if err != nil {
		return nil, err
	}
	var all []Unplaced
	var u Unplaced
	err = c.tx.Query(sql.Query("unplaced.requests"), nil, func() {
		one := u
		one.Channel = model.KindOSSLog
		one.Reason, one.Items = families.of(u.Operation, u.Project == "")
		one.Quantity, one.Until = u.Records, u.Hour+model.Hour
		if one.Reason == OpaqueJob || one.Reason == JobFacts {
			one.Until = u.Hour + model.Day
		}
		all = append(all, one)
	}, &u.Project, &u.Region, &u.Subject, &u.Operation, &u.Hour, &u.Records)
	if err != nil {
		return nil, fmt.Errorf("read what cannot be placed: %w", err)
	}
	return all, nil
}

// families knows the items that requests to OSS can be charged under, by
// operation.
type families map[string][]string

func readFamilies(r db.Reader) (families, error) {
	all := families{}
	var operation, item string
	err := r.Query(sql.Query("unplaced.items"), nil,
		func() { all[operation] = append(all[operation], item) }, &operation, &item)
	if err != nil {
		return nil, fmt.Errorf("read what requests are charged under: %w", err)
	}
	return all, nil
}

// of says why a request for an operation cannot be placed, and what it may be
// charged under: unbound, of a bucket that no binding names. An operation that nobody knows may be any of its family; a style
// any of images; a job without its parameters any at all.
func (f families) of(operation string, unbound bool) (Reason, []string) {
	switch {
	case unbound && slices.Contains(model.ObjectWrites, operation):
		return UnboundBucket, f["index"]
	case unbound && f[operation] != nil:
		return UnboundBucket, f[operation]
	case strings.HasPrefix(operation, "style/"):
		return UnknownStyle, f.items(family("image"))
	case operation == "x-oss-async-process":
		return OpaqueJob, f.items(meter.AsyncProcessing)
	case operation == "x-oss-process":
		return OpaqueJob, f.items(every)
	case f[operation] != nil:
		return JobFacts, f[operation]
	}
	name, _, _ := strings.Cut(operation, "/")
	if items := f.items(family(name)); items != nil {
		return UnknownOperation, items
	}
	return UnknownOperation, f.items(every)
}

// every holds of any operation, family of those whose name begins so.
func every(string) bool { return true }

func family(name string) func(operation string) bool {
	return func(operation string) bool { return strings.HasPrefix(operation, name+"/") }
}

// items are those of some operations, each once.
func (f families) items(of func(operation string) bool) []string {
	var all []string
	for operation, items := range f {
		if operation != "index" && of(operation) {
			all = append(all, items...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
