package ratecard_test

import (
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/ratecard"
	"immrecon/store/storetest"
)

func TestOwnPricesAreListedByImport(t *testing.T) {
	d := storetest.Open(t)
	for n, name := range []string{"old.csv", "new.csv"} {
		d.Import(model.KindPrices, name, func(in *ingest.Import) {
			for line := range 2 {
				in.KeepPrice(int64(line+2), &model.Price{Site: "intl", Currency: "USD", Item: name, Amount: storetest.Decimal("0.5"), Per: int64(n + 1), Unit: "call", From: int64(line)})
			}
		})
	}
	lists, err := ratecard.Own(d.Reader(t.Context()))
	if err != nil || len(lists) != 2 {
		t.Fatalf("got %v, %v", lists, err)
	}
	for n, name := range []string{"old.csv", "new.csv"} {
		same := func(p model.Price) bool {
			return p.Item == name && p.Amount.Equal(storetest.Decimal("0.5")) && p.Per == int64(n+1)
		}
		if len(lists[n]) != 2 || !same(lists[n][0]) || !same(lists[n][1]) || lists[n][1].From != 1 {
			t.Errorf("list %d: %v", n, lists[n])
		}
	}
}
