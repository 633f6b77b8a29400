package reconcile

import (
	"context"
	"errors"
	"fmt"

	"immrecon/reconcile/bill"
	"immrecon/reconcile/forecast"
	"immrecon/reconcile/preflight"
	"immrecon/reconcile/price"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// Forecast says what the usage of a month comes to, so far and by a method as a whole,
// at the prices of a currency. The bill is not looked at, and no run is kept. Options
// to narrow the month and to tolerate differences have no effect.
func Forecast(ctx context.Context, d *db.DB, o Options, method model.ForecastMethod, currency string) (f *model.Forecast, err error) {
	err = try(ctx, d, o, func(m *month) error {
		usage, err := m.usageAlone(currency)
		if err != nil {
			return err
		}
		if _, priced := m.cards[currency]; !priced {
			return fmt.Errorf("there are no prices in %s; import a prices.csv that has them, or name another currency", currency)
		}
		if len(usage.Cases) == 0 && len(usage.Unplaced) == 0 {
			return errors.New("nothing that was imported shows any use of media management; import its evidence (access logs, ActionTrail, the application's call log) first")
		}
		f = forecast.Of(usage, method)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("forecast %s: %w", o.Month, err)
	}
	return f, nil
}

// Preflight says what is there for a verdict on a month's bill and what is missing.
// It takes the steps of Month and keeps no run; where there is no bill it goes by the
// usage alone.
func Preflight(ctx context.Context, d *db.DB, o Options) (p *model.Preflight, err error) {
	err = try(ctx, d, o, func(m *month) error {
		if err := m.through("findings"); err != nil {
			return err
		}
		p, err = m.preflight(m.factsOfBill())
		return err
	})
	var none *bill.NoLines
	if errors.As(err, &none) {
		err = try(ctx, d, o, func(m *month) error {
			usage, err := m.usageAlone(price.Currency)
			if err != nil {
				return err
			}
			p, err = m.preflight(m.factsOfUsage(usage, none.Found))
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("preflight %s: %w", o.Month, err)
	}
	return p, nil
}

// try begins a reconciliation of which nothing is kept.
func try(ctx context.Context, d *db.DB, o Options, use func(*month) error) error {
	o.From, o.To = Options{}.From, Options{}.To
	span, err := o.span()
	if err != nil {
		return err
	}
	return d.Try(ctx, func(tx *db.Tx) error { return use(&month{tx: tx, options: o, span: span}) })
}

// through takes the phases up to the named one.
func (m *month) through(last string) error {
	for _, p := range phases {
		if err := p.do(m); err != nil {
			return err
		}
		if p.name == last {
			return nil
		}
	}
	panic("no phase " + last)
}

// usageAlone charges and rates the usage of the month in a currency, without a bill.
func (m *month) usageAlone(currency string) (u forecast.Usage, err error) {
	m.unbilled = currency
	if err := m.through("series"); err != nil {
		return u, err
	}
	cases, err := m.comparison.Rated()
	return forecast.Usage{Month: m.options.Month, Span: m.span, At: m.options.Now.Unix(), Reached: m.coverage.Recorded(), Currency: currency,
		Card: m.cards.In(currency), Cases: cases, Unplaced: m.unplacedByKind(), Evidence: m.coverage, States: m.coverage.States()}, err
}

// factsOfBill are what the findings of a bill say is missing.
func (m *month) factsOfBill() preflight.Facts {
	f := preflight.Facts{Findings: m.result.Findings, Needed: m.result.Needed, Unplaced: m.result.Unplaced, States: m.result.Evidence}
	for _, s := range append([]model.Statement{m.result.Statement}, m.result.Others...) {
		if s.Account == "" {
			f.Bills = append(f.Bills, model.PreflightBill{Currency: s.Currency, Billed: s.Billed, Verdict: s.Verdict, BillState: s.Bill})
		}
	}
	return f
}

// factsOfUsage are what usage alone says is missing; found is what the bills have that
// are no bill of the month.
func (m *month) factsOfUsage(u forecast.Usage, found []model.Found) preflight.Facts {
	sums := neededSums{}
	for _, s := range forecast.Stakes(u) {
		sums.add(s.Missing, u.Currency, model.Span{From: s.From, To: s.To}, s.Amount)
	}
	return preflight.Facts{Found: found, Needed: sums.sorted(), Unplaced: u.Unplaced, States: u.States, SoFar: forecast.Of(u, model.ByNothing).SoFar}
}

// preflight adds to facts what is the same with a bill and without, and judges them.
func (m *month) preflight(f preflight.Facts) (*model.Preflight, error) {
	imported, err := sources.All(m.tx.Reader)
	if err != nil {
		return nil, err
	}
	f.Month, f.Span, f.At, f.Currency, f.Imported = m.options.Month, m.span, m.options.Now.Unix(), m.bill.Currency, imported
	return preflight.Of(f), nil
}
