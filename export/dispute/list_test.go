package dispute

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// year is claims of two months and two currencies, in different statuses.
func year() []model.Claim {
	at := time.Unix(noon, 0)
	claim := func(id, month, currency, claimed string, status model.ClaimStatus, daysAgo int, credits ...string) model.Claim {
		d := model.Claim{ID: id, Month: month, Currency: currency, Item: "ImageDetect", Cause: model.UnitScale, Claimed: dec(claimed), Accepted: dec(claimed),
			Status: status, OpenedAt: at.AddDate(0, 0, -daysAgo), ChangedAt: at.AddDate(0, 0, -daysAgo)}
		for _, c := range credits {
			d.Credits = append(d.Credits, model.ClaimCredit{Amount: dec(c)})
		}
		return d
	}
	return []model.Claim{
		claim("D-2026-01-01", "2026-01", "USD", "1.5", model.ClaimCredited, 91, "0.5", "0.25"),
		claim("D-2026-01-02", "2026-01", "USD", "2", model.ClaimRejected, 80),
		claim("D-2026-02-01", "2026-02", "USD", "0.125", model.ClaimDraft, 30),
		claim("D-2026-02-02", "2026-02", "CNY", "7", model.ClaimSubmitted, 31),
	}
}

func TestList(t *testing.T) {
	var b bytes.Buffer
	if err := List(&b, year(), time.Unix(noon, 0)); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"D-2026-01-01 ImageDetect - unit_scale credited USD 1.5 0.75 0.75 0 91",
		"2026-01 2 USD 3.5 0.75 0.75 2", "2026-02 1 USD 0.125 0 0.125 0", "2026-02 1 CNY 7 0 7 0",
		"all 3 USD 3.625 0.75 0.875 2", "all 1 CNY 7 0 7 0",
		"0 to 30 1 USD 0.125", "31 to 60 1 CNY 7", "more than 90 1 USD 0.75",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no line says %q in\n%s", want, b.String())
		}
	}
	if strings.Contains(text, "61 to 90") {
		t.Error("what is not open is said to wait")
	}
}

func TestListOfNone(t *testing.T) {
	var b bytes.Buffer
	if err := List(&b, nil, time.Unix(noon, 0)); err != nil || b.String() != "No claims.\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
	b.Reset()
	if err := ListJSON(&b, nil, time.Unix(noon, 0), words.Billing); err != nil || !strings.Contains(b.String(), `"disputes": []`) {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func TestListJSONAddsUp(t *testing.T) {
	var b bytes.Buffer
	if err := ListJSON(&b, year(), time.Unix(noon, 0), words.Billing); err != nil {
		t.Fatal(err)
	}
	var list struct {
		Schema         string
		Disputes       []struct{ ID, Status, Claimed string }
		Months, Totals []sum
	}
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatalf("%v in %s", err, b.String())
	}
	if list.Schema != "immrecon.disputes/1" || len(list.Disputes) != 4 || list.Disputes[0].Claimed != "1.5" {
		t.Errorf("got %s", b.String())
	}
	for _, s := range append(list.Months, list.Totals...) {
		if parts := decimal.Sum(s.Recovered, s.Open, s.GivenUp); !parts.Equal(s.Claimed) {
			t.Errorf("%s %s: %s of %s", s.Month, s.Currency, parts, s.Claimed)
		}
	}
}

func TestShow(t *testing.T) {
	d := year()[0]
	d.Findings = []model.ClaimedFinding{{ID: "F1", Amount: dec("1.5")}}
	d.Credits[0].BillLine, d.Credits[0].Month, d.Credits[0].File, d.Credits[0].Line = "id:1", "2026-03", "march.csv", 9
	history := []model.ClaimChange{
		{Who: "anna\x1b[31m", At: time.Unix(noon, 0), Note: "by phone", Status: model.ClaimCredited, Amount: dec("0.5"), Credit: "march.csv:9"}}
	var b bytes.Buffer
	if err := Show(&b, &d, history, time.Unix(noon, 0), words.Billing); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"F1       1.5", "2026-03  march.csv:9  0.5", "by phone", "2026-03-04T12:00:00+08:00", "Given up   0 USD"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("nothing says %q in\n%s", want, b.String())
		}
	}
	if strings.ContainsRune(b.String(), '\x1b') {
		t.Error("it has control codes")
	}
}
