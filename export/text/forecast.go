package text

import (
	"fmt"
	"io"

	"github.com/jedib0t/go-pretty/v6/table"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Forecast writes what the usage of a month comes to before its bill, by project and
// item.
func Forecast(w io.Writer, in *words.Words, f *model.Forecast, zone words.Zone) error {
	w = visible.Writer{To: w}
	head := fmt.Sprintf(in.Forecast.Head, f.Month, f.Currency, zone.Instant(f.From), zone.Instant(f.To), zone.Name)
	if _, err := fmt.Fprintf(w, "%s\n\n", head); err != nil {
		return err
	}
	t := newTable(cells(words.Columns(in.Tables.Forecast, f.Currency))...)
	right(t, 6, 7, 8, 9, 10)
	for n := range f.Rows {
		t.AppendRow(forecastRow(in, &f.Rows[n], zone))
	}
	whole := "-"
	if f.Whole.Valid {
		whole = amount(f.Whole.Decimal)
	}
	t.AppendRow(table.Row{in.Forecast.All, "", "", "", "", "", amount(f.SoFar), "", whole, "", ""})
	if err := render(w, t); err != nil {
		return err
	}
	return sayAll(w, in.SaysForecast(f, zone))
}

// forecastRow marks with ≥ what may be more, and leaves out what is not known.
func forecastRow(in *words.Words, r *model.ForecastRow, zone words.Zone) table.Row {
	mark := ""
	if r.AtLeast {
		mark = "≥ "
	}
	row := table.Row{orNone(r.Project), orNone(r.Region), r.Item, orNone(in.Term(r.Tier)), orNone(in.Unit(r.Unit)),
		fmt.Sprintf("%s%d", mark, r.SoFar.Quantity), priced(in, r, r.SoFar)}
	if r.Why != "" {
		return append(row, "-", "-", "-", "")
	}
	return append(row, r.Whole.Quantity, priced(in, r, r.Whole), r.Counted(), forecastDays(in, r.Days, zone))
}

// priced is an amount, unless it lacks its price.
func priced(in *words.Words, r *model.ForecastRow, m model.Measure) string {
	if !r.Priced {
		return in.Forecast.NoPrice
	}
	return amount(m.Amount)
}

// forecastDays names the first day that a figure is made from, and the last.
func forecastDays(in *words.Words, spans []model.Span, zone words.Zone) string {
	first, last := zone.Day(spans[0].From), zone.Day(spans[len(spans)-1].To-1)
	if first == last {
		return first
	}
	return in.FromTo(first, last)
}
