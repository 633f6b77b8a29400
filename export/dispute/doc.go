// Package dispute renders a claim: the packet that goes to the provider, and
// the lists that a person keeps an eye on claims with.
//
// A packet is a folder in which anyone can follow the claim from one page down
// to each request: summary.xlsx and summary.html to print, the text of a ticket
// in English and Chinese, whatever language the rest is in, the days and hours that differ, bill lines, request
// ids, what proves the claim by its cause, rules and prices with their sources, the
// arithmetic, and a manifest with the hashes of inputs and files. The same claim
// always makes the same bytes. Files are named, never where they lay.
//
// Does not belong here: SQL, rating, judging, and any figure that the packet's own
// rows do not add up to.
package dispute

import (
	"immrecon/export/words"

	"immrecon/store/model"
)

// Packet is what is sent of a claim.
type Packet struct {
	*model.ClaimContent
	Claimant Claimant
	AnswerBy string             // day by which an answer is asked for, 2006-01-02
	Sample   *model.ClaimSample // nil where none is asked for
	Tool     string             // version of the program that made the packet
	Zone     words.Zone
	Words    *words.Words // the language of all but the tickets, which are in both; nil means English
}

// Claimant is who claims. Each may be empty.
type Claimant struct{ Name, Contact, Ticket string }
