// Package credit proposes which claim a refund or an adjustment on a later bill
// is the credit of. A bill does not say: what speaks for a claim is the item,
// the project, the currency, and above all the amount.
//
// Does not belong here: SQL, and the decision: a person accepts a proposal.
package credit

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// Proposal is one claim that a line may pay back.
type Proposal struct {
	Line   model.CreditLine
	Claim  string
	Status model.ClaimStatus
	Amount decimal.Decimal // of the line, for this claim
	Sure   bool            // nothing else fits
	Why    string
}

// Propose matches lines with claims, each line and each claim with what the
// sure proposals before it leave of them.
func Propose(claims []model.Claim, lines []model.CreditLine) []Proposal {
	open := map[string]decimal.Decimal{}
	for n := range claims {
		open[claims[n].ID] = claims[n].Open()
	}
	var all []Proposal
	for _, line := range lines {
		for _, p := range proposeLine(claims, open, line) {
			if p.Sure {
				open[p.Claim] = open[p.Claim].Sub(p.Amount)
			}
			all = append(all, p)
		}
	}
	return all
}

// proposeLine finds the claims of one line: the one that asks for just as much,
// else all that together do, else the only one that fits, else any that fits.
func proposeLine(claims []model.Claim, open map[string]decimal.Decimal, line model.CreditLine) []Proposal {
	left := line.Left()
	var fitting, equal []Proposal
	var sum decimal.Decimal
	for n := range claims {
		d := &claims[n]
		if !left.IsPositive() || !open[d.ID].IsPositive() || !fits(d, &line) {
			continue
		}
		p := Proposal{Line: line, Claim: d.ID, Status: d.Status, Amount: decimal.Min(left, open[d.ID])}
		fitting = append(fitting, p)
		sum = sum.Add(open[d.ID])
		if asPrinted(open[d.ID], left).Equal(left) {
			equal = append(equal, p)
		}
	}
	switch {
	case len(equal) == 1:
		return withReason(equal, true, "it is what is open of the claim")
	case len(equal) > 1:
		return withReason(equal, false, "it is what is open of this claim, and of another")
	case len(fitting) > 1 && sum.Equal(left):
		return withReason(fitting, true, "it is what is open of these claims together")
	case len(fitting) == 1:
		return withReason(fitting, true, "no other claim fits")
	}
	return withReason(fitting, false, "item, project and currency fit")
}

func withReason(proposals []Proposal, sure bool, why string) []Proposal {
	for n := range proposals {
		proposals[n].Sure, proposals[n].Why = sure, why
	}
	return proposals
}

// openStatuses are those in which money may come back.
var openStatuses = []model.ClaimStatus{
	model.ClaimSubmitted, model.ClaimAcknowledged, model.ClaimAccepted, model.ClaimPartlyAccepted, model.ClaimCredited,
}

// fits reports whether nothing speaks against a line being the credit of a
// claim: it stands on a later bill, and what it names is what the claim names.
func fits(d *model.Claim, line *model.CreditLine) bool {
	return slices.Contains(openStatuses, d.Status) && line.Month > d.Month && line.Currency == d.Currency &&
		(itemOf(line) == "" || itemOf(line) == d.Item) &&
		(d.Project == "" || line.Instance == "" || slices.Contains(strings.Split(line.Instance, ";"), d.Project))
}

// itemOf is the catalogue's name of the item that a line names, "" if it names
// none that is known.
func itemOf(line *model.CreditLine) string {
	for _, name := range []string{line.ItemCode, line.ItemName} {
		if item, known := catalogue.CanonicalItem(name); known {
			return item
		}
	}
	return ""
}

// asPrinted is an amount with no more decimals than a line prints: a refund may
// be in cents where the claim has ten decimals.
func asPrinted(amount, line decimal.Decimal) decimal.Decimal {
	return amount.Round(max(2, -line.Exponent()))
}
