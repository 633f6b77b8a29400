package model

import (
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

// DisputeStatuses are the statuses that a claim can be moved to.
var DisputeStatuses = []DisputeStatus{
	DisputeSubmitted, DisputeAcknowledged, DisputeAccepted, DisputePartlyAccepted,
	DisputeRejected, DisputeCancelled, DisputeCredited, DisputeClosed,
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

// CreditLine is a line of a bill that pays something back: a refund, or an
// adjustment in the customer's favour.
type CreditLine struct {
	Identity string // of the bill line, the same however often it is imported
	BillRef
	Month    string // billing month
	Type     LineType
	ItemCode string
	ItemName string
	Instance string
	Currency string
	Amount   decimal.Decimal // paid back, positive: list amount where the line has one, else what is payable less
	Taken    decimal.Decimal // of it, by claims
}

// Left is what no claim has taken of the line.
func (c *CreditLine) Left() decimal.Decimal { return c.Amount.Sub(c.Taken) }
