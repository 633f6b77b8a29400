package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"immrecon/store/model"
	"immrecon/store/storetest"
)

// used writes how a project used Weboffice down.
func used(u model.WebofficeUse) string {
	priced := func(d fmt.Stringer, valid bool) string {
		if !valid {
			return "unknown"
		}
		return d.String()
	}
	return fmt.Sprintf("%s %s: %d openings %s, %d calls %s, billed %d, expected %d for %s", u.Project, u.Rule,
		u.Openings, priced(u.ByOpenings.Decimal, u.ByOpenings.Valid), u.Calls, priced(u.ByCalls.Decimal, u.ByCalls.Valid),
		u.Billed.Quantity, u.Expected.Quantity, u.Expected.Amount)
}

// office is a month in which every project opened twice what it called for
// thrice, at a price of 2.5 for a thousand.
func office(t *testing.T) *month {
	m := newMonth(t)
	m.projects(ofOffice...)
	m.prices(model.Price{Site: "intl", Currency: "USD", Item: "DocumentWebofficePreview", Amount: dec("2.5"), Per: 1000, Unit: "call"})
	yes, no := true, false
	for _, p := range ofOffice {
		for n := range 3 {
			m.calls(model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, n), Readonly: &yes, Cached: &no})
		}
		for n := range 2 {
			m.calls(model.Call{Project: p.Name, Operation: "WebofficeOpen", At: on(11, n), Readonly: &yes, Cached: &no})
		}
	}
	return m
}

func usedIn(m *month) []string {
	var rows []string
	for _, u := range m.reconciled().Weboffice {
		if u.Item == "DocumentWebofficePreview" {
			rows = append(rows, used(u))
		}
	}
	return rows
}

func TestWebofficeIsCountedBothWays(t *testing.T) {
	m := office(t)
	m.bill(billed("old", "DocumentWebofficePreview", on(10, 0), 3, "2.5", 1000))
	storetest.SameRows(t, "Weboffice", usedIn(m), []string{
		"nameless unknown: 0 openings 0, 0 calls 0, billed 0, expected 0 for 0",
		"new calls: 2 openings 0.005, 3 calls 0.0075, billed 0, expected 3 for 0.0075",
		"old openings: 2 openings 0.005, 3 calls 0.0075, billed 3, expected 2 for 0.005",
	})
}

// The price list is of one currency: what use costs in another is not known.
func TestWebofficeOfAnotherCurrencyHasNoPrice(t *testing.T) {
	m := office(t)
	line := billed("old", "DocumentWebofficePreview", on(10, 0), 3, "2.5", 1000)
	line.Currency = "CNY"
	m.bill(line)
	for _, row := range usedIn(m) {
		if strings.HasPrefix(row, "old openings: 2 openings unknown, 3 calls unknown, ") {
			return
		}
	}
	t.Errorf("Weboffice %q", usedIn(m))
}
