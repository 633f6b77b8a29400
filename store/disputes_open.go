package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// DisputeWish says which findings of a month's latest run are to be claimed.
type DisputeWish struct {
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

// OpenDisputes makes a draft claim of each item that has overcharged findings
// as wished; items whose claim would be too small are named in passed. It
// fails where a finding is claimed already, or where a claim would exceed what
// was billed: no cent is claimed twice.
func (db *DB) OpenDisputes(ctx context.Context, wish DisputeWish, at time.Time) (opened []model.Dispute, passed []string, err error) {
	err = db.Work(ctx, func(w *Work) error {
		found, err := w.claimable(wish)
		if err != nil {
			return err
		}
		for _, d := range found {
			if d.Claimed.LessThan(wish.Least) && !slices.Contains(rateErrors, wish.Cause) {
				passed = append(passed, fmt.Sprintf("%s: %s %s is less than %s", d.Item, d.Claimed, d.Currency, wish.Least))
				continue
			}
			if err := w.openDispute(&d, model.Deed{Who: w.who, At: at, Note: wish.Note}); err != nil {
				return err
			}
			opened = append(opened, d)
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

// claimable gathers the findings that are wished for into one claim an item.
func (w *Work) claimable(wish DisputeWish) ([]model.Dispute, error) {
	run, err := w.latestRun(wish.Month)
	if err != nil {
		return nil, err
	}
	findings, err := w.overcharged(run, wish)
	if err != nil {
		return nil, err
	}
	held, err := w.holdings(wish.Month)
	if err != nil {
		return nil, err
	}
	free, taken := held.sift(findings)
	switch {
	case len(findings) == 0:
		return nil, fmt.Errorf("run %s has no overcharged finding of this cause, item and project; `immrecon findings --month %s --verdict overcharged` lists what it has",
			run.Key, wish.Month)
	case len(free) == 0:
		return nil, fmt.Errorf("all of it is claimed already: %s", shortened(taken))
	case len(taken) > 0 && !wish.Rest:
		return nil, fmt.Errorf("part of it is claimed already: %s; --rest claims the others", shortened(taken))
	}
	return gathered(run, wish, free), held.exceeded(free)
}

func (w *Work) latestRun(month string) (r model.Run, err error) {
	err = w.tx.QueryRowContext(w.ctx, "SELECT id, name FROM run WHERE month = ? ORDER BY id DESC LIMIT 1", month).Scan(&r.ID, &r.Key)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("month %s has not been reconciled yet; run `immrecon reconcile --month %s`", month, month)
	}
	return r, err
}

// overcharged reads the findings of a run that are wished for, by item.
func (w *Work) overcharged(run model.Run, wish DisputeWish) ([]model.Finding, error) {
	var all []model.Finding
	var f model.Finding
	err := w.Query(`SELECT f.id, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, c.currency, c.billed_amount, f.difference_amount
		FROM finding f JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id
		WHERE f.run_id = ? AND f.verdict = ? AND f.cause = ? AND ? IN (c.item, '') AND ? IN (c.project, '')
		ORDER BY c.item, c.currency, f.id`,
		[]any{run.ID, string(model.Overcharged), string(wish.Cause), wish.Item, wish.Project}, func() { all = append(all, f) },
		&f.ID, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Currency, &f.Billed.Amount, &f.Difference.Amount)
	return all, err
}

// gathered makes claims of findings that stand in order of item and currency.
func gathered(run model.Run, wish DisputeWish, findings []model.Finding) []model.Dispute {
	var all []model.Dispute
	for _, f := range findings {
		last := len(all) - 1
		if last < 0 || all[last].Item != f.Item || all[last].Currency != f.Currency {
			all = append(all, model.Dispute{RunID: run.ID, Run: run.Key, Month: wish.Month, Cause: wish.Cause, Item: f.Item, Project: wish.Project,
				Currency: f.Currency, Status: model.DisputeDraft})
			last++
		}
		all[last].Claimed = all[last].Claimed.Add(f.Difference.Amount)
		all[last].Findings = append(all[last].Findings, model.DisputedFinding{ID: f.ID, Amount: f.Difference.Amount})
	}
	return all
}

// openDispute numbers a claim within its month and writes it.
func (w *Work) openDispute(d *model.Dispute, deed model.Deed) error {
	var n int64
	if err := w.tx.QueryRowContext(w.ctx, "SELECT count(*) + 1 FROM dispute WHERE month = ?", d.Month).Scan(&n); err != nil {
		return err
	}
	d.ID = fmt.Sprintf("D-%s-%02d", d.Month, n)
	d.OpenedBy, d.OpenedAt, d.ChangedAt = deed.Who, deed.At, deed.At
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO dispute (id, run_id, month, cause, item, project, currency, claimed, accepted, status,
		opened_by, opened_at, submitted_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '0', ?, ?, ?, 0, ?)`,
		d.ID, d.RunID, d.Month, string(d.Cause), d.Item, d.Project, d.Currency, d.Claimed.String(), string(d.Status),
		d.OpenedBy, d.OpenedAt.Unix(), d.ChangedAt.Unix())
	if err != nil {
		return err
	}
	rows := w.Into("dispute_finding", "dispute_id", "finding", "amount", "held")
	for _, f := range d.Findings {
		if err := rows.Add(d.ID, f.ID, f.Amount.String(), int64(1)); err != nil {
			return err
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	return w.recordDispute(d, deed, disputeFacts{Status: d.Status, Amount: d.Claimed, Run: d.Run, Findings: d.Findings})
}

// shortened lists what may be long: its first few, and how many more there are.
func shortened(all []string) string {
	const shown = 3
	if len(all) <= shown {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:shown], ", "), len(all)-shown)
}
