package payable

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// money reads an amount as a bill prints it; "" is not given.
func money(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// usage is a usage line of one account: list amount, discount, coupon, payable.
func usage(id int64, gross, discount, coupon, due string) Line {
	return Line{id, &model.BillLine{Account: "1", Currency: "USD", Type: model.LineUsage,
		Gross: money(gross), Discount: money(discount), Coupon: money(coupon), Payable: money(due)}}
}

func taxed(l Line) Line {
	l.Taxed = true
	return l
}

func other(id int64, lineType model.LineType, due string) Line {
	return Line{id, &model.BillLine{Account: "1", Currency: "USD", Type: lineType, Payable: money(due)}}
}

// written is a tie-out as tests write it: steps with lines and amounts, then
// what is off by line.
func written(t TieOut) string {
	var words []string
	for _, s := range t.Steps {
		words = append(words, strings.TrimSpace(fmt.Sprintf("%s %s %dx%s", s.Step, s.Rate, s.Lines, s.Amount)))
	}
	var off []string
	for id, d := range t.Off {
		off = append(off, fmt.Sprintf("line %d off %s", id, d))
	}
	slices.Sort(off)
	return strings.Join(strings.Fields(strings.Join(append(words, off...), ", ")), " ")
}

func TestOf(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []Line
		want  string
	}{
		{"exact", []Line{usage(1, "10", "", "", "10")}, "list_amount 1x10, payable 1x10"},
		{"nothing printed as payable", []Line{usage(1, "10", "1", "2", "")},
			"list_amount 1x10, discount 10% 1x-1, coupon 1x-2, payable 1x7"},
		{"one rate of discount", []Line{usage(1, "10.00", "0.50", "0", "9.50"), usage(2, "2.00", "0.10", "0", "1.90")},
			"list_amount 2x12, discount 5% 2x-0.6, payable 2x11.4"},
		{"several rates", []Line{usage(1, "10.0000", "0.5000", "", "9.5000"), usage(2, "20.0000", "6.0000", "", "14.0000"), usage(3, "1.0000", "0.1237", "", "0.8763")},
			"list_amount 3x31, discount 30% 1x-6, discount 5% 1x-0.5, discount 1x-0.1237, payable 3x24.3763"},
		{"a round-down row of its own", []Line{usage(1, "1.2345", "", "", "1.2345"), other(2, model.LineRoundDown, "-0.0045")},
			"list_amount 1x1.2345, round_down 1x-0.0045, payable 2x1.23"},
		{"cut to cents, and the leftover cents on one line",
			[]Line{usage(1, "0.3333", "", "", "0.33"), usage(2, "0.3333", "", "", "0.33"), usage(3, "0.3334", "", "", "0.31"), usage(4, "0.006", "", "", "0.03")},
			"list_amount 4x1.006, rounding 4x-0.006, payable 4x1"},
		{"each line cut", []Line{usage(1, "0.019", "", "", "0.01"), usage(2, "0.019", "", "", "0.01"), usage(3, "0.019", "", "", "0.01")},
			"list_amount 3x0.057, rounding 3x-0.027, payable 3x0.03"},
		{"each line rounded up", []Line{usage(1, "0.001", "", "", "0.01"), usage(2, "0.002", "", "", "0.01"), usage(3, "0.001", "", "", "0.01")},
			"list_amount 3x0.004, mismatch 3x0.026, payable 3x0.03, line 1 off 0.009, line 2 off 0.008, line 3 off 0.009"},
		{"half a dollar too much", []Line{usage(1, "10.0001", "", "", "10.50"), usage(2, "3.0049", "", "", "3.00")},
			"list_amount 2x13.005, rounding 1x-0.0049, mismatch 1x0.4999, payable 2x13.5, line 1 off 0.4999"},
		{"a discount that was not taken off", []Line{usage(1, "10.000", "1.000", "", "10.000"), usage(2, "5.000", "0.500", "", "4.500")},
			"list_amount 2x15, discount 10% 2x-1.5, mismatch 1x1, payable 2x14.5, line 1 off 1"},
		{"tax in payable only", []Line{taxed(usage(1, "10.00", "1.00", "", "9.81")), taxed(usage(2, "5.00", "0.50", "", "4.91"))},
			"list_amount 2x15, discount 10% 2x-1.5, tax 9% 2x1.215, rounding 1x0.005, payable 2x14.72"},
		{"list amounts with tax", []Line{taxed(usage(1, "10.00", "1.00", "", "9.00"))},
			"list_amount 1x10, discount 10% 1x-1, payable 1x9"},
		{"one taxed line that is wrong is no tax", []Line{taxed(usage(1, "10.00", "", "", "11.00")), taxed(usage(2, "5.00", "", "", "5.00")), taxed(usage(3, "4.00", "", "", "4.00"))},
			"list_amount 3x19, mismatch 1x1, payable 3x20, line 1 off 1"},
		{"everything that is no usage", []Line{
			usage(1, "1", "", "", "1"), other(2, model.LineRefund, "-2"), other(3, model.LineAdjustment, "0.5"), other(4, model.LineVoucher, "-1"),
			other(5, model.LineSubscription, "30"), other(6, model.LineFreeQuota, "0"), other(7, model.LineOther, "4"), other(8, model.LineRefund, "-1")},
			"list_amount 1x1, free_quota 1x0, subscription 1x30, refund 2x-3, adjustment 1x0.5, voucher 1x-1, other 1x4, payable 8x31.5"},
		{"usage with a negative amount", []Line{usage(1, "-1.00", "-0.10", "", "-0.90")},
			"list_amount 1x-1, discount 10% 1x0.1, payable 1x-0.9"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := written(Of(test.lines)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestCurrenciesAndAccountsStayApart(t *testing.T) {
	euros := usage(2, "7", "", "", "7")
	euros.Currency = "EUR"
	elsewhere := usage(3, "5", "", "", "5")
	elsewhere.Account = "0"
	var got []string
	for _, s := range Of([]Line{usage(1, "1", "", "", "1"), euros, elsewhere}).Steps {
		got = append(got, fmt.Sprint(s.Account, s.Currency, s.Step, s.Amount))
	}
	want := []string{"0USDlist_amount5", "0USDpayable5", "1EURlist_amount7", "1EURpayable7", "1USDlist_amount1", "1USDpayable1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestStepsAddUp holds any lines to what is payable in all: no step may lose or
// double money.
func TestStepsAddUp(t *testing.T) {
	property := func(amounts []struct{ Gross, Discount, Coupon, Due int16 }) bool {
		var lines []Line
		var due decimal.Decimal
		for n, a := range amounts {
			cents := func(n int16) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.New(int64(n), -3)) }
			l := Line{int64(n), &model.BillLine{Type: model.LineUsage, Gross: cents(a.Gross), Discount: cents(a.Discount), Coupon: cents(a.Coupon), Payable: cents(a.Due)}}
			l.Taxed = a.Due%2 == 0
			lines, due = append(lines, l), due.Add(l.Payable.Decimal)
		}
		steps := Of(lines).Steps
		return len(lines) == 0 || steps[len(steps)-1].Step == model.StepPayable && steps[len(steps)-1].Amount.Equal(due)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}
