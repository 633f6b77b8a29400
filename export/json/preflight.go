package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type preflight struct {
	Schema   string              `json:"schema"`
	Month    string              `json:"month"`
	At       string              `json:"at"`
	Bills    []preflightBill     `json:"bills"`
	Found    []string            `json:"found"`
	Evidence []preflightEvidence `json:"evidence"`
	Tables   []preflightTable    `json:"tables"`
	Missing  []missing           `json:"missing"`
}

// preflightBill is what is there of the bill in one currency.
type preflightBill struct {
	Currency string            `json:"currency"`
	Billed   string            `json:"billed"`
	Verdict  model.BillVerdict `json:"verdict"`
	Bill     bill              `json:"bill"`
}

// preflightEvidence counts hours of the month so far by what is known of them.
type preflightEvidence struct {
	Channel  model.Kind           `json:"channel"`
	Subject  string               `json:"subject"`
	Hours    int64                `json:"hours"`
	Proven   int64                `json:"proven"`
	Stated   int64                `json:"stated"`
	Presumed int64                `json:"presumed"`
	Behind   int64                `json:"in_the_other"`
	Lacking  int64                `json:"lacking"`
	Reason   model.EvidenceReason `json:"reason"`
}

type preflightTable struct {
	Kind model.Kind `json:"kind"`
	Rows int64      `json:"rows"`
}

// missing is a thing that a verdict lacks. From and To are "" where it has no time.
type missing struct {
	What     model.MissingKind `json:"what"`
	Optional bool              `json:"optional"`
	Reason   string            `json:"reason"`
	Channel  model.Kind        `json:"channel"`
	Subject  string            `json:"subject"`
	From     string            `json:"from"`
	To       string            `json:"to"`
	Hours    int64             `json:"hours"`
	Records  int64             `json:"records"`
	Findings int64             `json:"findings"`
	Amount   *string           `json:"amount"` // null where nobody knows
	Currency string            `json:"currency"`
	How      string            `json:"how"`
}

// Preflight writes what a verdict on a month has and lacks, schema
// immrecon.preflight/1.
func Preflight(w io.Writer, p *model.Preflight, o Options) error {
	zone := o.zone()
	return encode(w, preflight{
		Schema: "immrecon.preflight/1", Month: p.Month, At: zone.Instant(p.At),
		Bills: list(p.Bills, func(b *model.PreflightBill) preflightBill {
			return preflightBill{b.Currency, b.Billed.String(), b.Verdict, billOf(&b.BillState)}
		}),
		Found: list(p.Found, func(f *model.Found) string { return f.String() }),
		Evidence: list(p.Evidence, func(e *model.PreflightEvidence) preflightEvidence {
			return preflightEvidence{e.Channel, e.Subject, e.Hours, e.Proven, e.Stated, e.Presumed, e.Behind, e.Lacking, e.Why}
		}),
		Tables:  list(p.Tables, func(t *model.PreflightTable) preflightTable { return preflightTable(*t) }),
		Missing: list(p.Missing, func(m *model.Missing) missing { return missingOf(m, p.Month, zone) }),
	})
}

func missingOf(m *model.Missing, month string, zone words.Zone) missing {
	one := missing{What: m.Kind, Optional: m.Optional, Reason: m.Reason, Channel: m.Channel, Subject: m.Subject, Hours: m.Hours, Records: m.Records,
		Findings: m.Findings, Amount: orNull(m.Amount.Valid, m.Amount.Decimal.String()), Currency: m.Currency, How: words.English.HowToGet(m, month)}
	if m.To > m.From {
		one.From, one.To = zone.Instant(m.From), zone.Instant(m.To)
	}
	return one
}
