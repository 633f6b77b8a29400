package model

import (
	"database/sql"

	"github.com/shopspring/decimal"
)

// ClaimContent is a claim with everything that stands behind it.
type ClaimContent struct {
	Claim       *Claim
	Run         Run
	Findings    []ProvenFinding    // by time, then project and tier
	Cells       []Cell             // of the findings, in the same order
	SetOff      []ProvenFinding    // the other sides of the findings: what the same cause left uncharged, nothing claimed
	Rules       []Rule             // that the findings rest on
	Prices      []Price            // of the item
	Assumptions []Assumption       // that the findings rest on
	Sources     []Source           // inputs of the run that the claim rests on, by their base names
	Evidence    []EvidenceState    // that say why nothing is missing of what the findings rest on, of the hours that they rest on; none of runs of older versions
	Totals      []ControlTotal     // of those hours
	Transcoded  []TranscodedOutput // where the claim is about their item
	Weboffice   []WebofficeRecord  // where the claim is about Weboffice
}

// ProvenFinding is a finding of a claim with its proof.
type ProvenFinding struct {
	Finding
	Claimed decimal.Decimal
	Paid    decimal.NullDecimal // of Claimed; not valid of runs that did not say
	Lines   []ReportLine
	Counts  []UsageCount
	Usage   []Usage // every record
	Steps   Sayings // the arithmetic, a step each
}

// TranscodedOutput is an output of a transcoding with what decides its item.
type TranscodedOutput struct {
	Finding     string      // that it is behind
	Usage       Usage       // with the facts of its call
	Item        string      // that it belongs under
	Seconds     int64       // that are charged
	Compared    []TierLimit // the limits that its sides were compared with; none where the record states the tier alone
	Long, Short int64       // the sides as they were compared, pixels
	Rules       []string
	Price       Price // of the item
	Amount      decimal.Decimal
}

// TierLimit is a resolution tier that an output was compared with.
type TierLimit struct {
	Tier        string
	Long, Short int64 // the largest sides in it, pixels
	Holds       bool
}

// WebofficeRecord is an opening of a document or a call for a token, with what it is
// to its project.
type WebofficeRecord struct {
	Finding string // that it is behind
	Usage   Usage
	Item    string       // that it belongs under
	Counts  bool         // it is charged there
	Project WebofficeUse // when the project was created, and what it pays for
	Origin  *Call        // of a token call: the Generate call that its tokens go back to; nil where the chain leaves the evidence
	Made    RecordPlace  // where Origin stands
	Through []string     // the Refresh calls between, by request id, the latest first
}

// RecordPlace is where a record stands.
type RecordPlace struct {
	SourceID int64
	File     string
	Line     int64
}

// ControlTotal is how many records the system that keeps them counted: a row of
// coverage, or an hour of the provider's metering.
type ControlTotal struct {
	Kind       Kind // coverage or metering
	Channel    Kind
	Subject    string   // "" for all
	Operations []string // none for all
	Span
	Records  sql.NullInt64 // not valid where none was stated
	Source   string
	SourceID int64
	File     string
	Line     int64
}

// ClaimSample is a monetary-unit sample of the records behind a claim.
type ClaimSample struct {
	Size                   int
	Seed                   uint64
	Records                int // of the population
	Total, Interval, Start decimal.Decimal
	Picks                  []SamplePick
}

// SamplePick is a record that was drawn.
type SamplePick struct {
	Finding string
	Record  int // its number among the records of the claim, counted from 1
	*Usage
	Value, Through decimal.Decimal // of the record, and of all up to and with it
	Hits           int
}
