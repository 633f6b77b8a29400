package reconcile_test

import (
	"slices"
	"testing"
	"time"

	"immrecon/store/storetest"

	"immrecon/store/model"
)

// The periods that lines of other grains have.
func theDay(l model.BillLine) model.BillLine { return lasting(l, on(0, 0), on(24, 0)) }

func theMonth(l model.BillLine) model.BillLine {
	return lasting(l, on(0, 0)-3*86400, on(0, 0)+28*86400)
}

// overTheDay is use of two items in the hours 0, 10 and 23 of one day, and of
// one of them in the first hour of the next.
func overTheDay() []model.Call {
	var all []model.Call
	for _, hour := range []int{0, 10, 23} {
		for _, operation := range []string{"DetectImageFaces", "DetectImageTexts"} {
			all = append(all, model.Call{Operation: operation, At: on(hour, 59)})
		}
	}
	return append(all, model.Call{Operation: "DetectImageFaces", At: on(24, 0)})
}

func texts(from, quantity int64) model.BillLine {
	return billed("photos", "ImageTexts", from, quantity, "7.0754717", 1000)
}

func TestEachItemIsComparedAtTheGrainOfItsLines(t *testing.T) {
	cases := []struct {
		name string
		bill []model.BillLine
		want []string
	}{
		{"hours of one item, the day of another",
			[]model.BillLine{detected("photos", on(0, 0), 1), detected("photos", on(10, 0), 1), detected("photos", on(23, 0), 1), detected("photos", on(24, 0), 1), theDay(texts(0, 3))},
			[]string{"photos ImageDetect 04T00 1h 1/1", "photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T23 1h 1/1", "photos ImageDetect 05T00 1h 1/1",
				"photos ImageTexts 04T00 24h 3/3"}},
		{"a day line covers the hour lines of its item",
			[]model.BillLine{theDay(detected("photos", 0, 2)), detected("photos", on(10, 0), 1), detected("photos", on(24, 0), 1), theDay(texts(0, 3))},
			[]string{"photos ImageDetect 04T00 24h 3/3", "photos ImageDetect 05T00 1h 1/1", "photos ImageTexts 04T00 24h 3/3"}},
		{"a month of everything",
			[]model.BillLine{theMonth(detected("photos", 0, 4)), theMonth(texts(0, 3))},
			[]string{"photos ImageDetect 01T00 744h 4/4", "photos ImageTexts 01T00 744h 3/3"}},
		{"use without a line stands at the grain that most lines have: the hour",
			[]model.BillLine{detected("photos", on(0, 0), 1), detected("photos", on(10, 0), 1), detected("photos", on(23, 0), 1), theMonth(billed("films", "ImageMosaic", 0, 1, "0.0074", 1000))},
			[]string{"photos ImageDetect 04T00 1h 1/1", "photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T23 1h 1/1", "photos ImageDetect 05T00 1h 1/0",
				"photos ImageTexts 04T00 1h 1/0", "photos ImageTexts 04T10 1h 1/0", "photos ImageTexts 04T23 1h 1/0", "films ImageMosaic 01T00 744h 0/1"}},
		{"the day",
			[]model.BillLine{theDay(detected("photos", 0, 3))},
			[]string{"photos ImageDetect 04T00 24h 3/3", "photos ImageDetect 05T00 24h 1/0", "photos ImageTexts 04T00 24h 3/0"}},
		{"the month",
			[]model.BillLine{theMonth(detected("photos", 0, 4))},
			[]string{"photos ImageDetect 01T00 744h 4/4", "photos ImageTexts 01T00 744h 3/0"}},
		{"several lines of one period are one cell",
			[]model.BillLine{theMonth(detected("photos", 0, 1)), theMonth(detected("photos", 0, 3)), theMonth(texts(0, 3))},
			[]string{"photos ImageDetect 01T00 744h 4/4", "photos ImageTexts 01T00 744h 3/3"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newMonth(t)
			m.calls(overTheDay()...)
			m.bill(c.bill...)
			cellsAre(t, m.reconciled(), c.want...)
		})
	}
}

func TestTiersAreToldByTheirNameOrTheirPrice(t *testing.T) {
	splice := func(tier, price string, per int64) model.BillLine {
		l := billed("photos", "ImageSplicing", on(10, 0), 1, price, per)
		l.Tier = tier
		return l
	}
	cases := []struct {
		name         string
		small, large model.BillLine
		want         []string
	}{
		{"by name", splice("small", "0.745", 1000), splice("large", "2.234", 1000),
			[]string{"photos ImageSplicing:small 04T10 1h 1/1", "photos ImageSplicing:large 04T10 1h 1/1"}},
		{"by list price", splice("", "0.745", 1000), splice("阶梯2", "2.2340", 1000),
			[]string{"photos ImageSplicing:small 04T10 1h 1/1", "photos ImageSplicing:large 04T10 1h 1/1"}},
		{"by name where the price says nothing", splice("", "0.745", 1000), splice("large", "0", 1000),
			[]string{"photos ImageSplicing:small 04T10 1h 1/1", "photos ImageSplicing:large 04T10 1h 1/1"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newMonth(t)
			m.calls(
				model.Call{Operation: "CreateImageSplicingTask", At: on(10, 0), Width: 3000, Height: 2000, Known: model.FactSize},
				model.Call{Operation: "CreateImageSplicingTask", At: on(10, 0), Width: 8000, Height: 6000, Known: model.FactSize})
			m.bill(c.small, c.large)
			r := m.reconciled()
			var got []string
			for _, cell := range storetest.Collect(t, r.Cells) {
				got = append(got, written(cell))
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("cells %v, want %v", got, c.want)
			}
			amountsAre(t, r, map[string]string{"photos ImageSplicing:small 04T10 1h 1/1": "0.000745", "photos ImageSplicing:large 04T10 1h 1/1": "0.002234"})
		})
	}
}

