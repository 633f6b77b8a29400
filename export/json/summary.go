package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type summary struct {
	Schema string `json:"schema"`
	Month  string `json:"month"`
	Run    string `json:"run"`
	statement
	Coverage coverage `json:"coverage"`
	Inputs   inputs   `json:"inputs"`
	Payable  []step   `json:"payable"`
	Notes    []string `json:"notes"`

	Verdict  model.BillVerdict `json:"verdict"`
	Possible *string           `json:"possible"` // null where nothing bounds it
	Claim    due               `json:"claim"`
	Ask      due               `json:"ask"`
	Owed     due               `json:"owed"`
	Unplaced []unplaced        `json:"unplaced"`
	Needed   []needed          `json:"needed"`
}

// due is money between the two sides: at list prices, and the share of it that
// was paid.
type due struct {
	Amount   string `json:"amount"`
	Payable  string `json:"payable"`
	Findings int64  `json:"findings"`
}

// needed is evidence that would decide what cannot be verified.
type needed struct {
	Channel  model.Kind `json:"channel"`
	Subject  string     `json:"subject"`
	From     string     `json:"from"`
	To       string     `json:"to"`
	Findings int64      `json:"findings"`
	Amount   string     `json:"amount"`
}

// step is a step from list amount to what is paid; the step payable is the sum
// of those before it, of one account and currency.
type step struct {
	Account  string     `json:"account"`
	Currency string     `json:"currency"`
	Step     model.Step `json:"step"`
	Rate     string     `json:"rate"` // of a discount or tax, "" for none
	Lines    int64      `json:"lines"`
	Amount   string     `json:"amount"`
}

type statement struct {
	Currency     string      `json:"currency"`
	Billed       string      `json:"billed"`
	Expected     string      `json:"expected"`
	Difference   string      `json:"difference"`
	Explained    []explained `json:"explained"`
	Tolerated    string      `json:"tolerated"`
	Unverifiable string      `json:"unverifiable"`
	Unexplained  string      `json:"unexplained"`
}

type explained struct {
	Cause    model.Cause   `json:"cause"`
	Verdict  model.Verdict `json:"verdict"`
	Findings int64         `json:"findings"`
	Amount   string        `json:"amount"`
	Basis    model.Basis   `json:"basis"`
}

// coverage says at a glance whether the evidence has holes, then where.
type coverage struct {
	MissingHours int64     `json:"missing_hours"`
	Subjects     []subject `json:"subjects"`
}

type subject struct {
	Channel model.Kind `json:"channel"`
	Subject string     `json:"subject"`
	Hours   int64      `json:"hours"`
	Missing int64      `json:"missing"`
	From    string     `json:"from"`
	To      string     `json:"to"`
}

// inputs says what the figures were made from. The files one by one are in
// the sources.
type inputs struct {
	Tool      string `json:"tool"`
	Catalogue string `json:"catalogue"`
	Sources   int    `json:"sources"`
	tally
}

// tally counts lines: read = kept + skipped + duplicate + rejected.
type tally struct {
	Read      int64 `json:"read"`
	Kept      int64 `json:"kept"`
	Skipped   int64 `json:"skipped"`
	Duplicate int64 `json:"duplicate"`
	Rejected  int64 `json:"rejected"`
}

// Summary writes the statement of a report with what it rests on, schema
// immrecon.summary/1. Always exactly: difference = billed − expected =
// Σ explained.amount + tolerated + unverifiable + unexplained.
func Summary(w io.Writer, r *model.Report, o Options) error {
	return encode(w, summary{
		Schema: "immrecon.summary/1", Month: r.Run.Month, Run: r.Run.Key,
		statement: statementOf(&r.Statement),
		Coverage:  coverageOf(r.Coverage, o.zone()),
		Inputs:    inputsOf(r),
		Payable:   payableOf(r.Payable),
		Notes:     present(r.Notes),
		Verdict:   r.Statement.Verdict,
		Possible:  orNull(r.Statement.Possible.Valid, r.Statement.Possible.Decimal.String()),
		Claim:     dueOf(r.Statement.Claim), Ask: dueOf(r.Statement.Ask), Owed: dueOf(r.Statement.Owed),
		Unplaced: unplacedOf(r.Unplaced, o.zone()),
		Needed: list(r.Needed, func(n *model.Needed) needed {
			return needed{n.Channel, n.Subject, o.zone().Instant(n.From), o.zone().Instant(n.To), n.Findings, n.Amount.String()}
		}),
	})
}

func dueOf(d model.Due) due { return due{d.Amount.String(), d.Payable.String(), d.Findings} }

func payableOf(steps []model.PayableStep) []step {
	return list(steps, func(s *model.PayableStep) step {
		return step{s.Account, s.Currency, s.Step, s.Rate, s.Lines, s.Amount.String()}
	})
}

func statementOf(s *model.Statement) statement {
	return statement{
		Currency: s.Currency,
		Billed:   s.Billed.String(), Expected: s.Expected.String(), Difference: s.Difference.String(),
		Explained: list(s.Explained, func(e *model.Explained) explained {
			return explained{e.Cause, e.Verdict, e.Findings, e.Amount.String(), e.Basis}
		}),
		Tolerated: s.Tolerated.String(), Unverifiable: s.Unverifiable.String(), Unexplained: s.Unexplained.String(),
	}
}

func coverageOf(rows []model.Coverage, zone words.Zone) coverage {
	var missing int64
	subjects := list(rows, func(c *model.Coverage) subject {
		missing += c.Missing
		return subject{c.Channel, c.Subject, c.Hours, c.Missing, zone.Instant(c.From), zone.Instant(c.To)}
	})
	return coverage{missing, subjects}
}

func inputsOf(r *model.Report) inputs {
	in := inputs{Tool: r.Run.Tool, Catalogue: r.Run.Catalogue, Sources: len(r.Sources)}
	for i := range r.Sources {
		t := &r.Sources[i].Tally
		in.Read += t.Read
		in.Kept += t.Kept
		in.Skipped += t.Skipped
		in.Duplicate += t.Duplicate
		in.Rejected += t.Rejected
	}
	return in
}
