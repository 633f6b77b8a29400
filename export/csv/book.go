package csv

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// writePrices writes the prices in force during the month, of the items that occur.
func writePrices(w io.Writer, r *model.Report, o Options) error {
	type row = model.Price
	zone := words.ZoneFor(o.UTC)
	return write(w, []column[row]{
		text("site", func(p *row) string { return p.Site }),
		text("currency", func(p *row) string { return p.Currency }),
		text("item", func(p *row) string { return p.Item }),
		text("operation", func(p *row) string { return p.Operation }),
		text("tier", func(p *row) string { return p.Tier }),
		amount("price", func(p *row) decimal.Decimal { return p.Amount }),
		count("per", func(p *row) int64 { return p.Per }),
		text("unit", func(p *row) string { return p.Unit }),
		known("effective_from", zone, func(p *row) int64 { return p.From }),
		known("effective_to", zone, func(p *row) int64 { return p.To }),
		text("basis", func(p *row) string { return p.Basis }),
		text("source", func(p *row) string { return p.Source }),
	}, r.Prices, o)
}

// writeRules writes the rules that were used, and what each assumption is worth
// where that was measured.
func writeRules(w io.Writer, r *model.Report, o Options) error {
	type row = model.Rule
	worth := map[string]decimal.NullDecimal{}
	for _, a := range r.Assumptions {
		worth[a.Rule] = decimal.NewNullDecimal(a.Worth)
	}
	return write(w, []column[row]{
		text("rule", func(k *row) string { return k.ID }),
		text("statement", func(k *row) string { return k.Statement }),
		text("basis", func(k *row) model.Basis { return k.Basis }),
		text("state", func(k *row) string { return k.Default }),
		printed("worth", func(k *row) decimal.NullDecimal { return worth[k.ID] }),
		text("since", func(k *row) string { return k.Since }),
		text("source", func(k *row) string { return k.Source }),
	}, r.Rules, o)
}

// writeCalendar writes the evidence of each day and subject that has some.
func writeCalendar(w io.Writer, r *model.Report, o Options) error {
	type row = model.CalendarDay
	return write(w, []column[row]{
		text("channel", func(d *row) model.Kind { return d.Channel }),
		text("subject", func(d *row) string { return d.Subject }),
		text("day", func(d *row) string { return words.Billing.Day(d.Day) }),
		count("hours", func(d *row) int64 { return d.Hours }),
		count("missing", func(d *row) int64 { return d.Missing }),
	}, r.Calendar, o)
}

// writeCompleteness writes how complete the evidence is: a row for each state of a
// channel, subject, class of operation and span of hours.
func writeCompleteness(w io.Writer, r *model.Report, o Options) error {
	type row struct {
		*model.EvidenceState
		model.Span
	}
	var all []row
	for n := range r.States {
		for _, span := range r.States[n].Hours {
			all = append(all, row{&r.States[n], span})
		}
	}
	zone := words.ZoneFor(o.UTC)
	return write(w, []column[row]{
		text("channel", func(s *row) model.Kind { return s.Channel }),
		text("subject", func(s *row) string { return s.Subject }),
		text("operations", func(s *row) string { return strings.Join(s.Operations, ";") }),
		text("state", func(s *row) model.Completeness { return s.State }),
		text("reason", func(s *row) model.EvidenceReason { return s.Reason }),
		count("missing", func(s *row) int64 { return s.Missing }),
		text("source", func(s *row) string { return s.Source }),
		text("file", func(s *row) string { return s.File }),
		count("line", func(s *row) int64 { return s.Line }),
		count("rows", func(s *row) int64 { return s.Rows }),
		instant("from", zone, func(s *row) int64 { return s.From }),
		instant("to", zone, func(s *row) int64 { return s.To }),
	}, all, o)
}
