package text

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Explanation is one finding in full, and how much of it to write.
type Explanation struct {
	*model.Evidence
	Steps model.Sayings // the arithmetic, a step each
	Limit int           // how many counts are written; 0 for all
	Zone  words.Zone
	Words *words.Words
}

// Explain writes a finding in full: what it says, the bill lines, the usage
// behind it, the rules and the arithmetic.
func Explain(w io.Writer, x *Explanation) error {
	w = visible.Writer{To: w} // object keys and the like hold whatever somebody put there
	parts := []func(io.Writer) error{x.head, x.interval, x.billLines, x.alternatives, x.counts, x.records, x.rules, x.arithmetic}
	for _, write := range parts {
		if err := write(w); err != nil {
			return err
		}
	}
	return nil
}

// head says what the finding says.
func (x *Explanation) head(w io.Writer) error {
	f, say := &x.Finding, &x.Words.InFull
	if _, err := fmt.Fprintf(w, say.Head+"\n\n", f.ID, x.Words.Cause(f.Cause), x.Words.Verdict(f.Verdict), x.Words.Basis(f.Basis), x.Run.Key); err != nil {
		return err
	}
	t := newTable()
	row := func(name string, values ...any) { t.AppendRow(append(table.Row{name}, values...)) }
	row(say.Project, orNone(f.Project))
	row(say.Region, orNone(f.Region))
	row(say.Item, strings.TrimSpace(f.Item+" "+x.Words.Term(f.Tier)))
	row(say.Period, fmt.Sprintf(x.Words.Evidence.To, x.Zone.Instant(f.From), x.Zone.Instant(f.To)))
	row(say.Billed, x.measured(f.Billed))
	row(say.Expected, x.measured(f.Expected))
	row(say.This, x.measured(f.Difference))
	if err := render(w, t); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", visible.Line(x.Words.Explain(f.Explanation)))
	return err
}

// interval shows what is proven, and each piece that makes what is possible
// larger.
func (x *Explanation) interval(w io.Writer) error {
	f, say := &x.Finding, &x.Words.InFull
	t := newTable(say.BoundsColumn, x.Words.Unit(f.Unit))
	right(t, 2)
	t.AppendRow(table.Row{say.Proven, f.Expected.Quantity})
	for _, o := range x.Open {
		most := say.AnyNumber
		if o.Quantity.Valid {
			most = fmt.Sprintf("+%d", o.Quantity.Int64)
		}
		t.AppendRow(table.Row{x.Words.Say(o.Why), most})
	}
	possible := say.Unbounded
	if f.Possible.Valid {
		possible = fmt.Sprint(f.Possible.Int64)
	}
	t.AppendRow(table.Row{say.Possible, possible})
	t.AppendRow(table.Row{say.BilledRow, f.Billed.Quantity})
	if err := section(w, say.Bounds, t, ""); err != nil || f.Completeness == "" {
		return err
	}
	_, err := fmt.Fprintf(w, say.NothingMissing+"\n", say.HowSure[f.Completeness])
	return err
}

// measured writes a quantity and its amount with every digit.
func (x *Explanation) measured(m model.Measure) string {
	return fmt.Sprintf(x.Words.InFull.Measured, x.Words.Quantity(m.Quantity, x.Finding.Unit), words.Money(x.Finding.Currency, m.Amount))
}

// billLines shows the lines as they are printed, and where they stand.
func (x *Explanation) billLines(w io.Writer) error {
	t := x.headed(x.Words.InFull.LineColumns)
	for _, l := range x.Lines {
		t.AppendRow(table.Row{place(l.File, l.Line), orNone(l.LineID), x.Zone.Instant(l.From), printed(l.Usage), orNone(l.UsageUnit),
			printed(l.ListPrice), orNone(l.PriceUnit), printed(l.Gross), l.Currency})
	}
	return section(w, x.Words.InFull.Lines, t, x.Words.InFull.NoLine)
}

// headed is a table with heads of columns, the finding's unit filled in.
func (x *Explanation) headed(heads []string) table.Writer {
	return newTable(cells(words.Columns(heads, x.Words.Unit(x.Finding.Unit)))...)
}

// printed is a decimal of the bill, every digit, "-" where the line has none.
func printed(d decimal.NullDecimal) string {
	if !d.Valid {
		return "-"
	}
	return d.Decimal.String()
}

// alternatives shows what else could have been billed.
func (x *Explanation) alternatives(w io.Writer) error {
	say := &x.Words.InFull
	t := newTable(say.Alternative, x.Words.Unit(x.Finding.Unit))
	right(t, 2)
	for _, name := range slices.Sorted(maps.Keys(x.Alternatives)) {
		t.AppendRow(table.Row{x.Words.ClassInTable(name), x.Alternatives[name]})
	}
	return section(w, say.Alternatives, t, say.NoneElse)
}

// rules cites the rules that were used.
func (x *Explanation) rules(w io.Writer) error {
	say := &x.Words.InFull
	if _, err := fmt.Fprintf(w, "\n%s\n", say.Rules); err != nil {
		return err
	}
	if len(x.Rules) == 0 {
		_, err := fmt.Fprintln(w, say.NoRule)
		return err
	}
	for n := range x.Rules {
		r := &x.Rules[n]
		if _, err := fmt.Fprintf(w, say.Rule+"\n", r.ID, x.Words.Basis(r.Basis), x.Words.Term(r.Default), x.Words.RuleText(r), x.Words.Source(r.Source)); err != nil {
			return err
		}
	}
	return nil
}

func (x *Explanation) arithmetic(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s\n", x.Words.InFull.Arithmetic); err != nil {
		return err
	}
	for n, step := range x.Words.Sentences(x.Steps) {
		if _, err := fmt.Fprintf(w, "%3d. %s\n", n+1, visible.Line(step)); err != nil {
			return err
		}
	}
	return nil
}

// section writes a table under a title, or a sentence where it has no rows.
func section(w io.Writer, title string, t table.Writer, none string) error {
	if _, err := fmt.Fprintf(w, "\n%s\n", title); err != nil {
		return err
	}
	if t.Length() == 0 {
		_, err := fmt.Fprintln(w, none)
		return err
	}
	return render(w, t)
}
