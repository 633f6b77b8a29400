package dispute

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/text"

	"immrecon/store/model"
)

// List writes one line a claim, what came back by month and in all, and how
// long what is open has been waiting at an instant.
func List(w io.Writer, claims []model.Claim, now time.Time) error {
	if len(claims) == 0 {
		_, err := fmt.Fprintln(w, "No claims.")
		return err
	}
	var rows [][]string
	for n := range claims {
		d := &claims[n]
		rows = append(rows, []string{d.ID, orDash(d.Item), orDash(d.Project), string(d.Cause), string(d.Status), d.Currency,
			d.Claimed.String(), d.Recovered().String(), d.Open().String(), d.GivenUp().String(), fmt.Sprint(d.Days(now))})
	}
	err := text.Table(w, strings.Split("claim,item,project,cause,status,currency,claimed,recovered,open,given up,days", ","), rows)
	if err != nil {
		return err
	}
	if err := section(w, "By month", "month,claims,currency,claimed,recovered,open,given up", monthRows(claims)); err != nil {
		return err
	}
	return section(w, "Waiting", "days,claims,currency,open", waitingRows(claims, now))
}

// section writes a table under a title, and nothing where it has no rows.
func section(w io.Writer, title, header string, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", title); err != nil {
		return err
	}
	return text.Table(w, strings.Split(header, ","), rows)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sum is what claims of one month and currency come to.
// Always exactly: Claimed = Recovered + Open + GivenUp.
type sum struct {
	Month     string          `json:"month"` // "" in the sum of all months
	Currency  string          `json:"currency"`
	Claims    int             `json:"claims"`
	Claimed   decimal.Decimal `json:"claimed"`
	Recovered decimal.Decimal `json:"recovered"`
	Open      decimal.Decimal `json:"open"`
	GivenUp   decimal.Decimal `json:"given_up"`
}

// sums adds claims up by what key says of them and by currency, in their order.
func sums(claims []model.Claim, key func(*model.Claim) string) []sum {
	all := []sum{}
	for n := range claims {
		d := &claims[n]
		at := slices.IndexFunc(all, func(s sum) bool { return s.Month == key(d) && s.Currency == d.Currency })
		if at < 0 {
			at = len(all)
			all = append(all, sum{Month: key(d), Currency: d.Currency})
		}
		s := &all[at]
		s.Claims++
		s.Claimed, s.Recovered = s.Claimed.Add(d.Claimed), s.Recovered.Add(d.Recovered())
		s.Open, s.GivenUp = s.Open.Add(d.Open()), s.GivenUp.Add(d.GivenUp())
	}
	return all
}

func byMonth(d *model.Claim) string { return d.Month }
func together(*model.Claim) string  { return "" }

func monthRows(claims []model.Claim) [][]string {
	var rows [][]string
	for _, s := range append(sums(claims, byMonth), sums(claims, together)...) {
		name := s.Month
		if name == "" {
			name = "all"
		}
		rows = append(rows, []string{name, fmt.Sprint(s.Claims), s.Currency, s.Claimed.String(), s.Recovered.String(), s.Open.String(), s.GivenUp.String()})
	}
	return rows
}

// bands are how long claims have waited, in days: up to, and its name.
var bands = []struct {
	upTo int64
	name string
}{{30, "0 to 30"}, {60, "31 to 60"}, {90, "61 to 90"}, {1 << 62, "more than 90"}}

// waitingRows is the money that is open by how long it has been.
func waitingRows(claims []model.Claim, now time.Time) [][]string {
	var rows [][]string
	var since int64 = -1
	for _, b := range bands {
		waiting := slices.DeleteFunc(slices.Clone(claims), func(d model.Claim) bool {
			return d.Open().IsZero() || d.Days(now) <= since || d.Days(now) > b.upTo
		})
		for _, s := range sums(waiting, together) {
			rows = append(rows, []string{b.name, fmt.Sprint(s.Claims), s.Currency, s.Open.String()})
		}
		since = b.upTo
	}
	return rows
}
