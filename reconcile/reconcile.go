// Package reconcile leads from records to findings: it attributes usage to
// projects, charges it to billing items, lays cells beside the bill and judges
// what differs. The joins and sums are SQL (folder sql, numbered in the order
// they run); the rules that SQL cannot say well are the packages meter, live,
// price and diagnose, which are pure.
//
// Does not belong here: file formats, and anything about how a result is shown.
package reconcile

import (
	"context"
	"fmt"
	"time"

	"immrecon/store/db"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Options say what to reconcile and how.
type Options struct {
	Month      string          // billing month, "2026-03"
	From, To   time.Time       // narrows the month where not zero; whole hours
	Assume     map[string]bool // rules switched away from their default
	Tolerances Tolerances
	Tool       string    // program version, for the record
	Now        time.Time // when the run is made
}

// Month reconciles one billing month and keeps the result as a new run.
func Month(ctx context.Context, d *db.DB, o Options) (model.Run, error) {
	from, to, err := o.span()
	if err != nil {
		return model.Run{}, err
	}
	var run model.Run
	err = d.Write(ctx, func(tx *db.Tx) error {
		w := &reconciler{tx: tx, options: o, from: from, to: to, worthOf: map[string]decimal.Decimal{}, changesOf: map[string][]int64{}, seriesOf: map[subject]int64{}}
		result, err := w.result()
		if err != nil {
			return err
		}
		if err := runs.Name(tx, &result.Run); err != nil {
			return err
		}
		if err := w.saveRecords(result.Run.ID); err != nil {
			return err
		}
		run, err = runs.Save(tx, result)
		return err
	})
	if err != nil {
		return model.Run{}, fmt.Errorf("reconcile %s: %w", o.Month, err)
	}
	return run, nil
}

// span is the month in the billing zone, narrowed if the options say so, in
// Unix seconds.
func (o Options) span() (from, to int64, err error) {
	start, err := time.ParseInLocation("2006-01", o.Month, model.BillingZone)
	if err != nil {
		return 0, 0, fmt.Errorf("month %q is not of the form 2026-03", o.Month)
	}
	end := start.AddDate(0, 1, 0)
	if !o.From.IsZero() && o.From.After(start) {
		start = o.From
	}
	if !o.To.IsZero() && o.To.Before(end) {
		end = o.To
	}
	if !start.Before(end) {
		return 0, 0, fmt.Errorf("nothing lies between %s and %s within %s", start.Format(time.RFC3339), end.Format(time.RFC3339), o.Month)
	}
	if start.Unix()%model.Hour != 0 || end.Unix()%model.Hour != 0 {
		return 0, 0, fmt.Errorf("bills are by the hour: --from and --to must be whole hours")
	}
	return start.Unix(), end.Unix(), nil
}

// narrowed reports whether only part of the month is reconciled.
func (w *reconciler) narrowed() bool { return !w.options.From.IsZero() || !w.options.To.IsZero() }

// reconciler is one reconciliation under way.
type reconciler struct {
	tx       *db.Tx
	options  Options
	from, to int64

	rules     *ruleBook
	prices    []model.RunPrice // of any market
	rateCard  *price.RateCard
	bill      *bill
	gaps      *gaps
	home      map[string]string          // region by project, of projects whose name alone decides it
	created   map[string]int64           // creation by project, Unix seconds, where it is known
	changesOf map[string][]int64         // instants at which prices of an item change
	worthOf   map[string]decimal.Decimal // of assumptions, by rule, as far as known
	kinds     []diagnose.Kind            // of usage, by their ids less 1
	seriesOf  map[subject]int64          // ids of series
	differing []*diagnose.Case           // that have findings
}

// result takes every step of the reconciliation.
func (w *reconciler) result() (*runs.Result, error) {
	steps := []func() error{
		w.readRules, w.readPrices,
		w.script("00_work.sql"), w.openSpan, w.readBill,
		w.script("10_projects.sql"), w.readHomes, w.decideWeboffice,
		w.script("20_attribute.sql"), w.classOutcomes,
		w.script("30_requests.sql"), w.script("40_calls.sql"), w.script("50_index.sql"), w.meterCalls, w.meterLive,
		w.script("60_series.sql"), w.script("70_usage.sql"),
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return w.judge()
}

func (w *reconciler) openSpan() error {
	rows := w.tx.Insert("span", "month", "from_ts", "to_ts")
	if err := rows.Add(w.options.Month, w.from, w.to); err != nil {
		return err
	}
	return rows.Flush()
}

func (w *reconciler) run() model.Run {
	return model.Run{
		Month: w.options.Month, From: w.from, To: w.to, StartedAt: w.options.Now,
		Catalogue: catalogue.Version(), Tool: w.options.Tool, Accounts: w.bill.accounts, Currency: w.bill.currency,
	}
}
