package reconcile_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// A line that sums hours which were rounded one by one may be off by a last
// digit an hour, if the bill prints six decimals or more; any other by one.
func TestAmountsOfRoundedHours(t *testing.T) {
	const price = "7.0754717" // for 1,000; ten calls come to 0.070754717
	midnight := on(0, 0)
	read := func(hour, calls, status int) (all []model.Call) {
		for minute := range calls {
			all = append(all, model.Call{Operation: "DetectImageTexts", At: on(hour, minute), Status: status})
		}
		return all
	}
	hourly := func(calls, status int) (all []model.Call) {
		for hour := range 10 {
			all = append(all, read(hour, calls, status)...)
		}
		return all
	}
	line := func(quantity int64, gross string) model.BillLine {
		l := lasting(billed("photos", "ImageTexts", midnight, quantity, price, 1000), midnight, midnight+model.Day)
		l.Gross = decimal.NewNullDecimal(dec(gross))
		return l
	}
	for name, test := range map[string]struct {
		calls  []model.Call
		lines  []model.BillLine
		agrees bool
	}{
		"ten hours, off by four last digits":         {hourly(1, 200), []model.BillLine{line(10, "0.070751")}, true},
		"ten hours, off by ten last digits":          {hourly(1, 200), []model.BillLine{line(10, "0.070745")}, true},
		"ten hours, off by eleven last digits":       {hourly(1, 200), []model.BillLine{line(10, "0.070743")}, false},
		"one hour, off by one":                       {read(3, 10, 200), []model.BillLine{line(10, "0.070754")}, true},
		"one hour, off by four":                      {read(3, 10, 200), []model.BillLine{line(10, "0.070751")}, false},
		"hours of which only one is charged":         {append(hourly(1, 304), read(3, 10, 200)...), []model.BillLine{line(10, "0.070751")}, false},
		"five decimals round the sum":                {hourly(1, 200), []model.BillLine{line(10, "0.07071")}, false},
		"five decimals, off by one":                  {hourly(1, 200), []model.BillLine{line(10, "0.07075")}, true},
		"three lines of an hour, off by a half each": {read(3, 3, 200), []model.BillLine{line(1, "0.007076"), line(1, "0.007076"), line(1, "0.007076")}, true},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			m.requests(asked(1, "GetObject", on(3, 0))...)
			m.calls(test.calls...)
			m.bill(test.lines...)
			r := m.reconciled()
			if agrees := len(r.Findings) == 0; agrees != test.agrees {
				t.Errorf("agrees is %t, with findings %+v", agrees, r.Findings)
			}
		})
	}
}
