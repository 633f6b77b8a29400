package model

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Preflight is what is there for a verdict on the bill of a month, and what is
// missing.
type Preflight struct {
	Month    string
	Span                         // of the month
	At       int64               // Unix seconds: when it was looked
	Bills    []PreflightBill     // a currency each; none before the bill
	Found    []Found             // what the bills that were imported have, where that is none of the month
	Evidence []PreflightEvidence // by channel and subject
	Tables   []PreflightTable
	Missing  []Missing // what a verdict needs first, the most money first
}

// Needs reports whether something is missing that a verdict cannot be had without.
func (p *Preflight) Needs() bool {
	return slices.ContainsFunc(p.Missing, func(m Missing) bool { return !m.Optional })
}

// PreflightBill is what is there of a bill in a currency.
type PreflightBill struct {
	Currency string
	Billed   decimal.Decimal // list amount
	Verdict  BillVerdict     // that a reconciliation would come to
	BillState
}

// PreflightEvidence is how complete the evidence of a channel and subject is: hours of
// the month so far by what is known of them, each by its weakest class of operation.
type PreflightEvidence struct {
	Channel                          Kind
	Subject                          string // bucket, region or project
	Hours                            int64
	Proven, Stated, Presumed, Behind int64          // Behind: the other of trail and call log has them all
	Lacking                          int64          // short or unknown
	Why                              EvidenceReason // of most hours that lack, "" for none
}

// PreflightTable is a table of the company's own.
type PreflightTable struct {
	Kind Kind
	Rows int64
}

// MissingKind is a kind of thing that a verdict may lack. The names are part of the
// JSON output.
type MissingKind string

// The kinds.
const (
	MissingBill       MissingKind = "bill"          // no line of the month
	MissingFinalBill  MissingKind = "final_bill"    // the bill may still change
	MissingBillLines  MissingKind = "bill_lines"    // the lines fall short of a control total
	MissingTotal      MissingKind = "bill_total"    // no control total
	MissingUnread     MissingKind = "unread_lines"  // lines of the bill that could not be read
	MissingLineTypes  MissingKind = "unknown_lines" // lines of the bill of which nobody knows what they are for
	MissingLog        MissingKind = "access_log"    // of a bucket
	MissingTrail      MissingKind = "trail"         // of a region, or the call log instead
	MissingCallLog    MissingKind = "call_log"      // of a project
	MissingBindings   MissingKind = "bindings"      // of projects of which nobody knows the buckets
	MissingPrices     MissingKind = "prices"        // in a currency
	MissingAliases    MissingKind = "aliases"       // of a project that only the bill names
	MissingProjects   MissingKind = "projects"      // no row
	MissingStatements MissingKind = "coverage"      // no row
	MissingPlace      MissingKind = "place"         // of records that cannot be placed
)

// MissingKinds lists every kind.
func MissingKinds() []MissingKind {
	return []MissingKind{MissingBill, MissingFinalBill, MissingBillLines, MissingTotal, MissingUnread, MissingLineTypes, MissingLog, MissingTrail,
		MissingCallLog, MissingBindings, MissingPrices, MissingAliases, MissingProjects, MissingStatements, MissingPlace}
}

// Missing is a thing that a verdict lacks.
type Missing struct {
	Kind     MissingKind
	Optional bool   // a verdict can be had without it, for all that is known
	Reason   string // of records that cannot be placed: its code
	Channel  Kind   // of records that cannot be placed
	Subject  string // bucket, region, project, currency, or the name that a bill prints
	Span            // that it would be of; empty where it has none
	Hours    int64  // of evidence
	Records  int64  // that could not be placed, or read
	Findings int64  // that it would decide or, before the bill, days of usage
	Amount   decimal.NullDecimal
	Currency string
}
