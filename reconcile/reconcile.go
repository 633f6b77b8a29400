// Package reconcile leads from records to findings: it attributes usage to
// projects, charges it to billing items, lays cells beside the bill and judges
// what differs. Month takes the phases in their order; each is done by a package
// of its own: bill, usage, cells, coverage. The joins and sums are SQL (package
// sql); the rules that SQL cannot say well are the packages meter, live, price
// and diagnose, which are pure.
//
// Does not belong here: file formats, and anything about how a result is shown.
package reconcile

import (
	"context"
	"fmt"
	"time"

	"immrecon/reconcile/cells"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Options say what to reconcile and how.
type Options struct {
	Month      string          // billing month, "2026-03"
	From, To   time.Time       // narrows the month where not zero; whole hours
	Assume     map[string]bool // rules switched away from their default
	Tolerances cells.Tolerances
	Tool       string    // program version, for the record
	Program    string    // what tells this build of the program from any other, "" where that is not known
	Now        time.Time // when the run is made
}

// Month reconciles one billing month and keeps the result as a new run.
func Month(ctx context.Context, d *db.DB, o Options) (run model.Run, err error) {
	span, err := o.span()
	if err != nil {
		return model.Run{}, err
	}
	err = d.Write(ctx, func(tx *db.Tx) error {
		m := &month{tx: tx, options: o, span: span}
		for _, p := range phases {
			if err := p.do(m); err != nil {
				return err
			}
		}
		run = m.result.Run
		return nil
	})
	if err != nil {
		return model.Run{}, fmt.Errorf("reconcile %s: %w", o.Month, err)
	}
	return run, nil
}

// span is the month in the billing zone, narrowed if the options say so.
func (o Options) span() (model.Span, error) {
	start, err := time.ParseInLocation("2006-01", o.Month, model.BillingZone)
	if err != nil {
		return model.Span{}, fmt.Errorf("month %q is not of the form 2026-03", o.Month)
	}
	end := start.AddDate(0, 1, 0)
	if !o.From.IsZero() && o.From.After(start) {
		start = o.From
	}
	if !o.To.IsZero() && o.To.Before(end) {
		end = o.To
	}
	if !start.Before(end) {
		return model.Span{}, fmt.Errorf("nothing lies between %s and %s within %s", start.Format(time.RFC3339), end.Format(time.RFC3339), o.Month)
	}
	if start.Unix()%model.Hour != 0 || end.Unix()%model.Hour != 0 {
		return model.Span{}, fmt.Errorf("bills are by the hour: --from and --to must be whole hours")
	}
	return model.Span{From: start.Unix(), To: end.Unix()}, nil
}

// narrowed reports whether only part of the month is reconciled.
func (o Options) narrowed() bool { return !o.From.IsZero() || !o.To.IsZero() }
