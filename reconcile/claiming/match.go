package claiming

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/credit"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Propose proposes which claims the lines of bills that pay something back are
// the credit of.
func Propose(r db.Reader) ([]credit.Proposal, error) {
	lines, err := claims.CreditLines(r)
	if err != nil {
		return nil, err
	}
	all, err := claims.All(r)
	if err != nil {
		return nil, err
	}
	return credit.Propose(all, lines), nil
}

// TakeCredits records the proposals that are sure as credits, and returns the
// claims as they are then. Of a claim that the provider has not answered a person
// must first say how it was: those proposals are returned, and not taken.
func TakeCredits(ctx context.Context, d *db.DB, proposals []credit.Proposal, at time.Time) (credited []model.Claim, unanswered []credit.Proposal, err error) {
	for _, p := range proposals {
		switch {
		case !p.Sure:
		case p.Status == model.ClaimSubmitted || p.Status == model.ClaimAcknowledged:
			unanswered = append(unanswered, p)
		default:
			claim, err := Move(ctx, d, p.Claim, Step{To: model.ClaimCredited, Amount: decimal.NewNullDecimal(p.Amount), Line: &p.Line, Note: p.Why}, at)
			if err != nil {
				return credited, unanswered, err
			}
			credited = append(credited, *claim)
		}
	}
	return credited, unanswered, nil
}

// CreditLine finds the line of a bill that pays something back by the name that
// a person gives it: its id, or where it stands.
func CreditLine(r db.Reader, name string) (*model.CreditLine, error) {
	lines, err := claims.CreditLines(r)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l model.CreditLine) bool { return l.ID != name && l.Place() != name })
	switch len(lines) {
	case 0:
		return nil, fmt.Errorf("no bill has a refund or an adjustment %q; `immrecon dispute match --all` lists them", name)
	case 1:
		return &lines[0], nil
	}
	return nil, fmt.Errorf("%d lines are called %q; name it by its file and line, such as %s", len(lines), name, lines[0].Place())
}
