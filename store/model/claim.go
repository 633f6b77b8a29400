package model

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// ClaimStatus is how far a claim has come.
type ClaimStatus string

// The statuses of a claim, in the order they are usually passed through.
const (
	ClaimDraft          ClaimStatus = "draft"
	ClaimSubmitted      ClaimStatus = "submitted"
	ClaimAcknowledged   ClaimStatus = "acknowledged"
	ClaimAccepted       ClaimStatus = "accepted"
	ClaimPartlyAccepted ClaimStatus = "partly_accepted"
	ClaimRejected       ClaimStatus = "rejected"
	ClaimCancelled      ClaimStatus = "cancelled"
	ClaimCredited       ClaimStatus = "credited"
	ClaimClosed         ClaimStatus = "closed"
)

// ClaimStatuses are the statuses that a claim can be moved to.
var ClaimStatuses = []ClaimStatus{
	ClaimSubmitted, ClaimAcknowledged, ClaimAccepted, ClaimPartlyAccepted,
	ClaimRejected, ClaimCancelled, ClaimCredited, ClaimClosed,
}

// Claim is a claim: findings of one month, cause and item whose money the
// provider is asked to pay back. Amounts are list amounts, as findings are.
type Claim struct {
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
	Status      ClaimStatus
	OpenedBy    string
	OpenedAt    time.Time
	SubmittedAt time.Time // zero where it has not been submitted
	ChangedAt   time.Time
	Findings    []ClaimedFinding // by id
	Credits     []ClaimCredit    // in the order they were taken
}

// ClaimedFinding is what a claim asks for one finding.
type ClaimedFinding struct {
	ID      string
	Amount  decimal.Decimal
	Payable decimal.NullDecimal `json:"-"` // what of it was paid, as the run has it; not valid where that did not say
}

// ClaimCredit is money that came back for a claim.
type ClaimCredit struct {
	BillLine string // identity of the bill line, "" where the credit is on no imported bill
	Month    string // billing month of that line, "" likewise
	BillRef
	Amount decimal.Decimal // positive; what of the line is this claim's
}

// Payable is what was paid of all that is claimed: what the provider owes. Not valid
// where the run did not say it.
func (d *Claim) Payable() decimal.NullDecimal {
	sum := decimal.NewNullDecimal(decimal.Zero)
	for _, f := range d.Findings {
		if !f.Payable.Valid {
			return decimal.NullDecimal{}
		}
		sum.Decimal = sum.Decimal.Add(f.Payable.Decimal)
	}
	return sum
}

// paidDecimals is how many decimals a share of what was paid is worked out to.
const paidDecimals = 10

// PayableOf is the share that was paid of an amount of the claim, to 10 decimals.
func (d *Claim) PayableOf(amount decimal.Decimal) decimal.NullDecimal {
	payable := d.Payable()
	if payable.Valid && !amount.Equal(d.Claimed) && !d.Claimed.IsZero() {
		payable.Decimal = amount.Mul(payable.Decimal).DivRound(d.Claimed, paidDecimals)
	}
	return payable
}

// ListOf is the list amount of which so much was paid, to 10 decimals: PayableOf the
// other way round.
func (d *Claim) ListOf(payable decimal.Decimal) decimal.NullDecimal {
	all := d.Payable()
	switch {
	case !all.Valid || !all.Decimal.IsPositive():
		return decimal.NullDecimal{}
	case all.Decimal.Equal(payable):
		return decimal.NewNullDecimal(d.Claimed)
	}
	return decimal.NewNullDecimal(payable.Mul(d.Claimed).DivRound(all.Decimal, paidDecimals))
}

// Recovered is what came back.
func (d *Claim) Recovered() decimal.Decimal {
	var sum decimal.Decimal
	for _, c := range d.Credits {
		sum = sum.Add(c.Amount)
	}
	return sum
}

// Open is what may still come back: all of it until the provider has answered,
// then what was accepted and has not been credited.
func (d *Claim) Open() decimal.Decimal {
	switch d.Status {
	case ClaimDraft, ClaimSubmitted, ClaimAcknowledged:
		return d.Claimed
	case ClaimAccepted, ClaimPartlyAccepted, ClaimCredited:
		return d.Accepted.Sub(d.Recovered())
	}
	return decimal.Zero
}

// GivenUp is what will not come back. Always exactly:
// Claimed = Recovered + Open + GivenUp.
func (d *Claim) GivenUp() decimal.Decimal { return d.Claimed.Sub(d.Recovered()).Sub(d.Open()) }

// Days is how many whole days a claim has waited at an instant: since it was
// submitted, or while it is a draft since it was opened. A claim with nothing
// open waits no longer: its days end with its last change.
func (d *Claim) Days(now time.Time) int64 {
	since, until := d.SubmittedAt, now
	if since.IsZero() {
		since = d.OpenedAt
	}
	if d.Open().IsZero() {
		until = d.ChangedAt
	}
	return max(0, int64(until.Sub(since)/(24*time.Hour)))
}

// ClaimChange is one entry of the history of a claim.
type ClaimChange struct {
	Who    string
	At     time.Time
	Note   string
	Status ClaimStatus
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

// Place says where the line stands.
func (c *CreditLine) Place() string { return fmt.Sprintf("%s:%d", c.File, c.Line) }
