package dispute

import (
	"encoding/json"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/fields"
	"immrecon/export/words"

	"immrecon/store/model"
)

// listed is a claim as programs read it. Decimals are strings.
type listed struct {
	ID        string            `json:"id"`
	Month     string            `json:"month"`
	Run       string            `json:"run"`
	Cause     model.Cause       `json:"cause"`
	Item      string            `json:"item"`
	Project   string            `json:"project"`
	Status    model.ClaimStatus `json:"status"`
	Currency  string            `json:"currency"`
	Claimed   decimal.Decimal   `json:"claimed"`
	Accepted  decimal.Decimal   `json:"accepted"`
	Recovered decimal.Decimal   `json:"recovered"`
	Open      decimal.Decimal   `json:"open"`
	GivenUp   decimal.Decimal   `json:"given_up"`
	Days      int64             `json:"days"`
	OpenedBy  string            `json:"opened_by"`
	OpenedAt  string            `json:"opened_at"`
	ChangedAt string            `json:"changed_at"`
	Findings  []string          `json:"findings"`

	Payable     decimal.NullDecimal `json:"payable"`      // what was paid of claimed; null where the run did not say
	OpenPayable decimal.NullDecimal `json:"open_payable"` // what was paid of open
}

// Fields lists the fields of the claims that ListJSON writes.
func Fields() []string { return fields.Of[listed]() }

// ListJSON writes what List does, for programs.
func ListJSON(w io.Writer, claims []model.Claim, now time.Time, zone words.Zone) error {
	all := []listed{}
	for n := range claims {
		d := &claims[n]
		ids := []string{}
		for _, f := range d.Findings {
			ids = append(ids, f.ID)
		}
		all = append(all, listed{d.ID, d.Month, d.Run, d.Cause, d.Item, d.Project, d.Status, d.Currency, d.Claimed, d.Accepted,
			d.Recovered(), d.Open(), d.GivenUp(), d.Days(now), d.OpenedBy, zone.Instant(d.OpenedAt.Unix()), zone.Instant(d.ChangedAt.Unix()), ids,
			d.Payable(), d.PayableOf(d.Open())})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Schema   string   `json:"schema"`
		Disputes []listed `json:"disputes"`
		Months   []sum    `json:"months"`
		Totals   []sum    `json:"totals"`
	}{"immrecon.disputes/1", all, sums(claims, byMonth), sums(claims, together)})
}
