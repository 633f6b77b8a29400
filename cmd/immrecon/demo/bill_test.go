package demo

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// table reads a CSV file as maps from column to cell.
func (m written) table(t *testing.T, name string) []map[string]string {
	t.Helper()
	content := bytes.TrimPrefix(m.files[name], []byte("\ufeff"))
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%s: %d lines, error %v", name, len(lines), err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// row is a bill row as a person would read it.
type row struct {
	project, item, tier, from string
	usage, price, gross       decimal.Decimal
	unit                      string
	discount, payable         decimal.Decimal
}

// bill reads the one bill of the month in either form.
func (m written) bill(t *testing.T) []row {
	t.Helper()
	for name := range m.files {
		switch {
		case strings.HasSuffix(name, "_consumedetailbillv2.csv"):
			return rowsOf(m.table(t, name), "资源信息/实例ID（出账粒度）", "产品信息/计费项Code", "定价信息/目录价用量阶梯", "账单信息/服务开始时间",
				"用量信息/用量", "定价信息/官网目录价", "费用信息/目录总价", "用量信息/用量单位", "优惠信息/优惠金额", "应付信息/应付金额（含税）")
		case strings.HasSuffix(name, ".csv") && strings.HasPrefix(name, "bill/"):
			return rowsOf(m.table(t, name), "ResourceDetails/InstanceId", "ProductDetails/BillingItemCode", "PricingDetails/ListPriceTier", "BillingDetails/ServiceStartTime",
				"UsageDetails/Usage", "PricingDetails/ListPrice", "FeeDetails/GrossAmount", "UsageDetails/UsageUnit", "DiscountDetails/DiscountAmount", "PayableDetails/TaxExclusivePayableAmount")
		}
	}
	t.Fatal("no bill")
	return nil
}

func rowsOf(table []map[string]string, columns ...string) []row {
	var rows []row
	for _, cells := range table {
		number := func(i int) decimal.Decimal { return decimal.RequireFromString(cells[columns[i]]) }
		_, project, _ := strings.Cut(cells[columns[0]], ";")
		rows = append(rows, row{
			project: project, item: cells[columns[1]], tier: cells[columns[2]], from: cells[columns[3]],
			usage: number(4), price: number(5), gross: number(6), unit: cells[columns[7]],
			discount: number(8), payable: number(9),
		})
	}
	return rows
}

// place is where a row of the bill stands.
type place struct{ project, item, tier, from string }

// grossByPlace sums the bill by cell.
func grossByPlace(rows []row) map[place]decimal.Decimal {
	sums := map[place]decimal.Decimal{}
	for _, r := range rows {
		p := place{r.project, r.item, r.tier, r.from}
		sums[p] = sums[p].Add(r.gross)
	}
	return sums
}

// TestFaultsAreAllThatIsWrong compares each bill, cell by cell, with the right
// bill of the same world.
func TestFaultsAreAllThatIsWrong(t *testing.T) {
	for name, o := range months {
		t.Run(name, func(t *testing.T) {
			faulty := writeMonth(t, o)
			o.Faults = false
			right := writeMonth(t, o)

			planted := map[place]decimal.Decimal{}
			for _, p := range faulty.truth.Planted {
				if !p.Delta.Equal(p.BilledAmount.Sub(p.ExpectedAmount)) || p.Delta.IsZero() {
					t.Errorf("%+v: delta is not billed − expected, or nothing", p)
				}
				from := strings.Replace(strings.TrimSuffix(p.Hour, "+08:00"), "T", " ", 1)
				planted[place{p.Project, p.Item, p.Tier, from}] = p.Delta
			}
			billed, expected := grossByPlace(faulty.bill(t)), grossByPlace(right.bill(t))
			for p := range planted {
				billed[p] = billed[p].Sub(planted[p])
			}
			for p, sum := range billed {
				if !sum.Equal(expected[p]) {
					t.Errorf("%v: without its fault %s is billed, expected is %s", p, sum, expected[p])
				}
			}
			for p := range expected {
				if _, ok := billed[p]; !ok {
					t.Errorf("%v vanished from the bill and no fault says so", p)
				}
			}
		})
	}
}

func TestTheTruthAddsUpToTheBill(t *testing.T) {
	for name, o := range months {
		t.Run(name, func(t *testing.T) {
			m := writeMonth(t, o)
			var billed decimal.Decimal
			for _, r := range m.bill(t) {
				billed = billed.Add(r.gross)
			}
			if got := billed.Sub(m.truth.ExpectedAmount()); !got.Equal(m.truth.Difference()) {
				t.Errorf("billed %s − expected %s = %s, planted %s", billed, m.truth.ExpectedAmount(), got, m.truth.Difference())
			}
		})
	}
}

func TestARightBillIsQuantityTimesPrice(t *testing.T) {
	discounted := decimal.RequireFromString("0.95")
	cent := decimal.RequireFromString("0.0000000001")
	for _, form := range []Form{FormEnglish, FormChinese} {
		for _, r := range writeMonth(t, Options{Form: form, Days: 1}).bill(t) {
			if !r.usage.Mul(r.price).Equal(r.gross) {
				t.Errorf("%+v: usage × price is %s", r, r.usage.Mul(r.price))
			}
			if r.gross.Exponent() < -10 {
				t.Errorf("%+v: more digits than a bill prints", r)
			}
			if !r.gross.Sub(r.discount).Equal(r.payable) {
				t.Errorf("%+v: gross − discount is not payable", r)
			}
			if r.gross.Mul(discounted).Sub(r.payable).Abs().GreaterThan(cent) {
				t.Errorf("%+v: the discount is not five per cent", r)
			}
		}
	}
}

func TestEveryCauseIsPlanted(t *testing.T) {
	causes := []model.Cause{
		model.ServerErrorBilled, model.FailedCallBilled, model.NotModifiedBilled, model.DuplicateBillLine,
		model.UnbilledUsage, model.NoUsageEvidence, model.PriceMismatch, model.UnitScale, model.AmountArithmetic,
		model.WebofficeCallsForOpens, model.WrongResolutionTier,
	}
	for seed := range int64(3) {
		o := Default()
		o.Seed = seed
		times := map[model.Cause]int{}
		for _, p := range writeMonth(t, o).truth.Planted {
			times[p.Cause]++
		}
		for _, cause := range causes {
			want := perCause
			if cause == model.WrongResolutionTier {
				want *= 2 // the item billed and the one that should have been
			}
			if times[cause] != want {
				t.Errorf("seed %d: %s planted %d times, want %d", seed, cause, times[cause], want)
			}
		}
	}
}

func TestARightBillHasNothingPlanted(t *testing.T) {
	m := writeMonth(t, Options{})
	if len(m.truth.Planted) != 0 {
		t.Errorf("planted %v without being asked", m.truth.Planted)
	}
	if !bytes.Contains(m.files["truth.json"], []byte(`"planted": []`)) {
		t.Error("truth.json has no empty list of what was planted")
	}
}

func TestOnlyReading(t *testing.T) {
	cases := map[string]struct {
		cell       cell
		difference int64
		reading    fate
		only       bool
	}{
		"only server errors":            {cell{charged: 5, serverFailed: 2}, 2, serverFailed, true},
		"refused as many":               {cell{charged: 5, serverFailed: 2, refused: 2}, 2, serverFailed, false},
		"calls would make it too":       {cell{charged: 5, serverFailed: 2, otherMeasure: 7}, 2, serverFailed, false},
		"calls instead of openings":     {cell{charged: 5, otherMeasure: 7}, 2, otherMeasure, true},
		"not what calls would make":     {cell{charged: 5, otherMeasure: 7}, 3, otherMeasure, false},
		"a double that nothing else is": {cell{charged: 5, refused: 1}, 5, charged, true},
		"a double that refusals make":   {cell{charged: 5, refused: 5}, 5, charged, false},
	}
	for name, c := range cases {
		if got := onlyReading(c.cell, c.difference, c.reading); got != c.only {
			t.Errorf("%s: %v", name, got)
		}
	}
}
