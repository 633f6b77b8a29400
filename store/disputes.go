package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// DisputeStatus is how far a claim has come.
type DisputeStatus string

// The statuses of a claim, in the order they are usually passed through.
const (
	DisputeDraft          DisputeStatus = "draft"
	DisputeSubmitted      DisputeStatus = "submitted"
	DisputeAcknowledged   DisputeStatus = "acknowledged"
	DisputeAccepted       DisputeStatus = "accepted"
	DisputePartlyAccepted DisputeStatus = "partly_accepted"
	DisputeRejected       DisputeStatus = "rejected"
	DisputeCancelled      DisputeStatus = "cancelled"
	DisputeCredited       DisputeStatus = "credited"
	DisputeClosed         DisputeStatus = "closed"
)

// disputeNext says what may follow a status. A credited claim may be credited
// again: a provider may pay back in parts.
var disputeNext = map[DisputeStatus][]DisputeStatus{
	DisputeDraft:          {DisputeSubmitted, DisputeCancelled},
	DisputeSubmitted:      {DisputeAcknowledged, DisputeAccepted, DisputePartlyAccepted, DisputeRejected, DisputeCancelled},
	DisputeAcknowledged:   {DisputeAccepted, DisputePartlyAccepted, DisputeRejected, DisputeCancelled},
	DisputeAccepted:       {DisputeCredited},
	DisputePartlyAccepted: {DisputeAccepted, DisputeCredited},
	DisputeRejected:       {DisputeClosed},
	DisputeCancelled:      {DisputeClosed},
	DisputeCredited:       {DisputeCredited, DisputeClosed},
}

// DisputeStatuses are the statuses that a claim can be moved to.
var DisputeStatuses = []DisputeStatus{
	DisputeSubmitted, DisputeAcknowledged, DisputeAccepted, DisputePartlyAccepted,
	DisputeRejected, DisputeCancelled, DisputeCredited, DisputeClosed,
}

// mayBecome refuses a step that the lifecycle does not have, and says which it has.
func (s DisputeStatus) mayBecome(to DisputeStatus) error {
	next := disputeNext[s]
	if slices.Contains(next, to) {
		return nil
	}
	if len(next) == 0 {
		return fmt.Errorf("it is %s, after which nothing follows", s)
	}
	words := make([]string, len(next))
	for n, status := range next {
		words[n] = string(status)
	}
	return fmt.Errorf("it is %s and cannot become %s; what may follow: %s", s, to, strings.Join(words, ", "))
}

// Dispute is a claim: findings of one month, cause and item whose money the
// provider is asked to pay back. Amounts are list amounts, as findings are.
type Dispute struct {
	ID          string // "D-2026-03-01"
	RunID       int64
	Run         string // name of the run whose findings are claimed
	Month       string // of the usage; credits stand on later bills
	Cause       Cause
	Item        string
	Project     string // "" where the claim is not about one project
	Currency    string
	Claimed     decimal.Decimal
	Accepted    decimal.Decimal // what the provider has owned up to so far
	Status      DisputeStatus
	OpenedBy    string
	OpenedAt    time.Time
	SubmittedAt time.Time // zero where it has not been submitted
	ChangedAt   time.Time
	Findings    []DisputedFinding // by id
	Credits     []DisputeCredit   // in the order they were taken
}

// DisputedFinding is what a claim asks for one finding.
type DisputedFinding struct {
	ID     string
	Amount decimal.Decimal
}

// DisputeCredit is money that came back for a claim.
type DisputeCredit struct {
	BillLine string // identity of the bill line, "" where the credit is on no imported bill
	Month    string // billing month of that line, "" likewise
	BillRef
	Amount decimal.Decimal // positive; what of the line is this claim's
}

// Recovered is what came back.
func (d *Dispute) Recovered() decimal.Decimal {
	var sum decimal.Decimal
	for _, c := range d.Credits {
		sum = sum.Add(c.Amount)
	}
	return sum
}

// Open is what may still come back: all of it until the provider has answered,
// then what was accepted and has not been credited.
func (d *Dispute) Open() decimal.Decimal {
	switch d.Status {
	case DisputeDraft, DisputeSubmitted, DisputeAcknowledged:
		return d.Claimed
	case DisputeAccepted, DisputePartlyAccepted, DisputeCredited:
		return d.Accepted.Sub(d.Recovered())
	}
	return decimal.Zero
}

// GivenUp is what will not come back. Always exactly:
// Claimed = Recovered + Open + GivenUp.
func (d *Dispute) GivenUp() decimal.Decimal { return d.Claimed.Sub(d.Recovered()).Sub(d.Open()) }

// Days is how many whole days a claim has waited at an instant: since it was
// submitted, or while it is a draft since it was opened. A claim with nothing
// open waits no longer: its days end with its last change.
func (d *Dispute) Days(now time.Time) int64 {
	since, until := d.SubmittedAt, now
	if since.IsZero() {
		since = d.OpenedAt
	}
	if d.Open().IsZero() {
		until = d.ChangedAt
	}
	return max(0, int64(until.Sub(since)/(24*time.Hour)))
}

// Deed says who did something to a claim, when, and why.
type Deed struct {
	Who  string
	At   time.Time
	Note string
}

// DisputeChange is one entry of the history of a claim.
type DisputeChange struct {
	Deed
	Status DisputeStatus
	Amount decimal.Decimal // claimed, accepted or credited by this change; else zero
	Credit string          // where the credit stands, "" if this is none
}
