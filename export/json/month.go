package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type month struct {
	Schema      string       `json:"schema"`
	Month       string       `json:"month"`
	Closed      bool         `json:"closed"`
	Decision    *decision    `json:"decision"` // the last that was taken
	Asking      *decision    `json:"asking"`   // one that a second person must confirm
	BillFinalAt string       `json:"bill_final_at"`
	BillFinal   bool         `json:"bill_final"`
	Imported    []imported   `json:"imported"`
	Coverage    coverage     `json:"coverage"`
	LatestRun   *runSummary  `json:"latest_run"`
	OpenClaims  []openClaim  `json:"open_claims"`
	Late        []source     `json:"late"`
	Carried     []correction `json:"carried"`
	Obstacles   []string     `json:"obstacles"`
}

type decision struct {
	Close   bool   `json:"close"`
	At      string `json:"at"`
	By      string `json:"by"`
	AskedBy string `json:"asked_by"`
	Run     string `json:"run"`
	Forced  bool   `json:"forced"`
	Note    string `json:"note"`
}

type imported struct {
	Kind    model.Kind `json:"kind"`
	Sources int64      `json:"sources"`
	Records int64      `json:"records"`
}

type openClaim struct {
	ID       string            `json:"id"`
	Status   model.ClaimStatus `json:"status"`
	Cause    model.Cause       `json:"cause"`
	Item     string            `json:"item"`
	Currency string            `json:"currency"`
	Claimed  string            `json:"claimed"`
	Open     string            `json:"open"`
}

// correction is what late evidence changes in a closed month; the runs are the
// same as long as the month was not reconciled with it.
type correction struct {
	ActivityMonth    string `json:"activity_month"`
	BillingMonth     string `json:"billing_month"`
	RunBefore        string `json:"run_before"`
	RunAfter         string `json:"run_after"`
	LateSources      int    `json:"late_sources"`
	New              int    `json:"new"`
	Gone             int    `json:"gone"`
	Changed          int    `json:"changed"`
	Currency         string `json:"currency"`
	ExpectedChange   string `json:"expected_change"`
	DifferenceChange string `json:"difference_change"`
}

// Month writes how far a month has got, schema immrecon.month/1.
func Month(w io.Writer, s *model.MonthStatus, o Options) error {
	zone := o.zone()
	m := month{
		Schema: "immrecon.month/1", Month: s.State.Month, Closed: s.State.Closed(),
		Decision: decisionOf(s.State.Last, zone), Asking: decisionOf(s.State.Asking, zone),
		BillFinalAt: instant(zone, s.Final), BillFinal: s.IsFinal,
		Imported: list(s.Imported, func(i *model.Imported) imported { return imported(*i) }),
		Coverage: coverageOf(s.Coverage, zone),
		OpenClaims: list(s.Claims, func(d *model.Claim) openClaim {
			return openClaim{d.ID, d.Status, d.Cause, d.Item, d.Currency, d.Claimed.String(), d.Open().String()}
		}),
		Late: sourcesOf(s.Late, zone), Carried: list(s.Carried, correctionOf), Obstacles: present(s.Obstacles),
	}
	if s.Latest != nil {
		latest := runSummaryOf(s.Latest, zone)
		m.LatestRun = &latest
	}
	return encode(w, m)
}

func decisionOf(d *model.Decision, zone words.Zone) *decision {
	if d == nil {
		return nil
	}
	return &decision{d.Close, instant(zone, d.At), d.Who, d.AskedBy, d.Run, d.Forced, d.Note}
}

func correctionOf(c *model.Correction) correction {
	out := correction{
		ActivityMonth: c.Activity, BillingMonth: c.Billing, LateSources: len(c.Late),
		New: len(c.Changes.New), Gone: len(c.Changes.Gone), Changed: len(c.Changes.Changed),
	}
	if c.Before != nil && c.After != nil { // a month closed by force may have no run
		a, b := &c.Before.Statement, &c.After.Statement
		out.RunBefore, out.RunAfter, out.Currency = c.Before.Key, c.After.Key, b.Currency
		out.ExpectedChange, out.DifferenceChange = b.Expected.Sub(a.Expected).String(), b.Difference.Sub(a.Difference).String()
	}
	return out
}
