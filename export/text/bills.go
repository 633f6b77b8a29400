package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Bills writes what each imported bill is: its form, what it is about, what it
// comes to, and what became of its lines.
func Bills(w io.Writer, bills []model.BillSource, zone words.Zone) error {
	w = visible.Writer{To: w}
	for n := range bills {
		b := &bills[n]
		t := newTable()
		row := func(name, value string) {
			if value != "" {
				t.AppendRow([]any{"  " + name, value})
			}
		}
		row("form", strings.Join(b.Forms, ", "))
		row("encoding", b.Encoding)
		row("sheets", strings.Join(b.Sheets, ", "))
		row("months", strings.Join(b.Months, ", "))
		row("accounts", strings.Join(b.Accounts, ", "))
		row("products", productsOf(b))
		row("lines", linesOf(b))
		row("in the latest run", fatesOf(b))
		for _, s := range b.Sums {
			row("list amount", fmt.Sprintf("%s, %s of IMM, %s", words.Money(s.Currency, s.Amount), counted(s.Lines, "line"), counted(int64(b.Decimals), "decimal")))
		}
		for _, total := range b.Totals {
			row("control total", fmt.Sprintf("%s %s, %s, account %s", total.Product, total.Month, words.Money(total.Currency, total.Listed()), orNone(total.Account)))
		}
		row("made", zone.Instant(b.Made)+madeOf(b))
		if _, err := fmt.Fprintf(w, "%d  %s\n", b.ID, visible.Line(b.Name)); err != nil {
			return err
		}
		if err := render(w, t); err != nil {
			return err
		}
	}
	return nil
}

func productsOf(b *model.BillSource) string {
	var all []string
	for _, p := range b.Products {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s: %d", p.Product, p.Month, p.Lines)))
	}
	return strings.Join(all, ", ")
}

// counted is a number of things, named by one of them.
func counted(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func linesOf(b *model.BillSource) string {
	n := b.Tally
	return fmt.Sprintf("%d read = %d kept + %d skipped + %d duplicate + %d rejected", n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected)
}

func fatesOf(b *model.BillSource) string {
	var all []string
	for _, f := range b.Fates {
		name := "compared"
		if f.Status != "" {
			name = "not compared, " + words.English.Status(f.Status, "")
		}
		all = append(all, fmt.Sprintf("%d %s", f.Lines, name))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// madeOf says how the time of a bill is known, and whether its months were final
// then.
func madeOf(b *model.BillSource) string {
	how := ", when it was imported: it does not say itself"
	if b.Exported > 0 {
		how = ", by its name"
	}
	switch {
	case len(b.Months) == 0:
		return how
	case b.Final:
		return how + "; final"
	}
	return how + "; preliminary, its lines may still change"
}
