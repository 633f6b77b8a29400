package model

import "github.com/shopspring/decimal"

// ClaimContent is a claim with everything that stands behind it.
type ClaimContent struct {
	Claim       *Claim
	Run         Run
	Findings    []ProvenFinding // by time, then project and tier
	Cells       []Cell          // of the item and project, on the days that differ, in the same order
	SetOff      []Finding       // what the same cause left uncharged in the same periods
	Rules       []Rule          // that the findings rest on
	Prices      []Price         // of the item
	Assumptions []Assumption
	Sources     []Source        // inputs of the run
	Evidence    []EvidenceState // that say why nothing is missing of what the findings rest on; none of runs of older versions
}

// ProvenFinding is a finding of a claim with its proof.
type ProvenFinding struct {
	Finding
	Claimed decimal.Decimal
	Lines   []ReportLine
	Counts  []UsageCount
	Usage   []Usage  // every record
	Steps   []string // the arithmetic, a sentence each
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
