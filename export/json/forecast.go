package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type forecast struct {
	Schema   string               `json:"schema"`
	Month    string               `json:"month"`
	At       string               `json:"at"`
	From     string               `json:"from"`
	To       string               `json:"to"`
	Reached  string               `json:"reached"` // the end of the last hour with a record; "" where there is none
	By       model.ForecastMethod `json:"by"`
	Currency string               `json:"currency"`
	SoFar    string               `json:"so_far"`
	Whole    *string              `json:"whole_month"` // null where some usage has no figure
	AtLeast  bool                 `json:"at_least"`
	Rows     []forecastRow        `json:"rows"`
	Lacking  []lacking            `json:"lacking"`
	Unplaced []unplaced           `json:"unplaced"`
	Notes    []string             `json:"notes"`
}

// forecastRow is the usage of one project, region, item and tier.
type forecastRow struct {
	Project      string             `json:"project"`
	Region       string             `json:"region"`
	Item         string             `json:"item"`
	Tier         string             `json:"tier"`
	SoFar        measure            `json:"so_far"`
	Whole        *measure           `json:"whole_month"` // null for the reason why
	Why          model.NoForecast   `json:"why"`
	Priced       bool               `json:"priced"`
	AtLeast      bool               `json:"at_least"`
	Days         []span             `json:"days"`
	Completeness model.Completeness `json:"completeness"`
}

// lacking is hours in which records of a channel may be missing.
type lacking struct {
	Channel model.Kind           `json:"channel"`
	Subject string               `json:"subject"`
	From    string               `json:"from"`
	To      string               `json:"to"`
	Hours   int64                `json:"hours"`
	Reason  model.EvidenceReason `json:"reason"`
}

// Forecast writes what the usage of a month comes to, schema immrecon.forecast/1.
func Forecast(w io.Writer, f *model.Forecast, o Options) error {
	zone := o.zone()
	document := forecast{
		Schema: "immrecon.forecast/1", Month: f.Month, At: zone.Instant(f.At), From: zone.Instant(f.From), To: zone.Instant(f.To), By: f.Method, Currency: f.Currency,
		SoFar: f.SoFar.String(), Whole: orNull(f.Whole.Valid, f.Whole.Decimal.String()), AtLeast: f.AtLeast,
		Rows: list(f.Rows, func(r *model.ForecastRow) forecastRow { return forecastRowOf(r, zone) }),
		Lacking: list(f.Lacking, func(l *model.Lacking) lacking {
			return lacking{l.Channel, l.Subject, zone.Instant(l.From), zone.Instant(l.To), l.Hours, l.Why}
		}),
		Unplaced: unplacedOf(f.Unplaced, zone), Notes: present(words.English.SaysForecast(f, zone)),
	}
	if f.Reached.To > 0 {
		document.Reached = zone.Instant(f.Reached.To)
	}
	return encode(w, document)
}

func forecastRowOf(r *model.ForecastRow, zone words.Zone) forecastRow {
	row := forecastRow{Project: r.Project, Region: r.Region, Item: r.Item, Tier: r.Tier, SoFar: measureOf(r.SoFar, r.Unit), Why: r.Why, Priced: r.Priced,
		AtLeast: r.AtLeast, Completeness: r.Completeness,
		Days: list(r.Days, func(s *model.Span) span { return span{zone.Instant(s.From), zone.Instant(s.To)} })}
	if r.Why == "" {
		whole := measureOf(r.Whole, r.Unit)
		row.Whole = &whole
	}
	return row
}
