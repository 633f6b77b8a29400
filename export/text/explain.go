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
	"immrecon/visible"
)

// Explanation is one finding in full, and how much of it to write.
type Explanation struct {
	*model.Evidence
	Steps []string // the arithmetic, a sentence each
	Limit int      // how many counts are written; 0 for all
	Zone  words.Zone
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
	f := &x.Finding
	if _, err := fmt.Fprintf(w, "%s: %s\n%s, %s, run %s\n\n", f.ID, words.English.Cause(f.Cause),
		words.English.Verdict(f.Verdict), words.English.Basis(f.Basis), x.Run.Key); err != nil {
		return err
	}
	t := newTable()
	row := func(name string, values ...any) { t.AppendRow(append(table.Row{name}, values...)) }
	row("Project", orNone(f.Project))
	row("Region", orNone(f.Region))
	row("Item", strings.TrimSpace(f.Item+" "+f.Tier))
	row("Period", x.Zone.Instant(f.From)+" to "+x.Zone.Instant(f.To))
	row("Billed", measured(f.Billed, f))
	row("Expected", measured(f.Expected, f))
	row("This finding", measured(f.Difference, f))
	if err := render(w, t); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", visible.Line(words.English.Explain(f.Explanation)))
	return err
}

// interval shows what is proven, and each piece that makes what is possible
// larger.
func (x *Explanation) interval(w io.Writer) error {
	f := &x.Finding
	t := newTable("proven and possible", f.Unit)
	right(t, 2)
	t.AppendRow(table.Row{"proven by the evidence", f.Expected.Quantity})
	for _, o := range x.Open {
		most := "any number"
		if o.Quantity.Valid {
			most = fmt.Sprintf("+%d", o.Quantity.Int64)
		}
		t.AppendRow(table.Row{words.English.Say(o.Why), most})
	}
	possible := "not bounded"
	if f.Possible.Valid {
		possible = fmt.Sprint(f.Possible.Int64)
	}
	t.AppendRow(table.Row{"possible", possible})
	t.AppendRow(table.Row{"billed", f.Billed.Quantity})
	if err := section(w, "Proven and possible", t, ""); err != nil || f.Completeness == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "That nothing else is missing is %s.\n", f.Completeness)
	return err
}

// measured writes a quantity and its amount with every digit.
func measured(m model.Measure, f *model.Finding) string {
	unit := f.Unit
	if m.Quantity != 1 && unit != "" {
		unit += "s"
	}
	return fmt.Sprintf("%d %s, %s", m.Quantity, orNone(unit), words.Money(f.Currency, m.Amount))
}

// billLines shows the lines as they are printed, and where they stand.
func (x *Explanation) billLines(w io.Writer) error {
	t := newTable("where", "id", "from", "usage", "unit", "list price", "per", "list amount", "currency")
	for _, l := range x.Lines {
		t.AppendRow(table.Row{place(l.File, l.Line), orNone(l.LineID), x.Zone.Instant(l.From), printed(l.Usage), orNone(l.UsageUnit),
			printed(l.ListPrice), orNone(l.PriceUnit), printed(l.Gross), l.Currency})
	}
	return section(w, "Bill lines", t, "No bill line.")
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
	t := newTable("what else there was", x.Finding.Unit)
	right(t, 2)
	for _, name := range slices.Sorted(maps.Keys(x.Alternatives)) {
		t.AppendRow(table.Row{name, x.Alternatives[name]})
	}
	return section(w, "Alternatives", t, "Nothing else could have been billed.")
}

// rules cites the rules that were used.
func (x *Explanation) rules(w io.Writer) error {
	if _, err := fmt.Fprintln(w, "\nRules"); err != nil {
		return err
	}
	if len(x.Rules) == 0 {
		_, err := fmt.Fprintln(w, "None was needed beyond quantity × price.")
		return err
	}
	for _, r := range x.Rules {
		if _, err := fmt.Fprintf(w, "%s (%s, %s)\n  %s\n  Source: %s\n", r.ID, r.Basis, r.Default, r.Statement, r.Source); err != nil {
			return err
		}
	}
	return nil
}

func (x *Explanation) arithmetic(w io.Writer) error {
	if _, err := fmt.Fprintln(w, "\nArithmetic"); err != nil {
		return err
	}
	for n, step := range x.Steps {
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
