// Package usage charges usage: it leads from requests and calls to the work
// tables request_charge, charge and segment, which say under which item and how
// each counts, and as what class. Which classes a run charges is decided later.
//
// Does not belong here: the bill, prices beyond what an assumption is worth, and
// what a call measures (meter) or a segment costs (live).
package usage

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/price"
	"immrecon/reconcile/rulebook"
	"immrecon/reconcile/sql"
	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Charger charges the usage of a time, in the order of its methods.
type Charger struct {
	tx    *db.Tx
	span  model.Span
	rules *rulebook.Book
	card  *price.RateCard
	table *coverage.Table

	regions map[string]string          // by project, of those whose name alone decides it
	several map[string][]string        // regions by project, of the others
	created map[place]int64            // Unix seconds, of projects whose creation is known
	worth   map[string]decimal.Decimal // by assumption, as far as known
	assumed map[Charged][]string       // assumptions behind what was charged, by rule

	undecided undecided  // calls that may be charged
	uncharged []Unplaced // records that cannot be placed and are charged under no item
}

// NewCharger begins to charge the usage of a time.
func NewCharger(tx *db.Tx, span model.Span, rules *rulebook.Book, card *price.RateCard, table *coverage.Table) *Charger {
	return &Charger{tx: tx, span: span, rules: rules, card: card, table: table,
		regions: map[string]string{}, several: map[string][]string{}, created: map[place]int64{}, worth: map[string]decimal.Decimal{}, assumed: map[Charged][]string{},
		undecided: undecided{at: map[undecidedKey]int{}, last: map[undecidedKey]string{}}}
}

// KnowProjects finds out where projects live, how they pay for Weboffice and
// what indexes their datasets.
func (c *Charger) KnowProjects() error {
	if err := sql.Run(c.tx, "10_projects.sql"); err != nil {
		return err
	}
	var project, region string
	err := c.tx.Query(sql.Query("usage.regions"), nil, func() { c.regions[project] = region }, &project, &region)
	if err == nil {
		err = c.tx.Query(sql.Query("usage.namesakes"), nil, func() { c.several[project] = append(c.several[project], region) }, &project, &region)
	}
	if err != nil {
		return fmt.Errorf("read regions of projects: %w", err)
	}
	return c.decideWeboffice()
}

// Attribute says whose each request is and what it asked for.
func (c *Charger) Attribute() error { return sql.Run(c.tx, "20_attribute.sql") }

// ChargeRequests charges requests by what they asked for.
func (c *Charger) ChargeRequests() error { return sql.Run(c.tx, "30_requests.sql") }

// ChargeCalls charges calls that cost the same whatever they do.
func (c *Charger) ChargeCalls() error {
	if err := calls.PutSeen(c.tx, "call_seen", c.span); err != nil {
		return err
	}
	return sql.Run(c.tx, "40_calls.sql")
}

// ChargeIndexing charges objects that are indexed.
func (c *Charger) ChargeIndexing() error { return sql.Run(c.tx, "50_index.sql") }

// RequestsToOSS counts the completed runs of operators that OSS bills.
func (c *Charger) RequestsToOSS() (made int64, err error) {
	if err := c.tx.One(sql.Query("usage.requests_to_oss"), nil, &made); err != nil {
		return 0, fmt.Errorf("count requests to OSS: %w", err)
	}
	return made, nil
}

// settle gives a call the region of its project where the name alone decides it.
func (c *Charger) settle(call *model.Call) {
	if region, ok := c.regions[call.Project]; ok {
		call.Region = region
	}
}

// inEach gives a call with its region: where it names none, and its project's name
// does not decide it, once for each that it may be of.
func (c *Charger) inEach(call *model.Call, each func(*model.Call)) {
	c.settle(call)
	if call.Region != "" || c.several[call.Project] == nil {
		each(call)
		return
	}
	for _, region := range c.several[call.Project] {
		one := *call
		one.Region, one.OneOfRegions = region, true
		each(&one)
	}
}

func (c *Charger) within(at int64) bool { return c.span.Contains(at) }

// sinceEver is the time from the first record there is to the end of what is
// charged.
func (c *Charger) sinceEver() model.Span { return model.Span{To: c.span.To} }
