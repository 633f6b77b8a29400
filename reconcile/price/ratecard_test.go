package price_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// change is the instant of the price change, 2025-07-28T11:00:00+08:00.
var change = time.Date(2025, time.July, 28, 3, 0, 0, 0, time.UTC).Unix()

// row is a price of a thousand calls.
func row(item, tier, operation, amount string, from, to int64) model.Price {
	return model.Price{
		Site: "intl", Currency: "USD", Item: item, Tier: tier, Operation: operation,
		Amount: decimal.RequireFromString(amount), Per: 1000, Unit: "call", From: from, To: to,
	}
}

// catalogue is a rate card with what makes prices hard to find: one price by
// operation until the change, two tiers from it on, a free item.
func catalogue() []model.Price {
	return []model.Price{
		row("ImageDetect", "", "DetectImageBodies", "0", 0, change),
		row("ImageDetect", "", "image/bodies", "0", 0, change),
		row("ImageDetect", "", "", "0.028", 0, change),
		row("ImageDetect", "", "", "0.028", change, 0),
		row("ImageFace", "", "CreateFacesSearchingTask", "0", 0, change),
		row("ImageFace", "", "", "0.028", change, 0),
		row("ImageSplicing", "", "", "0", 0, change),
		row("ImageSplicing", "small", "", "0.745", change, 0),
		row("ImageSplicing", "large", "", "2.234", change, 0),
		row("LocationDateClustering", "", "", "0", 0, 0),
	}
}

func newRateCard(t *testing.T, layers ...[]model.Price) *price.RateCard {
	t.Helper()
	card, err := price.NewRateCard(layers...)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func TestAt(t *testing.T) {
	card := newRateCard(t, catalogue())
	cases := []struct {
		item, tier, operation string
		at                    int64
		want                  string // "" for no price
	}{
		{"ImageDetect", "", "DetectImageBodies", change - 1, "0"},
		{"ImageDetect", "", "DetectImageBodies", change, "0.028"},
		{"ImageDetect", "", "image/bodies", change - 1, "0"},
		{"ImageDetect", "", "DetectImageFaces", change - 1, "0.028"},
		{"ImageDetect", "", "DetectImageFaces", change, "0.028"},
		{"ImageDetect", "", "", change - 1, "0.028"},
		{"ImageFace", "", "CreateFacesSearchingTask", change - 1, "0"},
		{"ImageFace", "", "CreateFacesSearchingTask", change, "0.028"},
		{"ImageFace", "", "FaceDetection", change - 1, ""},
		{"ImageSplicing", "large", "CreateImageSplicingTask", change - 1, "0"},
		{"ImageSplicing", "large", "CreateImageSplicingTask", change, "2.234"},
		{"ImageSplicing", "small", "CreateImageSplicingTask", change, "0.745"},
		{"ImageSplicing", "", "CreateImageSplicingTask", change, ""},
		{"LocationDateClustering", "", "", 0, "0"},
		{"LocationDateClustering", "", "", 1 << 40, "0"},
		{"ImageClassification", "", "", change, ""},
	}
	for _, c := range cases {
		got, ok := card.At(c.item, c.tier, c.operation, c.at)
		if ok != (c.want != "") {
			t.Errorf("%+v: got %v, %t", c, got.Amount, ok)
		} else if ok && !got.Amount.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%+v: got %v", c, got.Amount)
		}
	}
}

