package text

import (
	"fmt"
	"io"

	"github.com/jedib0t/go-pretty/v6/table"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/visible"
)

// Forecast writes what the usage of a month comes to before its bill, by project and
// item.
func Forecast(w io.Writer, f *model.Forecast, zone words.Zone) error {
	w = visible.Writer{To: w}
	head := fmt.Sprintf("IMM usage %s before the bill, list amounts in %s\n%s to %s, %s\n", f.Month, f.Currency, zone.Instant(f.From), zone.Instant(f.To), zone.Name)
	if _, err := fmt.Fprintln(w, head); err != nil {
		return err
	}
	t := newTable("project", "region", "item", "tier", "unit", "so far", f.Currency, "whole month", f.Currency, "days", "that this is made from")
	right(t, 6, 7, 8, 9, 10)
	for n := range f.Rows {
		t.AppendRow(forecastRow(&f.Rows[n], zone))
	}
	whole := "-"
	if f.Whole.Valid {
		whole = amount(f.Whole.Decimal)
	}
	t.AppendRow(table.Row{"all", "", "", "", "", "", amount(f.SoFar), "", whole, "", ""})
	if err := render(w, t); err != nil {
		return err
	}
	return sayAll(w, words.English.SaysForecast(f, zone))
}

// forecastRow marks with ≥ what may be more, and leaves out what is not known.
func forecastRow(r *model.ForecastRow, zone words.Zone) table.Row {
	mark := ""
	if r.AtLeast {
		mark = "≥ "
	}
	row := table.Row{orNone(r.Project), orNone(r.Region), r.Item, orNone(r.Tier), orNone(r.Unit), fmt.Sprintf("%s%d", mark, r.SoFar.Quantity), priced(r, r.SoFar)}
	if r.Why != "" {
		return append(row, "-", "-", "-", "")
	}
	return append(row, r.Whole.Quantity, priced(r, r.Whole), r.Counted(), forecastDays(r.Days, zone))
}

// priced is an amount, unless it lacks its price.
func priced(r *model.ForecastRow, m model.Measure) string {
	if !r.Priced {
		return "no price"
	}
	return amount(m.Amount)
}

// forecastDays names the first day that a figure is made from, and the last.
func forecastDays(spans []model.Span, zone words.Zone) string {
	first, last := zone.Day(spans[0].From), zone.Day(spans[len(spans)-1].To-1)
	if first == last {
		return first
	}
	return first + " to " + last
}
