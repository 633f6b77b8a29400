// Package dispute renders a claim: the packet that goes to the provider, and
// the lists that a person keeps an eye on claims with.
//
// A packet is a folder in which anyone can follow the claim from one page down
// to each request: summary.xlsx and summary.html to print, the text of a ticket
// in English and Chinese, the days and hours that differ, bill lines, request
// ids, rules and prices with their sources, the arithmetic, and a manifest with
// the hashes of inputs and files. The same claim always makes the same bytes.
//
// Does not belong here: SQL, rating, judging, and any figure that the packet's own
// rows do not add up to.
package dispute

import (
	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// Packet is a claim with everything that stands behind it.
type Packet struct {
	Dispute     *model.Dispute
	Run         model.Run
	Findings    []Finding       // by time, then project and tier
	Cells       []model.Cell    // of the item and project, on the days that differ, in the same order
	SetOff      []model.Finding // what the same cause left uncharged in the same periods
	Rules       []model.Rule    // that the findings rest on
	Prices      []model.Price   // of the item
	Assumptions []model.Assumption
	Sources     []model.Source // inputs of the run
	Claimant    Claimant
	Sample      *Sample // nil where none is asked for
	Tool        string  // version of the program that made the packet
	Zone        words.Zone
}

// Finding is a finding of the claim with its proof.
type Finding struct {
	model.Finding
	Claimed decimal.Decimal
	Lines   []model.ReportLine
	Counts  []model.UsageCount
	Usage   []model.Usage // every record
	Steps   []string      // the arithmetic, a sentence each
}

// Claimant is who claims. Each may be empty.
type Claimant struct{ Name, Contact, Ticket string }

// Sample is a monetary-unit sample of the records behind the claim.
type Sample struct {
	Size                   int
	Seed                   uint64
	Records                int // of the population
	Total, Interval, Start decimal.Decimal
	Picks                  []Pick
}

// Pick is a record that was drawn.
type Pick struct {
	Finding string
	Record  int // its number in requests.csv, counted from 1
	*model.Usage
	Value, Through decimal.Decimal // of the record, and of all up to and with it
	Hits           int
}
