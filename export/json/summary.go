package json

import (
	"cmp"
	"io"
	"slices"

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

	standing
	Unplaced   []unplaced `json:"unplaced"`
	Needed     []needed   `json:"needed"`
	Bill       bill       `json:"bill"`
	Currencies []part     `json:"currencies,omitempty"` // where there are several, the first being the one above
	Accounts   []part     `json:"accounts,omitempty"`   // where several pay
}

// standing is what a statement comes to.
type standing struct {
	Verdict  model.BillVerdict `json:"verdict"`
	Possible *string           `json:"possible"` // null where nothing bounds it
	Claim    due               `json:"claim"`
	Ask      due               `json:"ask"`
	Owed     due               `json:"owed"`
}

// part is the statement of a currency, or of an account in it.
type part struct {
	Account string `json:"account,omitempty"`
	statement
	standing
	Bill bill `json:"bill"`
}

// bill says what is known of the bill that a statement is about.
type bill struct {
	Final    bool            `json:"final"`
	Whole    model.Wholeness `json:"whole"`
	ShortBy  string          `json:"short_by"`
	Accounts []string        `json:"accounts"`
	Lines    int64           `json:"lines"`
	Rejected int64           `json:"rejected"` // lines that could not be read
	Aside    int64           `json:"aside"`    // lines with an amount of which nobody knows what they are for
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
	Currency string     `json:"currency"`
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
	Limits       []string  `json:"limits"`
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
	currencies, accounts := partsOf(r)
	return encode(w, summary{
		Schema: "immrecon.summary/1", Month: r.Run.Month, Run: r.Run.Key,
		statement: statementOf(&r.Statement),
		Coverage:  coverageOf(r.Coverage, o.zone()),
		Inputs:    inputsOf(r),
		Payable:   payableOf(r.Payable),
		Notes:     words.English.Sentences(r.Notes),
		standing:  standingOf(&r.Statement),
		Unplaced:  unplacedOf(r.Unplaced, o.zone()),
		Needed: list(r.Needed, func(n *model.Needed) needed {
			return needed{n.Channel, n.Subject, o.zone().Instant(n.From), o.zone().Instant(n.To), n.Findings, n.Amount.String(),
				cmp.Or(n.Currency, r.Statement.Currency)}
		}),
		Bill: billOf(&r.Statement.Bill), Currencies: currencies, Accounts: accounts,
	})
}

func standingOf(s *model.Statement) standing {
	return standing{s.Verdict, orNull(s.Possible.Valid, s.Possible.Decimal.String()), dueOf(s.Claim), dueOf(s.Ask), dueOf(s.Owed)}
}

// billOf is what is known of a bill; of a run that did not say, nothing.
func billOf(b *model.BillState) bill {
	return bill{b.Final, cmp.Or(b.Whole, model.BillUnknown), b.ShortBy.String(), present(b.Accounts), b.Lines, b.Rejected, b.Aside}
}

// partsOf are the statements of currencies, where there are several, and of
// accounts.
func partsOf(r *model.Report) (currencies, accounts []part) {
	one := func(s *model.Statement) part { return part{s.Account, statementOf(s), standingOf(s), billOf(&s.Bill)} }
	for n := range r.Others {
		if s := &r.Others[n]; s.Account == "" {
			currencies = append(currencies, one(s))
		} else {
			accounts = append(accounts, one(s))
		}
	}
	if currencies != nil {
		currencies = slices.Insert(currencies, 0, one(&r.Statement))
	}
	return currencies, accounts
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
	return coverage{missing, subjects, present(words.English.Limits(rows))}
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
