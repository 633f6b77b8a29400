package quote_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

// own is a price of ImageDetect of a user's own.
func own(site, currency, amount string, from int64) model.Price {
	return model.Price{Site: site, Currency: currency, Item: "ImageDetect", Amount: decimal.RequireFromString(amount), Per: 1000, Unit: "call",
		From: from, Basis: "documented", Source: "contract"}
}

func amounts(prices []model.Price, item, operation string) string {
	var found []string
	for _, p := range prices {
		if p.Item == item && p.Operation == operation {
			found = append(found, p.Amount.String()+" "+p.Currency)
		}
	}
	return strings.Join(found, ", ")
}

func TestPricesListsEveryVersionAndThenTheOwn(t *testing.T) {
	with := tariff(t, []model.Price{own("intl", "USD", "0.02", march)}, []model.Price{own("cn", "CNY", "0.2", 0)})
	if got, want := amounts(with.Prices(), "ImageDetect", ""), "0.028 USD, 0.028 USD, 0.02 USD, 0.2 CNY"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := len(tariff(t).Prices()), len(read(t).Prices); got != want {
		t.Errorf("without own prices there are %d, want the catalogue's %d", got, want)
	}
}

func TestInForce(t *testing.T) {
	lists := [][]model.Price{{own("intl", "USD", "0.02", march)}, {own("intl", "USD", "0.01", march+3600), own("cn", "CNY", "0.2", 0)}}
	with := tariff(t, lists...)
	for _, c := range []struct {
		at              int64
		operation, want string
	}{
		{march - 1, "", "0.028 USD, 0.2 CNY"},
		{march, "", "0.02 USD, 0.2 CNY"},
		{march + 3600, "", "0.01 USD, 0.2 CNY"},
		{change - 1, "image/bodies", "0 USD"},
		{change, "image/bodies", ""},
	} {
		if got := amounts(with.InForce(c.at), "ImageDetect", c.operation); got != c.want {
			t.Errorf("%q at %d: got %s, want %s", c.operation, c.at, got, c.want)
		}
	}
}

// Only prices of the catalogue's own market answer what a thing costs.
func TestOwnPricesAnswer(t *testing.T) {
	with := tariff(t, []model.Price{own("intl", "USD", "0.02", march), own("cn", "CNY", "0.2", 0)})
	quotes, err := with.Quote(quote.Ask{Subject: "ImageDetect", Quantity: 1000, At: march, Zone: zone})
	if err != nil || answer(quotes) != "ImageDetect: 1000 calls = 0.02" {
		t.Errorf("got %s, %v", answer(quotes), err)
	}
}

func TestNewTariffRefusesWhatCannotBeUsed(t *testing.T) {
	twice := []model.Price{own("cn", "CNY", "0.2", 0), own("cn", "CNY", "0.3", 0)}
	if _, err := quote.NewTariff([][]model.Price{twice}); err == nil || !strings.Contains(err.Error(), "prices of cn in CNY: two prices in force at once") {
		t.Errorf("got %v", err)
	}
}
