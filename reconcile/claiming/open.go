package claiming

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Request says which findings of a month's latest run are to be claimed.
type Request struct {
	Month         string
	Cause         model.Cause
	Item, Project string          // narrow the findings where not empty
	Least         decimal.Decimal // smaller claims are not worth it, errors of the rate excepted
	Rest          bool            // leave out findings that are claimed already instead of refusing
	Note          string
}

// rateErrors are worth a claim however small: a wrong price repeats itself
// with every use.
var rateErrors = []model.Cause{model.PriceMismatch, model.UnitScale, model.SupersededPrice, model.FreeItemBilled, model.AmountArithmetic}

// Open makes a draft claim of each item that has overcharged findings as asked
// for; items whose claim would be too small are named in passed. It fails where
// a finding is claimed already, or where a claim would exceed what was billed:
// no cent is claimed twice.
func Open(ctx context.Context, d *db.DB, request Request, at time.Time) (opened []model.Claim, passed []string, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		found, err := claimable(tx.Reader, request)
		if err != nil {
			return err
		}
		for _, claim := range found {
			if claim.Claimed.LessThan(request.Least) && !slices.Contains(rateErrors, request.Cause) {
				passed = append(passed, fmt.Sprintf("%s: %s %s is less than %s", claim.Item, claim.Claimed, claim.Currency, request.Least))
				continue
			}
			if err := open(tx, &claim, request.Note, at); err != nil {
				return err
			}
			opened = append(opened, claim)
		}
		if len(opened) == 0 {
			return fmt.Errorf("nothing is worth a claim (%s); --min sets what is", strings.Join(passed, "; "))
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("new claim: %w", err)
	}
	return opened, passed, nil
}

// open writes a new claim and records who made it.
func open(tx *db.Tx, claim *model.Claim, note string, at time.Time) error {
	claim.OpenedBy, claim.OpenedAt, claim.ChangedAt = tx.User, at, at
	if err := claims.Create(tx, claim); err != nil {
		return err
	}
	return claims.Record(tx, claim.ID, at, claims.Facts{Status: claim.Status, Amount: claim.Claimed, Note: note, Run: claim.Run, Findings: claim.Findings})
}

// claimable gathers the findings that are asked for into one claim an item.
func claimable(r db.Reader, request Request) ([]model.Claim, error) {
	run, _, err := runs.Latest(r, request.Month)
	if err != nil {
		return nil, err
	}
	findings, err := claims.Overcharged(r, run.ID, request.Cause, request.Item, request.Project)
	if err != nil {
		return nil, err
	}
	held, err := readHoldings(r, request.Month)
	if err != nil {
		return nil, err
	}
	free, taken := held.split(findings)
	switch {
	case len(findings) == 0:
		return nil, fmt.Errorf("run %s has no overcharged finding of this cause, item and project; `immrecon findings --month %s --verdict overcharged` lists what it has",
			run.Key, request.Month)
	case len(free) == 0:
		return nil, fmt.Errorf("all of it is claimed already: %s", shortened(taken))
	case len(taken) > 0 && !request.Rest:
		return nil, fmt.Errorf("part of it is claimed already: %s; --rest claims the others", shortened(taken))
	}
	return gathered(run, request, free), held.exceeded(free)
}

// gathered makes claims of findings that stand in order of item and currency.
func gathered(run model.Run, request Request, findings []model.Finding) []model.Claim {
	var all []model.Claim
	for _, f := range findings {
		last := len(all) - 1
		if last < 0 || all[last].Item != f.Item || all[last].Currency != f.Currency {
			all = append(all, model.Claim{RunID: run.ID, Run: run.Key, Month: request.Month, Cause: request.Cause, Item: f.Item, Project: request.Project,
				Currency: f.Currency, Status: model.ClaimDraft})
			last++
		}
		all[last].Claimed = all[last].Claimed.Add(f.Difference.Amount)
		all[last].Findings = append(all[last].Findings, model.ClaimedFinding{ID: f.ID, Amount: f.Difference.Amount, Payable: f.Payable})
	}
	return all
}

// shortened lists what may be long: its first few, and how many more there are.
func shortened(all []string) string {
	const shown = 3
	if len(all) <= shown {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:shown], ", "), len(all)-shown)
}