// A later layer overrides a price of the same key while it is in force, and
// nothing else.
func TestAtOverridden(t *testing.T) {
	const day = 24 * 60 * 60
	own := []model.Price{
		row("ImageDetect", "", "", "0.02", change, change+day),
		row("OwnItem", "", "", "1", 0, 0),
	}
	card := newRateCard(t, catalogue(), own)
	cases := []struct {
		item, operation string
		at              int64
		want            string
	}{
		{"ImageDetect", "", change - 1, "0.028"},
		{"ImageDetect", "", change, "0.02"},
		{"ImageDetect", "DetectImageFaces", change + day - 1, "0.02"},
		{"ImageDetect", "", change + day, "0.028"},
		{"ImageDetect", "DetectImageBodies", change - 1, "0"},
		{"OwnItem", "", change, "1"},
	}
	for _, c := range cases {
		got, ok := card.At(c.item, "", c.operation, c.at)
		if !ok || !got.Amount.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%+v: got %v, %t", c, got.Amount, ok)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	cases := map[string]struct {
		prices []model.Price
		want   []string // parts of the message
	}{
		"overlap": {
			[]model.Price{row("A", "", "", "1", 0, change+1), row("A", "", "", "2", change, 0)},
			[]string{
				"at once", "A 1 per 1000 [unbounded, 2025-07-28T11:00:01+08:00)",
				"A 2 per 1000 [2025-07-28T11:00:00+08:00, unbounded)",
			},
		},
		"overlap in the other order": {
			[]model.Price{row("A", "t", "op", "2", change, 0), row("A", "t", "op", "1", 0, 0)},
			[]string{"A t for op 1 per 1000", "A t for op 2 per 1000"},
		},
		"twice the same":      {[]model.Price{row("A", "", "", "1", 0, 0), row("A", "", "", "1", 0, 0)}, []string{"at once"}},
		"ends when it begins": {[]model.Price{row("A", "", "", "1", change, change)}, []string{"before it begins"}},
		"negative":            {[]model.Price{row("A", "", "", "-1", 0, 0)}, []string{"A -1", "zero or more"}},
		"no item":             {[]model.Price{row("", "", "", "1", 0, 0)}, []string{"no item"}},
		"for nothing":         {[]model.Price{{Site: "intl", Currency: "USD", Item: "A"}}, []string{"for 0 units"}},
		"two currencies": {
			[]model.Price{row("A", "", "", "1", 0, 0), {Site: "cn", Currency: "CNY", Item: "B", Per: 1, Source: "own.csv:2"}},
			[]string{"two markets", "intl in USD", "cn in CNY", "own.csv:2"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := price.NewRateCard(c.prices)
			if err == nil {
				t.Fatal("the prices were taken")
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("got %q, which does not say %q", err, part)
				}
			}
		})
	}
}

// Prices of one key that follow one another, with or without a pause, and of
// different keys at once are all in order.
func TestNewAccepts(t *testing.T) {
	newRateCard(t, []model.Price{
		row("A", "", "", "3", change+2, 0), row("A", "", "", "1", 0, change), row("A", "", "", "2", change, change+1),
		row("A", "t", "", "1", 0, 0), row("A", "", "op", "1", 0, 0),
	})
	newRateCard(t)
}

func TestAllRates(t *testing.T) {
	own := []model.Price{{
		Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: decimal.RequireFromString("0.000028"), Per: 1, Unit: "call",
	}}
	card := newRateCard(t, catalogue(), own)
	cases := map[string][]string{
		"ImageDetect":         {"0.000028", "0"}, // 0.028 per 1,000 is the same price
		"ImageSplicing":       {"0", "2.234", "0.745"},
		"ImageClassification": nil,
	}
	for item, want := range cases {
		var got []string
		for _, p := range card.AllRates(item) {
			got = append(got, p.Amount.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", item, got, want)
		}
	}
}

func TestChanges(t *testing.T) {
	card := newRateCard(t, catalogue())
	cases := []struct {
		item     string
		from, to int64
		want     []int64
	}{
		{"ImageDetect", change - 1, change + 1, []int64{change}},
		{"ImageDetect", change, change + 1, nil},
		{"ImageDetect", change - 1, change, nil},
		{"LocationDateClustering", 0, 1 << 40, nil},
		{"ImageClassification", 0, 1 << 40, nil},
	}
	for _, c := range cases {
		if got := card.Changes(c.item, c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}
