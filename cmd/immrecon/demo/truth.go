package demo

import (
	"encoding/json"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Truth is what an audit of a demo month should find. It is written beside the
// month as truth.json. Quantities are in base units, amounts in US dollars at
// list price; all are strings in JSON.
type Truth struct {
	Month     string      `json:"month"`
	Seed      int64       `json:"seed"`
	Per       string      `json:"per"` // grain of the bill
	LogLines  int         `json:"log_lines"`
	LogFiles  int         `json:"log_files"`
	APIEvents int         `json:"api_events"`
	Calls     int         `json:"calls"`
	BillRows  int         `json:"bill_rows"`
	Planted   []Planted   `json:"planted"`
	Gaps      [][2]string `json:"gaps"` // bucket and hour of missing log files
	Expected  []Expected  `json:"expected"`
}

// Planted is one cell that a fault made wrong. A fault that moves something
// has two.
type Planted struct {
	Cause          model.Cause     `json:"cause"`
	Project        string          `json:"project"`
	Item           string          `json:"item"`
	Tier           string          `json:"tier"`
	Hour           string          `json:"hour"` // first instant of the period
	ExpectedQty    decimal.Decimal `json:"expected_qty"`
	BilledQty      decimal.Decimal `json:"billed_qty"`
	ExpectedAmount decimal.Decimal `json:"expected_amount"`
	BilledAmount   decimal.Decimal `json:"billed_amount"`
	Delta          decimal.Decimal `json:"delta"` // billed − expected amount
}

// Expected is what should be billed of a subject over the whole month.
type Expected struct {
	Project string          `json:"project"`
	Item    string          `json:"item"`
	Tier    string          `json:"tier"`
	Qty     decimal.Decimal `json:"qty"`
	Amount  decimal.Decimal `json:"amount"`
}

// ExpectedAmount is the sum of what should be billed.
func (t *Truth) ExpectedAmount() decimal.Decimal {
	var sum decimal.Decimal
	for _, e := range t.Expected {
		sum = sum.Add(e.Amount)
	}
	return sum
}

// Difference is billed − expected over the whole bill: the sum of what the
// planted faults did.
func (t *Truth) Difference() decimal.Decimal {
	var sum decimal.Decimal
	for _, p := range t.Planted {
		sum = sum.Add(p.Delta)
	}
	return sum
}

func (t *Truth) write(f *folder) {
	content, err := json.MarshalIndent(t, "", " ")
	f.add("truth.json", append(content, '\n'), err)
}

// stamp writes an instant as the truth and the registry do.
func stamp(at time.Time) string { return at.Format(time.RFC3339) }