func TestWhatTheBillsDecimalsLeaveOpenIsTolerated(t *testing.T) {
	// In thousands with two decimals a line leaves 5 calls open either way, unless
	// its amount tells them apart; with six decimals that leaves one in the last
	// place.
	line := func(usage string, quantity int64, gross string) model.BillLine {
		l := billed("photos", "ImageMosaic", on(10, 0), quantity, "0.0074", 1000)
		l.Usage.Decimal, l.UsageUnit, l.Gross.Decimal = dec(usage), "1,000 calls", dec(gross)
		return l
	}
	cases := []struct {
		name   string
		bill   model.BillLine
		agrees bool
	}{
		{"exact", line("1.23", 1230, "0.009102"), true},
		{"five too few", line("1.24", 1235, "0.0091"), true},
		{"five too many", line("1.23", 1225, "0.0091"), true},
		{"six too many", line("1.22", 1224, "0.0091"), false},
		{"five too few, and the amount tells", line("1.24", 1235, "0.009139"), false},
		{"zeros at the end are decimals", line("1.2300", 1225, "0.0091"), false},
		{"one off in the last place of the amount", line("1.23", 1230, "0.009103"), true},
		{"far off in the amount alone", line("1.23", 1230, "0.009142"), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newMonth(t)
			var calls []model.Call
			for range 1230 {
				calls = append(calls, model.Call{Operation: "AddImageMosaic", At: on(10, 0)})
			}
			m.calls(calls...)
			m.bill(c.bill)
			r := m.reconciled()
			if agrees := len(r.Findings) == 0; agrees != c.agrees {
				t.Errorf("agrees is %t, findings %+v", agrees, r.Findings)
			}
			s := r.Statement
			if c.agrees && !s.Tolerated.Equal(s.Difference) {
				t.Errorf("tolerated %s of a difference of %s", s.Tolerated, s.Difference)
			}
		})
	}
}

func TestAPriceThatChangesWithinThePeriod(t *testing.T) {
	change := time.Date(2025, 7, 28, 11, 0, 0, 0, model.BillingZone).Unix()
	midnight := change - 11*3600
	m := newMonth(t)
	m.options.Month = "2025-07"
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	for _, operation := range []string{"image/faces", "image/bodies", "image/cars"} {
		m.requests(slices.Concat(asked(10, operation, change-3600), asked(20, operation, change))...)
	}
	for n, at := range []int64{change - 1, change, change + 1} {
		for range n + 1 {
			m.calls(
				model.Call{Operation: "CreateFacesSearchingTask", At: at}, // ImageDetect at 0.028 all along; ImageFace was free
				model.Call{Operation: "AddImageMosaic", At: at},
				model.Call{Operation: "CreateImageSplicingTask", At: at, Width: 8000, Height: 6000, Known: model.FactSize})
		}
	}
	hour := func(item string, from, quantity int64, price string) model.BillLine {
		l := billed("photos", item, from, quantity, price, 1000)
		l.Month = "2025-07"
		return l
	}
	t.Run("hour by hour", func(t *testing.T) {
		m.bill(hour("ImageDetect", change, 65, "0.028")) // makes hours the grain
		amountsAre(t, m.reconciled(), map[string]string{
			"photos ImageDetect 28T10 1h 31/0":        "0.000308", // 10 faces, 1 search; bodies and cars are free
			"photos ImageDetect 28T11 1h 65/65":       "0.00182",
			"photos ImageFace 28T10 1h 1/0":           "0",
			"photos ImageFace 28T11 1h 5/0":           "0.00014",
			"photos ImageMosaic 28T10 1h 1/0":         "0",
			"photos ImageMosaic 28T11 1h 5/0":         "0.000037",
			"photos ImageSplicing:large 28T10 1h 1/0": "0",
			"photos ImageSplicing:large 28T11 1h 5/0": "0.01117",
		})
	})
	t.Run("within a day", func(t *testing.T) {
		m.bill(lasting(hour("ImageDetect", 0, 31, "0.028"), midnight, midnight+86400), lasting(hour("ImageMosaic", 0, 6, "0.0074"), midnight, midnight+86400))
		amountsAre(t, m.reconciled(), map[string]string{
			"photos ImageDetect 28T00 24h 96/96": "0.002128", // both hours, the second line beside the first
			"photos ImageMosaic 28T00 24h 6/6":   "0.000037",
		})
	})
}

func TestOnesOwnPricesOverrideTheBook(t *testing.T) {
	m := newMonth(t)
	m.prices(model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: dec("0.02"), Per: 1000, Unit: "call", From: on(11, 0)})
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Operation: "DetectImageFaces", At: on(11, 0)})
	m.bill(detected("photos", on(10, 0), 1), billed("photos", "ImageDetect", on(11, 0), 1, "0.02", 1000))
	r := m.reconciled()
	cellsAre(t, r, "photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T11 1h 1/1")
	amountsAre(t, r, map[string]string{"photos ImageDetect 04T10 1h 1/1": "0.000028", "photos ImageDetect 04T11 1h 1/1": "0.00002"})
}
