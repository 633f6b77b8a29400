package credit

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// claim is an accepted claim of March.
func claim(id, item, project, amount string) store.Dispute {
	return store.Dispute{ID: id, Month: "2026-03", Item: item, Project: project, Currency: "USD",
		Claimed: dec(amount), Accepted: dec(amount), Status: store.DisputeAccepted}
}

// refund is a line of the bill of May that says no more than it must.
func refund(amount string) store.CreditLine {
	return store.CreditLine{Identity: "refund of " + amount, Month: "2026-05", Type: store.LineRefund, Currency: "USD", Amount: dec(amount)}
}

func TestPropose(t *testing.T) {
	detect, texts := claim("D-1", "ImageDetect", "", "0.25"), claim("D-2", "ImageTexts", "photos", "0.5")
	with := func(d store.Dispute, change func(*store.Dispute)) store.Dispute { change(&d); return d }
	on := func(c store.CreditLine, change func(*store.CreditLine)) store.CreditLine { change(&c); return c }
	cases := map[string]struct {
		disputes []store.Dispute
		lines    []store.CreditLine
		want     []string
	}{
		"just as much":         {[]store.Dispute{detect, texts}, []store.CreditLine{refund("0.5")}, []string{"D-2 0.5 true"}},
		"in cents":             {[]store.Dispute{claim("D-1", "ImageDetect", "", "0.254716983"), texts}, []store.CreditLine{refund("0.25")}, []string{"D-1 0.25 true"}},
		"rounded up":           {[]store.Dispute{claim("D-1", "ImageDetect", "", "0.248"), texts}, []store.CreditLine{refund("0.25")}, []string{"D-1 0.248 true"}},
		"whole money":          {[]store.Dispute{claim("D-1", "ImageDetect", "", "2.4"), claim("D-2", "ImageTexts", "", "1.9")}, []store.CreditLine{refund("2")}, []string{"D-1 2 false", "D-2 1.9 false"}},
		"all together":         {[]store.Dispute{detect, texts}, []store.CreditLine{refund("0.75")}, []string{"D-1 0.25 true", "D-2 0.5 true"}},
		"less than one":        {[]store.Dispute{detect}, []store.CreditLine{refund("0.2375")}, []string{"D-1 0.2375 true"}},
		"which of two":         {[]store.Dispute{detect, texts}, []store.CreditLine{refund("0.3")}, []string{"D-1 0.25 false", "D-2 0.3 false"}},
		"two alike":            {[]store.Dispute{detect, claim("D-3", "ImageDetect", "", "0.25")}, []store.CreditLine{refund("0.25")}, []string{"D-1 0.25 false", "D-3 0.25 false"}},
		"the item decides":     {[]store.Dispute{detect, texts}, []store.CreditLine{on(refund("0.1"), func(c *store.CreditLine) { c.ItemCode = "imagetexts" })}, []string{"D-2 0.1 true"}},
		"an item of old":       {[]store.Dispute{claim("D-4", "ImageFace", "", "1"), texts}, []store.CreditLine{on(refund("0.1"), func(c *store.CreditLine) { c.ItemName = "ImageInsight" })}, []string{"D-4 0.1 true"}},
		"the project decides":  {[]store.Dispute{texts}, []store.CreditLine{on(refund("0.5"), func(c *store.CreditLine) { c.Instance = "ap-southeast-1;desk" })}, nil},
		"the project is in it": {[]store.Dispute{texts}, []store.CreditLine{on(refund("0.5"), func(c *store.CreditLine) { c.Instance = "ap-southeast-1;photos" })}, []string{"D-2 0.5 true"}},
		"another currency":     {[]store.Dispute{detect}, []store.CreditLine{on(refund("0.25"), func(c *store.CreditLine) { c.Currency = "CNY" })}, nil},
		"the same month":       {[]store.Dispute{detect}, []store.CreditLine{on(refund("0.25"), func(c *store.CreditLine) { c.Month = "2026-03" })}, nil},
		"taken already":        {[]store.Dispute{detect}, []store.CreditLine{on(refund("0.25"), func(c *store.CreditLine) { c.Taken = dec("0.25") })}, nil},
		"taken in part":        {[]store.Dispute{detect}, []store.CreditLine{on(refund("0.25"), func(c *store.CreditLine) { c.Taken = dec("0.2") })}, []string{"D-1 0.05 true"}},
		"a draft":              {[]store.Dispute{with(detect, func(d *store.Dispute) { d.Status = store.DisputeDraft })}, []store.CreditLine{refund("0.25")}, nil},
		"rejected":             {[]store.Dispute{with(detect, func(d *store.Dispute) { d.Status = store.DisputeRejected })}, []store.CreditLine{refund("0.25")}, nil},
		"not answered yet":     {[]store.Dispute{with(detect, func(d *store.Dispute) { d.Status = store.DisputeSubmitted })}, []store.CreditLine{refund("0.25")}, []string{"D-1 0.25 true"}},
		"the rest of a credit": {[]store.Dispute{with(detect, func(d *store.Dispute) {
			d.Status, d.Credits = store.DisputeCredited, []store.DisputeCredit{{Amount: dec("0.2")}}
		})}, []store.CreditLine{refund("0.05")}, []string{"D-1 0.05 true"}},
		"paid once, not twice":    {[]store.Dispute{detect}, []store.CreditLine{refund("0.25"), refund("0.25")}, []string{"D-1 0.25 true"}},
		"what the first one left": {[]store.Dispute{detect}, []store.CreditLine{refund("0.2"), refund("0.1")}, []string{"D-1 0.2 true", "D-1 0.05 true"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range Propose(c.disputes, c.lines) {
				got = append(got, fmt.Sprint(p.Claim, " ", p.Amount, " ", p.Sure))
				if p.Why == "" {
					t.Errorf("%s is proposed without a reason", p.Claim)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
