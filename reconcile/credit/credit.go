// Package credit proposes which claim a refund or an adjustment on a later bill
// is the credit of. A bill does not say: what speaks for a claim is the item,
// the project, the currency, and above all the amount.
//
// What may not enter: SQL, and the decision. A person takes a proposal up.
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
	Status model.DisputeStatus
	Amount decimal.Decimal // of the line, for this claim
	Sure   bool            // nothing else fits
	Why    string
}

// Propose lays lines against claims, each line and each claim with what the
// sure proposals before it leave of them.
func Propose(disputes []model.Dispute, lines []model.CreditLine) []Proposal {
	open := map[string]decimal.Decimal{}
	for n := range disputes {
		open[disputes[n].ID] = disputes[n].Open()
	}
	var all []Proposal
	for _, line := range lines {
		for _, p := range proposeLine(disputes, open, line) {
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
func proposeLine(disputes []model.Dispute, open map[string]decimal.Decimal, line model.CreditLine) []Proposal {
	left := line.Left()
	var fit, same []Proposal
	var sum decimal.Decimal
	for n := range disputes {
		d := &disputes[n]
		if !left.IsPositive() || !open[d.ID].IsPositive() || !fits(d, &line) {
			continue
		}
		p := Proposal{Line: line, Claim: d.ID, Status: d.Status, Amount: decimal.Min(left, open[d.ID])}
		fit = append(fit, p)
		sum = sum.Add(open[d.ID])
		if asPrinted(open[d.ID], left).Equal(left) {
			same = append(same, p)
		}
	}
	switch {
	case len(same) == 1:
		return each(same, true, "it is what is open of the claim")
	case len(same) > 1:
		return each(same, false, "it is what is open of this claim, and of another")
	case len(fit) > 1 && sum.Equal(left):
		return each(fit, true, "it is what is open of these claims together")
	case len(fit) == 1:
		return each(fit, true, "no other claim fits")
	}
	return each(fit, false, "item, project and currency fit")
}

func each(proposals []Proposal, sure bool, why string) []Proposal {
	for n := range proposals {
		proposals[n].Sure, proposals[n].Why = sure, why
	}
	return proposals
}

// awaiting are the statuses in which money may come back.
var awaiting = []model.DisputeStatus{
	model.DisputeSubmitted, model.DisputeAcknowledged, model.DisputeAccepted, model.DisputePartlyAccepted, model.DisputeCredited,
}

// fits reports whether nothing speaks against a line being the credit of a
// claim: it stands on a later bill, and what it names is what the claim names.
func fits(d *model.Dispute, line *model.CreditLine) bool {
	return slices.Contains(awaiting, d.Status) && line.Month > d.Month && line.Currency == d.Currency &&
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
