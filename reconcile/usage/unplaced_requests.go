package usage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// unplacedRequests finds the requests that cannot be placed.
func (c *Charger) unplacedRequests(f families, all *[]Unplaced) error {
	var u Unplaced
	err := c.tx.Query(sql.Query("unplaced.requests"), nil, func() {
		one := u
		one.Channel, one.Quantity, one.Until = model.KindOSSLog, u.Records, u.Hour+model.Hour
		one.Reason, one.Items = f.of(u.Operation, u.Project == "")
		if one.Reason == OpaqueJob || one.Reason == JobFacts {
			one.Until = u.Hour + model.Day
		}
		*all = append(*all, one)
	}, &u.Project, &u.Region, &u.Subject, &u.Operation, &u.Class, &u.Hour, &u.Records)
	if err != nil {
		return fmt.Errorf("read which requests cannot be placed: %w", err)
	}
	return nil
}

// isStyle matches a style by its name, and the delimiter before it.
var isStyle = regexp.MustCompile(`^style[^[:alnum:]]`)

// of says why a request for an operation cannot be placed, and what it may be
// charged under: unbound, of a bucket that no binding names. An operation that nobody knows may be any of its family; a style
// any of images; a job without its parameters any at all.
func (f families) of(operation string, unbound bool) (Reason, []string) {
	switch {
	case unbound && slices.Contains(model.ObjectWrites, operation):
		return UnboundBucket, f["index"]
	case slices.Contains(model.ObjectWrites, operation):
		return UnboundDataset, f["index"]
	case unbound && f[operation] != nil:
		return UnboundBucket, f[operation]
	case isStyle.MatchString(operation):
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
