// Package preflight says what is there for a verdict on a month's bill, and what is
// missing, in the order of the money that it would decide. It sorts what a
// reconciliation knows; it decides nothing anew.
//
// Does not belong here: the database, and how to get what is missing, in words.
package preflight

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Facts are what a reconciliation knows of a month.
type Facts struct {
	Month string
	model.Span
	At       int64                 // Unix seconds: now
	Bills    []model.PreflightBill // a currency each; none before the bill
	Found    []model.Found         // before the bill: what the bills that were imported have
	Findings []model.Finding       // none before the bill
	Needed   []model.Needed        // before the bill: by the usage that it would decide
	Unplaced []model.Unplaced
	States   []model.EvidenceState
	Imported []model.Source
	Currency string          // of the records that could not be placed
	SoFar    decimal.Decimal // before the bill: what usage comes to
}

// Of sorts facts into what is there and what is missing.
func Of(f Facts) *model.Preflight {
	p := &model.Preflight{Month: f.Month, Span: f.Span, At: f.At, Bills: f.Bills, Found: f.Found,
		Evidence: evidence(f.States, f.soFar()), Tables: tables(f.Imported)}
	p.Missing = slices.Concat(f.ofBill(), f.ofEvidence(), f.ofRecords(), f.ofProjects())
	p.Missing = append(p.Missing, f.ofTables(p.Tables, p.Missing)...)
	slices.SortStableFunc(p.Missing, func(a, b model.Missing) int {
		return cmp.Or(boolean(a.Optional)-boolean(b.Optional), boolean(b.Kind == model.MissingBill)-boolean(a.Kind == model.MissingBill),
			boolean(a.Amount.Valid)-boolean(b.Amount.Valid), b.Amount.Decimal.Cmp(a.Amount.Decimal))
	})
	return p
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// soFar is the part of the month that is over.
func (f *Facts) soFar() model.Span {
	return model.Span{From: f.From, To: max(f.From, min(f.To, model.HourOf(f.At)))}
}

// ofBill is what is missing of the bill itself.
func (f *Facts) ofBill() (all []model.Missing) {
	if len(f.Bills) == 0 {
		amount := decimal.NullDecimal{Decimal: f.SoFar, Valid: !f.SoFar.IsZero()}
		return []model.Missing{{Kind: model.MissingBill, Span: f.Span, Amount: amount, Currency: f.Currency}}
	}
	for n := range f.Bills {
		b := &f.Bills[n]
		add := func(kind model.MissingKind, m model.Missing) {
			m.Kind, m.Currency = kind, b.Currency
			all = append(all, m)
		}
		if !b.Final {
			add(model.MissingFinalBill, model.Missing{Span: f.Span, Amount: decimal.NewNullDecimal(b.Billed.Abs())})
		}
		switch b.Whole {
		case model.BillShort:
			add(model.MissingBillLines, model.Missing{Span: f.Span, Amount: decimal.NewNullDecimal(b.ShortBy)})
		case model.BillUnknown:
			add(model.MissingTotal, model.Missing{Optional: true, Span: f.Span})
		}
		if b.Rejected > 0 {
			add(model.MissingUnread, model.Missing{Records: b.Rejected})
		}
		if b.Aside > 0 {
			add(model.MissingLineTypes, model.Missing{Records: b.Aside})
		}
	}
	return all
}

// ofRecords is what would tell where records belong that cannot be placed, those of one
// reason, channel and subject together. Where nothing that was billed hangs on
// them, a verdict can be had without.
func (f *Facts) ofRecords() (all []model.Missing) {
	decided := len(f.Bills) > 0 && !slices.ContainsFunc(f.Findings, func(f model.Finding) bool {
		return f.Verdict == model.Unverifiable && f.Cause == model.UndecidedUsage
	})
	for _, u := range f.Unplaced {
		n := slices.IndexFunc(all, func(m model.Missing) bool {
			return m.Reason == u.Reason && m.Channel == u.Channel && m.Subject == u.Subject
		})
		if n < 0 {
			n = len(all)
			all = append(all, model.Missing{Kind: model.MissingPlace, Optional: decided, Reason: u.Reason, Channel: u.Channel, Subject: u.Subject,
				Span: model.Span{From: u.From, To: u.To}, Amount: decimal.NewNullDecimal(decimal.Zero), Currency: f.Currency})
		}
		m := &all[n]
		m.From, m.To, m.Records = min(m.From, u.From), max(m.To, u.To), m.Records+u.Records
		m.Amount.Valid = m.Amount.Valid && u.Amount.Valid
		m.Amount.Decimal = m.Amount.Decimal.Add(u.Amount.Decimal)
	}
	for n := range all {
		if !all[n].Amount.Valid {
			all[n].Amount.Decimal = decimal.Zero
		}
	}
	return all
}

// ofProjects are the projects that only the bill names, with the money billed for them.
func (f *Facts) ofProjects() (all []model.Missing) {
	for _, finding := range f.Findings {
		if finding.Cause != model.UnknownProject {
			continue
		}
		n := slices.IndexFunc(all, func(m model.Missing) bool { return m.Subject == finding.Project && m.Currency == finding.Currency })
		if n < 0 {
			n = len(all)
			all = append(all, model.Missing{Kind: model.MissingAliases, Subject: finding.Project, Currency: finding.Currency,
				Span: model.Span{From: finding.From, To: finding.To}, Amount: decimal.NewNullDecimal(decimal.Zero)})
		}
		m := &all[n]
		m.From, m.To, m.Findings = min(m.From, finding.From), max(m.To, finding.To), m.Findings+1
		m.Amount.Decimal = m.Amount.Decimal.Add(finding.Difference.Amount.Abs())
	}
	return all
}
