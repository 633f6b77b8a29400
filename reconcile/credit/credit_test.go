package credit

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// claim is an accepted claim of March.
func claim(id, item, project, amount string) model.Claim {
	return model.Claim{ID: id, Month: "2026-03", Item: item, Project: project, Currency: "USD",
		Claimed: dec(amount), Accepted: dec(amount), Status: model.ClaimAccepted}
}

// refund is a line of the bill of May that says no more than it must.
func refund(amount string) model.CreditLine {
	return model.CreditLine{Identity: "refund of " + amount, Month: "2026-05", Type: model.LineRefund, Currency: "USD", Amount: dec(amount)}
}

func TestPropose(t *testing.T) {
	detect, texts := claim("D-1", "ImageDetect", "", "0.25"), claim("D-2", "ImageTexts", "photos", "0.5")
	with := func(d model.Claim, change func(*model.Claim)) model.Claim { change(&d); return d }
	on := func(c model.CreditLine, change func(*model.CreditLine)) model.CreditLine { change(&c); return c }
	cases := map[string]struct {
		claims []model.Claim
		lines  []model.CreditLine
		want   []string
	}{
		"just as much":         {[]model.Claim{detect, texts}, []model.CreditLine{refund("0.5")}, []string{"D-2 0.5 true"}},
		"in cents":             {[]model.Claim{claim("D-1", "ImageDetect", "", "0.254716983"), texts}, []model.CreditLine{refund("0.25")}, []string{"D-1 0.25 true"}},
		"rounded up":           {[]model.Claim{claim("D-1", "ImageDetect", "", "0.248"), texts}, []model.CreditLine{refund("0.25")}, []string{"D-1 0.248 true"}},
		"whole money":          {[]model.Claim{claim("D-1", "ImageDetect", "", "2.4"), claim("D-2", "ImageTexts", "", "1.9")}, []model.CreditLine{refund("2")}, []string{"D-1 2 false", "D-2 1.9 false"}},
		"all together":         {[]model.Claim{detect, texts}, []model.CreditLine{refund("0.75")}, []string{"D-1 0.25 true", "D-2 0.5 true"}},
		"less than one":        {[]model.Claim{detect}, []model.CreditLine{refund("0.2375")}, []string{"D-1 0.2375 true"}},
		"which of two":         {[]model.Claim{detect, texts}, []model.CreditLine{refund("0.3")}, []string{"D-1 0.25 false", "D-2 0.3 false"}},
		"two alike":            {[]model.Claim{detect, claim("D-3", "ImageDetect", "", "0.25")}, []model.CreditLine{refund("0.25")}, []string{"D-1 0.25 false", "D-3 0.25 false"}},
		"the item decides":     {[]model.Claim{detect, texts}, []model.CreditLine{on(refund("0.1"), func(c *model.CreditLine) { c.ItemCode = "imagetexts" })}, []string{"D-2 0.1 true"}},
		"an item of old":       {[]model.Claim{claim("D-4", "ImageFace", "", "1"), texts}, []model.CreditLine{on(refund("0.1"), func(c *model.CreditLine) { c.ItemName = "ImageInsight" })}, []string{"D-4 0.1 true"}},
		"the project decides":  {[]model.Claim{texts}, []model.CreditLine{on(refund("0.5"), func(c *model.CreditLine) { c.Instance = "ap-southeast-1;desk" })}, nil},
		"the project is in it": {[]model.Claim{texts}, []model.CreditLine{on(refund("0.5"), func(c *model.CreditLine) { c.Instance = "ap-southeast-1;photos" })}, []string{"D-2 0.5 true"}},
		"another currency":     {[]model.Claim{detect}, []model.CreditLine{on(refund("0.25"), func(c *model.CreditLine) { c.Currency = "CNY" })}, nil},
		"the same month":       {[]model.Claim{detect}, []model.CreditLine{on(refund("0.25"), func(c *model.CreditLine) { c.Month = "2026-03" })}, nil},
		"taken already":        {[]model.Claim{detect}, []model.CreditLine{on(refund("0.25"), func(c *model.CreditLine) { c.Taken = dec("0.25") })}, nil},
		"taken in part":        {[]model.Claim{detect}, []model.CreditLine{on(refund("0.25"), func(c *model.CreditLine) { c.Taken = dec("0.2") })}, []string{"D-1 0.05 true"}},
		"a draft":              {[]model.Claim{with(detect, func(d *model.Claim) { d.Status = model.ClaimDraft })}, []model.CreditLine{refund("0.25")}, nil},
		"rejected":             {[]model.Claim{with(detect, func(d *model.Claim) { d.Status = model.ClaimRejected })}, []model.CreditLine{refund("0.25")}, nil},
		"not answered yet":     {[]model.Claim{with(detect, func(d *model.Claim) { d.Status = model.ClaimSubmitted })}, []model.CreditLine{refund("0.25")}, []string{"D-1 0.25 true"}},
		"the rest of a credit": {[]model.Claim{with(detect, func(d *model.Claim) {
			d.Status, d.Credits = model.ClaimCredited, []model.ClaimCredit{{Amount: dec("0.2")}}
		})}, []model.CreditLine{refund("0.05")}, []string{"D-1 0.05 true"}},
		"paid once, not twice":    {[]model.Claim{detect}, []model.CreditLine{refund("0.25"), refund("0.25")}, []string{"D-1 0.25 true"}},
		"what the first one left": {[]model.Claim{detect}, []model.CreditLine{refund("0.2"), refund("0.1")}, []string{"D-1 0.2 true", "D-1 0.05 true"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range Propose(c.claims, c.lines) {
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
