package json

import (
	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// more are the keys of a report that came after those of the first version.
type more struct {
	Claims      []claim       `json:"claims"`
	Payable     []step        `json:"payable"`
	Assumptions []assumption  `json:"assumptions"`
	Weboffice   []weboffice   `json:"weboffice"`
	Evidence    []evidence    `json:"evidence"`
	Prices      []price       `json:"prices"`
	Calendar    []calendarDay `json:"calendar"`
	Notes       []string      `json:"notes"`

	Completeness []completeness `json:"completeness"`
	Months       []monthSum     `json:"months"`
}

// monthSum is what the latest run of a month came to in a currency, and what was
// claimed of it.
type monthSum struct {
	Month     string `json:"month"`
	Currency  string `json:"currency"`
	Billed    string `json:"billed"`
	Expected  string `json:"expected"`
	Claimed   string `json:"claimed"`
	Recovered string `json:"recovered"`
	Open      string `json:"open"`
}

func monthsOf(r *model.Report) []monthSum {
	return list(r.Trend, func(s *model.MonthSum) monthSum {
		return monthSum{s.Month, s.Currency, s.Billed.String(), s.Expected.String(), s.Claimed.String(), s.Recovered.String(), s.Open.String()}
	})
}

// completeness is what is known of a channel's records of a subject and class of
// operation, with the hours that it is known of.
type completeness struct {
	Channel    model.Kind           `json:"channel"`
	Subject    string               `json:"subject"`
	Operations []string             `json:"operations"`
	State      model.Completeness   `json:"state"`
	Reason     model.EvidenceReason `json:"reason"`
	Missing    int64                `json:"missing"`
	Source     string               `json:"source"`
	File       string               `json:"file"`
	Line       int64                `json:"line"`
	Rows       int64                `json:"rows"`
	Hours      int64                `json:"hours"`
	Spans      []span               `json:"spans"`
}

type span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type claim struct {
	Number   int64         `json:"number"`
	Cause    model.Cause   `json:"cause"`
	Verdict  model.Verdict `json:"verdict"`
	Basis    model.Basis   `json:"basis"`
	Item     string        `json:"item"`
	Project  string        `json:"project"`
	Findings int64         `json:"findings"`
	Lines    int64         `json:"lines"`
	Amount   string        `json:"amount"`
}

type assumption struct {
	Rule  string `json:"rule"`
	On    bool   `json:"on"`
	Worth string `json:"worth"`
}

type weboffice struct {
	Project          string              `json:"project"`
	Region           string              `json:"region"`
	CreatedAt        string              `json:"created_at"` // "" where nobody knows
	PaysFor          model.WebofficeRule `json:"pays_for"`
	Item             string              `json:"item"`
	Openings         string              `json:"openings"`
	Calls            string              `json:"calls"`
	Billed           measure             `json:"billed"`
	Expected         measure             `json:"expected"`
	AmountByOpenings string              `json:"amount_by_openings"` // "" where there is no price
	AmountByCalls    string              `json:"amount_by_calls"`
	Currency         string              `json:"currency"`
}

type evidence struct {
	Finding string   `json:"finding"`
	Records int64    `json:"records"`
	Usage   []record `json:"usage"`
}

type record struct {
	At        string `json:"at"`
	RequestID string `json:"request_id"`
	Project   string `json:"project"`
	Bucket    string `json:"bucket"`
	Key       string `json:"key"`
	Operation string `json:"operation"`
	Status    int    `json:"status"`
	ErrorCode string `json:"error_code"`
	File      string `json:"file"`
	Line      int64  `json:"line"`
}

type price struct {
	Site      string `json:"site"`
	Currency  string `json:"currency"`
	Item      string `json:"item"`
	Operation string `json:"operation"`
	Tier      string `json:"tier"`
	Price     string `json:"price"`
	Per       string `json:"per"`
	Unit      string `json:"unit"`
	From      string `json:"effective_from"` // "" where it has always been so
	To        string `json:"effective_to"`   // "" where it still is
	Basis     string `json:"basis"`
	Source    string `json:"source"`
}

type calendarDay struct {
	Channel model.Kind `json:"channel"`
	Subject string     `json:"subject"`
	Day     string     `json:"day"` // of the billing zone
	Hours   int64      `json:"hours"`
	Missing int64      `json:"missing"`
}

func moreOf(r *model.Report, zone words.Zone) more {
	return more{
		Claims: list(r.Groups, func(c *model.FindingGroup) claim {
			return claim{c.Number, c.Cause, c.Verdict, c.Basis, c.Item, c.Project, c.Findings, c.Lines, c.Amount.String()}
		}),
		Payable:     payableOf(r.Payable),
		Assumptions: list(r.Assumptions, func(a *model.Assumption) assumption { return assumption{a.Rule, a.On, a.Worth.String()} }),
		Weboffice:   list(r.Weboffice, func(u *model.WebofficeUse) weboffice { return webofficeOf(u, zone) }),
		Evidence:    list(r.Evidence, func(e *model.FindingEvidence) evidence { return evidenceOf(e, zone) }),
		Prices: list(r.Prices, func(p *model.Price) price {
			return price{p.Site, p.Currency, p.Item, p.Operation, p.Tier, p.Amount.String(), quantity(p.Per), p.Unit,
				known(zone, p.From), known(zone, p.To), p.Basis, p.Source}
		}),
		Calendar: list(r.Calendar, func(d *model.CalendarDay) calendarDay {
			return calendarDay{d.Channel, d.Subject, words.Billing.Day(d.Day), d.Hours, d.Missing}
		}),
		Notes:  words.English.Sentences(r.Notes),
		Months: monthsOf(r),
		Completeness: list(r.States, func(s *model.EvidenceState) completeness {
			return completeness{s.Channel, s.Subject, present(s.Operations), s.State, s.Reason, s.Missing, s.Source, s.File, s.Line, s.Rows,
				s.In(model.Span{From: r.Run.From, To: r.Run.To}), list(s.Hours, func(h *model.Span) span {
					return span{zone.Instant(h.From), zone.Instant(h.To)}
				})}
		}),
	}
}

func webofficeOf(u *model.WebofficeUse, zone words.Zone) weboffice {
	const unit = "call"
	return weboffice{
		Project: u.Project, Region: u.Region, CreatedAt: known(zone, u.CreatedAt), PaysFor: u.Rule, Item: u.Item,
		Openings: quantity(u.Openings), Calls: quantity(u.Calls),
		Billed: measureOf(u.Billed, unit), Expected: measureOf(u.Expected, unit),
		AmountByOpenings: stated(u.ByOpenings), AmountByCalls: stated(u.ByCalls), Currency: u.Currency,
	}
}

func evidenceOf(e *model.FindingEvidence, zone words.Zone) evidence {
	return evidence{e.Finding, e.Total, list(e.Usage, func(u *model.Usage) record {
		return record{zone.Instant(u.At), u.RequestID, u.Project, u.Bucket, u.Key, u.Operation, u.Status, u.ErrorCode, u.File, u.Line}
	})}
}

// known writes an instant, and nothing where there is none.
func known(zone words.Zone, unix int64) string {
	if unix == 0 {
		return ""
	}
	return zone.Instant(unix)
}

// stated writes a decimal, and nothing where there is none.
func stated(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}
