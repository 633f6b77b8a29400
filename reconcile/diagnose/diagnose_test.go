package diagnose

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// start is 2026-03-04 10:00 in the billing zone.
const start = 1772589600

// cellOf is a case at a price per thousand, an hour long, not yet billed.
func cellOf(project, item, price string) *Case {
	return &Case{
		Cell:      model.Cell{Project: project, Region: "ap-southeast-1", Item: item, From: start, To: start + model.Hour, Unit: "call", Currency: "USD"},
		Price:     model.Price{Item: item, Amount: decimal.RequireFromString(price), Per: 1000},
		Rates:     []model.Price{{Item: item, Amount: decimal.RequireFromString(price), Per: 1000}},
		Tolerance: Tolerance{Amount: decimal.New(1, -10)},
	}
}

// used adds usage of a class; completed usage is what is expected.
func (c *Case) used(class string, quantity int64) *Case { return c.usedBy("SomeCall", class, quantity) }

func (c *Case) usedBy(operation, class string, quantity int64) *Case {
	billable := class == "completed"
	c.Usage = append(c.Usage, Usage{Kind: &Kind{Operation: operation, Class: class, Billable: billable}, Hour: c.From, Quantity: quantity, Records: quantity})
	if billable {
		c.Expected.Quantity += quantity
		c.Expected.Amount = c.worth(c.Expected.Quantity)
	}
	return c
}

// billed adds a bill line whose list price and amount are what the rate card says.
func (c *Case) billed(quantity int64) *Case { return c.billedAt(quantity, c.Price.Amount.String(), "") }

// billedAt adds a bill line at a list price; an empty amount is what follows
// from it.
func (c *Case) billedAt(quantity int64, listPrice, amount string) *Case {
	l := Line{Project: c.Project, Item: c.Item}
	l.Quantity, l.PricePer = quantity, 1000
	l.ListPrice = decimal.NewNullDecimal(decimal.RequireFromString(listPrice))
	gross := l.ListPrice.Decimal.Mul(decimal.NewFromInt(quantity)).Shift(-3)
	if amount != "" {
		gross = decimal.RequireFromString(amount)
	}
	l.Gross = decimal.NewNullDecimal(gross)
	c.Lines = append(c.Lines, &l)
	c.Billed.Quantity += quantity
	c.Billed.Amount = c.Billed.Amount.Add(gross)
	return c
}

func (c *Case) later(hours int64) *Case {
	c.From, c.To = c.From+hours*model.Hour, c.To+hours*model.Hour
	return c
}

// seconds makes a case of an item that is charged by the second.
func seconds(c *Case) *Case {
	c.Unit, c.Price.Per, c.Rates[0].Per = "second", 1, 1
	return c
}

// fractional bills 10.4 seconds as they are.
func fractional(c *Case) *Case {
	usage := decimal.RequireFromString("10.4")
	l := Line{Project: c.Project, Item: c.Item}
	l.Quantity, l.Usage, l.UsageUnit, l.PricePer = 11, decimal.NewNullDecimal(usage), "second", 1
	l.ListPrice, l.Gross = decimal.NewNullDecimal(c.Price.Amount), decimal.NewNullDecimal(usage.Mul(c.Price.Amount).Round(10))
	c.Lines, c.Billed = append(c.Lines, &l), model.Measure{Quantity: 11, Amount: l.Gross.Decimal}
	return c
}

// repriced says that the usage came to the price of one call at another time.
func repriced(c *Case) *Case {
	c.Repriced = []Repriced{{At: start - 1, Amount: decimal.RequireFromString("0.000028")}}
	return c
}

// want is one expected finding: cause, verdict, difference in quantity and money.
type want struct {
	cause    model.Cause
	verdict  model.Verdict
	quantity int64
	amount   string
}

func TestDiagnosis(t *testing.T) {
	free := func() *Case { return cellOf("photos", "LocationDateClustering", "0") }
	splicing := func() *Case {
		c := cellOf("photos", "ImageMosaic", "0.0074")
		c.Rates = append(c.Rates, model.Price{Item: c.Item, Per: 1000, To: start - 1})
		return c
	}
	day := func(c *Case) *Case { c.To = c.From + model.Day; return c }
	gap := func(c *Case) *Case {
		c.Open = append(c.Open, Open{Cause: model.EvidenceGap, Unbounded: true, Why: model.SaysLogMissing.With("pictures", model.SaysHour.With(c.From))})
		return c
	}
	may := func(c *Case, quantity int64) *Case {
		c.Open = append(c.Open, Open{Cause: model.UndecidedUsage, Quantity: quantity, Records: quantity, Why: model.UnplacedCode("no_project").With(quantity, "", "DetectImageLabels")})
		return c
	}
	unknown := func(c *Case) *Case { c.Unknown = true; return c }
	elsewhere := func(c *Case, quantity int64) *Case { c.Elsewhere = quantity; return c }
	label := func() *Case { return cellOf("photos", "ImageLabel", "0.142") }

	for name, test := range map[string]struct {
		cases []*Case
		wants [][]want
	}{
		"agrees":                    {[]*Case{label().used("completed", 3).billed(3)}, [][]want{nil}},
		"server errors":             {[]*Case{label().used("completed", 3).used("server_error", 2).billed(5)}, [][]want{{{model.ServerErrorBilled, model.Overcharged, 2, "0.000284"}}}},
		"one error too few to fit":  {[]*Case{label().used("completed", 3).used("server_error", 3).billed(5)}, [][]want{{{model.Unknown, model.Overcharged, 2, "0.000284"}}}},
		"refused calls":             {[]*Case{label().used("completed", 1).used("refused", 4).billed(5)}, [][]want{{{model.FailedCallBilled, model.Overcharged, 4, "0.000568"}}}},
		"failed tasks":              {[]*Case{label().used("completed", 1).used("failed_task", 1).billed(2)}, [][]want{{{model.FailedCallBilled, model.Overcharged, 1, "0.000142"}}}},
		"refused and failed":        {[]*Case{label().used("completed", 1).used("refused", 2).used("failed_task", 1).billed(4)}, [][]want{{{model.FailedCallBilled, model.Overcharged, 3, "0.000426"}}}},
		"not modified":              {[]*Case{label().used("completed", 1).used("not_modified", 2).billed(3)}, [][]want{{{model.NotModifiedBilled, model.Overcharged, 2, "0.000284"}}}},
		"5xx and 304 together":      {[]*Case{label().used("completed", 1).used("server_error", 2).used("not_modified", 3).billed(6)}, [][]want{{{model.ServerErrorBilled, model.Overcharged, 2, "0.000284"}, {model.NotModifiedBilled, model.Overcharged, 3, "0.000426"}}}},
		"single before combination": {[]*Case{label().used("completed", 1).used("server_error", 5).used("refused", 2).used("not_modified", 3).billed(6)}, [][]want{{{model.ServerErrorBilled, model.Overcharged, 5, "0.00071"}}}},
		"duplicate line":            {[]*Case{label().used("completed", 3).billed(3).billed(3)}, [][]want{{{model.DuplicateBillLine, model.Overcharged, 3, "0.000426"}}}},
		"two equal lines are right": {[]*Case{label().used("completed", 6).billed(3).billed(3)}, [][]want{nil}},
		"a day counted twice":       {[]*Case{day(label()).used("completed", 7).billed(14)}, [][]want{{{model.DuplicateBillLine, model.Overcharged, 7, "0.000994"}}}},
		"an hour twice as much":     {[]*Case{label().used("completed", 7).billed(14)}, [][]want{{{model.Unknown, model.Overcharged, 7, "0.000994"}}}},
		"unbilled":                  {[]*Case{label().used("completed", 4)}, [][]want{{{model.UnbilledUsage, model.Undercharged, -4, "-0.000568"}}}},
		"no usage at all":           {[]*Case{label().billed(9)}, [][]want{{{model.NoUsageEvidence, model.Overcharged, 9, "0.001278"}}}},
		"only failed usage":         {[]*Case{label().used("refused", 2).billed(9)}, [][]want{{{model.NoUsageEvidence, model.Overcharged, 9, "0.001278"}}}},
		"calls for openings":        {[]*Case{cellOf("old", "DocumentWebofficeEdit", "2.8301887").used("completed", 3).used("calls", 7).billed(7)}, [][]want{{{model.WebofficeCallsForOpens, model.Overcharged, 4, "0.0113207548"}}}},
		"openings for calls":        {[]*Case{cellOf("new", "DocumentWebofficeEdit", "2.8301887").used("completed", 3).used("openings", 1).billed(1)}, [][]want{{{model.WebofficeOpensForCalls, model.Undercharged, -2, "-0.0056603774"}}}},
		"no location":               {[]*Case{cellOf("photos", "ReverseGeocoding", "0.1415094").used("completed", 1).used("no_location", 2).billed(3)}, [][]want{{{model.NoGeoBilled, model.Overcharged, 2, "0.0002830188"}}}},
		"replay of one playlist": {[]*Case{cellOf("media", "LiveTranscoding", "0.0000141509").used("completed", 100).
			usedBy("hls/ts a", "replayed_as_played", 30).usedBy("hls/ts b", "replayed_as_played", 12).billed(112)},
			[][]want{{{model.ReplayedSegmentsBilled, model.Overcharged, 12, "0.0000001698108"}}}},
		"seconds rounded down": {[]*Case{cellOf("media", "VideoCompress264HD", "0.1273585").usedBy("c", "completed", 10).usedBy("c", "rounded_down", 8).usedBy("c", "duration", 9_200_000).billed(8)},
			[][]want{{{model.RoundingRule, model.Undercharged, -2, "-0.000254717"}}}},
		"preview billed as edit": {[]*Case{
			cellOf("p", "DocumentWebofficeEdit", "2.8301887").used("completed", 2).billed(5),
			cellOf("p", "DocumentWebofficePreview", "1.4150943").used("completed", 3)},
			[][]want{{{model.WebofficePreviewAsEdit, model.Overcharged, 3, "0.0084905661"}}, {{model.WebofficePreviewAsEdit, model.Undercharged, -3, "-0.0042452829"}}}},
		"cached billed as preview": {[]*Case{
			cellOf("p", "DocumentWebofficePreview", "1.4150943").used("completed", 1).billed(3),
			cellOf("p", "DocumentWebofficeCachePreview", "0.990566").used("completed", 4).billed(2)},
			[][]want{{{model.WebofficeCachedAsPreview, model.Overcharged, 2, "0.0028301886"}}, {{model.WebofficeCachedAsPreview, model.Undercharged, -2, "-0.001981132"}}}},
		"wrong tier": {[]*Case{
			cellOf("media", "VideoCompress264HD", "0.1273585").used("completed", 50),
			cellOf("media", "VideoCompress2642K", "0.2830189").billed(50)},
			[][]want{{{model.WrongResolutionTier, model.Undercharged, -50, "-0.006367925"}}, {{model.WrongResolutionTier, model.Overcharged, 50, "0.014150945"}}}},
		"wrong codec": {[]*Case{
			cellOf("media", "VideoCompress264HD", "0.1273585").used("completed", 50),
			cellOf("media", "VideoCompress265HD", "0.7075472").billed(50)},
			[][]want{{{model.WrongCodec, model.Undercharged, -50, "-0.006367925"}}, {{model.WrongCodec, model.Overcharged, 50, "0.03537736"}}}},
		"shifted hour": {[]*Case{label().used("completed", 5).billed(3), label().later(1).used("completed", 2).billed(4)},
			[][]want{{{model.ShiftedHour, model.Timing, -2, "-0.000284"}}, {{model.ShiftedHour, model.Timing, 2, "0.000284"}}}},
		"two hours apart is no shift": {[]*Case{label().used("completed", 5).billed(3), label().later(2).used("completed", 2).billed(4)},
			[][]want{{{model.Unknown, model.Undercharged, -2, "-0.000284"}}, {{model.Unknown, model.Overcharged, 2, "0.000284"}}}},
		"wrong project": {[]*Case{label().used("completed", 3), cellOf("other", "ImageLabel", "0.142").used("completed", 1).billed(4)},
			[][]want{{{model.WrongProject, model.Undercharged, -3, "-0.000426"}}, {{model.WrongProject, model.Overcharged, 3, "0.000426"}}}},
		"evidence on both sides beats a move": {[]*Case{
			cellOf("a", "DocumentWebofficeEdit", "2.8301887").used("completed", 2).used("calls", 3).billed(3),
			cellOf("b", "DocumentWebofficeEdit", "2.8301887").used("completed", 2).used("calls", 1).billed(1)},
			[][]want{{{model.WebofficeCallsForOpens, model.Overcharged, 1, "0.0028301887"}}, {{model.WebofficeCallsForOpens, model.Undercharged, -1, "-0.0028301887"}}}},
		"combined item missing": {[]*Case{
			cellOf("photos", "SemanticAnalyze", "0.52").usedBy("SemanticQuery", "completed", 2),
			cellOf("photos", "StandardQueryL2", "0.074").usedBy("SemanticQuery", "completed", 2).usedBy("SimpleQuery", "completed", 1).billed(3)},
			[][]want{{{model.CombinedItemMissing, model.Undercharged, -2, "-0.00104"}}, nil}},
		"combined item extra": {[]*Case{
			cellOf("photos", "SemanticAnalyze", "0.52").usedBy("SemanticQuery", "completed", 2).billed(6),
			cellOf("photos", "StandardQueryL2", "0.074").usedBy("SemanticQuery", "completed", 2).usedBy("SimpleQuery", "completed", 4).billed(6)},
			[][]want{{{model.CombinedItemExtra, model.Overcharged, 4, "0.00208"}}, nil}},
		"free item":       {[]*Case{free().used("completed", 2).billedAt(2, "0.0074", "")}, [][]want{{{model.FreeItemBilled, model.Overcharged, 0, "0.0000148"}}}},
		"per call":        {[]*Case{label().used("completed", 1).billedAt(1, "0.142", "0.142")}, [][]want{{{model.UnitScale, model.Overcharged, 0, "0.141858"}}}},
		"price of before": {[]*Case{splicing().used("completed", 2).billedAt(2, "0", "")}, [][]want{{{model.SupersededPrice, model.Undercharged, 0, "-0.0000148"}}}},
		"prices of another time": {[]*Case{repriced(cellOf("photos", "ImageDetect", "0.028").used("completed", 3).billedAt(3, "0.028", "0.000028"))},
			[][]want{{{model.SupersededPrice, model.Undercharged, 0, "-0.000056"}}}},
		"parts of seconds": {[]*Case{fractional(seconds(cellOf("media", "AudioCompress", "0.0000141509")).used("completed", 11))},
			[][]want{{{model.RoundingRule, model.Undercharged, 0, "-0.0000084905"}}}},
		"unknown twice is one finding": {[]*Case{label().used("completed", 1).billedAt(3, "0.3", "0.55")},
			[][]want{{{model.Unknown, model.Overcharged, 2, "0.549858"}}}},
		"own price":  {[]*Case{label().used("completed", 7).billedAt(7, "0.1562", "")}, [][]want{{{model.PriceMismatch, model.Overcharged, 0, "0.0000994"}}}},
		"arithmetic": {[]*Case{label().used("completed", 1).billedAt(1, "0.142", "0.370142")}, [][]want{{{model.AmountArithmetic, model.Overcharged, 0, "0.37"}}}},
		"amount of no known origin": {[]*Case{label().used("completed", 1).billedAt(1, "0.3", "0.55")},
			[][]want{{{model.Unknown, model.Overcharged, 0, "0.549858"}}}},
		"quantity and price both wrong": {[]*Case{label().used("completed", 1).used("server_error", 1).billedAt(2, "0.1562", "")},
			[][]want{{{model.ServerErrorBilled, model.Overcharged, 1, "0.000142"}, {model.PriceMismatch, model.Overcharged, 0, "0.0000284"}}}},
		"a gap decides nothing":  {[]*Case{gap(label().used("completed", 1).used("server_error", 1).billed(2))}, [][]want{{{model.EvidenceGap, model.Unverifiable, 1, "0.000142"}}}},
		"a gap that agrees":      {[]*Case{gap(label().used("completed", 2).billed(2))}, [][]want{nil}},
		"a gap and a shortage":   {[]*Case{gap(label().used("completed", 2))}, [][]want{{{model.UnbilledUsage, model.Undercharged, -2, "-0.000284"}}}},
		"as much as is possible": {[]*Case{may(label().used("completed", 3), 2).billed(5)}, [][]want{{{model.UndecidedUsage, model.Unverifiable, 2, "0.000284"}}}},
		"more than is possible": {[]*Case{may(label().used("completed", 3), 2).billed(9)},
			[][]want{{{model.Unknown, model.Overcharged, 4, "0.000568"}, {model.UndecidedUsage, model.Unverifiable, 2, "0.000284"}}}},
		"a cause between the proven and the possible": {[]*Case{may(label().used("completed", 3).used("server_error", 5), 2).billed(9)},
			[][]want{{{model.ServerErrorBilled, model.Overcharged, 4, "0.000568"}, {model.UndecidedUsage, model.Unverifiable, 2, "0.000284"}}}},
		"a cause of less than is billed beyond the possible": {[]*Case{may(label().used("completed", 3).used("server_error", 3), 2).billed(9)},
			[][]want{{{model.Unknown, model.Overcharged, 4, "0.000568"}, {model.UndecidedUsage, model.Unverifiable, 2, "0.000284"}}}},
		"a name that nobody knows":  {[]*Case{unknown(label().billed(5))}, [][]want{{{model.UnknownProject, model.Unverifiable, 5, "0.00071"}}}},
		"billed under another name": {[]*Case{elsewhere(label().used("completed", 5), 5)}, [][]want{{{model.UnknownProject, model.Unverifiable, -5, "-0.00071"}}}},
		"billed in part under another name": {[]*Case{elsewhere(label().used("completed", 5), 3)},
			[][]want{{{model.UnknownProject, model.Unverifiable, -3, "-0.000426"}, {model.Unknown, model.Undercharged, -2, "-0.000284"}}}},
		"a shift into an hour without a log": {[]*Case{label().used("completed", 5).billed(3), gap(label().later(1).used("completed", 2).billed(4))},
			[][]want{{{model.UndecidedUsage, model.Unverifiable, -2, "-0.000284"}}, {{model.EvidenceGap, model.Unverifiable, 2, "0.000284"}}}},
		"a shift beside undecided usage": {[]*Case{label().used("completed", 5).billed(3), may(label().later(1).used("completed", 2), 1).billed(5)},
			[][]want{{{model.ShiftedHour, model.Timing, -2, "-0.000284"}}, {{model.ShiftedHour, model.Timing, 2, "0.000284"}, {model.UndecidedUsage, model.Unverifiable, 1, "0.000142"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			cases := make([]Case, len(test.cases))
			for n, c := range test.cases {
				cases[n] = *c
				cases[n].ID = int64(n + 1)
			}
			for n, parts := range All(cases) {
				if got := wantsOf(parts); !slices.Equal(got, test.wants[n]) {
					t.Errorf("cell %d: got %v, want %v", n, got, test.wants[n])
				}
				addsUp(t, &cases[n], parts)
			}
		})
	}
}

func wantsOf(parts []Part) []want {
	var got []want
	for _, p := range parts {
		got = append(got, want{p.Cause, p.Verdict, p.Difference.Quantity, p.Difference.Amount.String()})
	}
	return got
}

// addsUp checks that the parts leave no more of the difference than is tolerated.
func addsUp(t *testing.T, c *Case, parts []Part) {
	t.Helper()
	rest := c.Billed.Amount.Sub(c.Expected.Amount)
	for _, p := range parts {
		rest = rest.Sub(p.Difference.Amount)
		if len(p.Explanation) == 0 {
			t.Errorf("%s: no explanation", p.Cause)
		}
	}
	if rest.Abs().GreaterThan(c.Tolerance.Amount) {
		t.Errorf("the parts leave %s unexplained", rest)
	}
}

func TestOtherCausesThatFitAreSaid(t *testing.T) {
	c := cellOf("photos", "ImageLabel", "0.142").used("completed", 1).used("server_error", 2).used("not_modified", 2).billed(3)
	parts := All([]Case{*c})[0]
	if len(parts) != 1 || parts[0].Cause != model.ServerErrorBilled {
		t.Fatalf("got %v", parts)
	}
	if !strings.Contains(parts[0].Explanation.String(), "also_fits([the_usage([usage_not_modified(2)])])") {
		t.Errorf("the explanation does not mention the other cause: %s", parts[0].Explanation)
	}
}

// A price that no version of the price list has is wrong whatever instant decides;
// only where a price is new is that an assumption.
func TestTheInstantOfAPriceMattersWhereItIsNew(t *testing.T) {
	for _, newPrice := range []bool{false, true} {
		c := cellOf("photos", "ImageLabel", "0.142").used("completed", 7).billedAt(7, "0.1562", "")
		c.NewPrice = newPrice
		parts := All([]Case{*c})[0]
		if len(parts) != 1 || parts[0].Cause != model.PriceMismatch || len(parts[0].Rules) > 0 != newPrice {
			t.Errorf("with a new price %v: %+v", newPrice, parts)
		}
	}
}

// What the bill's own line contradicts rests on no rule.
func TestTheLineContradictsItself(t *testing.T) {
	for cause, c := range map[model.Cause]*Case{
		model.UnitScale:        cellOf("photos", "ImageLabel", "0.142").used("completed", 7).billedAt(7, "0.142", "0.994"),
		model.AmountArithmetic: cellOf("photos", "ImageLabel", "0.142").used("completed", 7).billedAt(7, "0.142", "0.25"),
	} {
		c.Assumed = []string{"resolution_orientation_free"}
		if parts := All([]Case{*c})[0]; len(parts) != 1 || parts[0].Cause != cause || len(parts[0].Rules) > 0 {
			t.Errorf("want %s by no rule: %+v", cause, parts)
		}
	}
}

// That refused calls are not charged is assumed, and so is that the bill has more
// than there was while they are there.
func TestNoUsageRestsOnWhatIsNotCharged(t *testing.T) {
	for class, want := range map[string]bool{"refused": true, "calls": false} {
		parts := All([]Case{*cellOf("photos", "ImageLabel", "0.142").used(class, 20).billed(30)})[0]
		if len(parts) != 1 || parts[0].Cause != model.NoUsageEvidence || slices.Contains(parts[0].Rules, meter.RuleCharge4xx) != want {
			t.Errorf("beside %s: %+v", class, parts)
		}
	}
}

func TestWhatAnUnknownHourWouldHaveHadToHold(t *testing.T) {
	for _, test := range []struct {
		length int64
		hours  int
		says   string
	}{
		{model.Day, 1, ", unknown_hours(1, 5, 7)"},
		{model.Day, 3, ", unknown_hours(3, 5, 7)"},
		{model.Hour, 1, ""}, // of the one hour there is nothing else
	} {
		c := cellOf("photos", "ImageLabel", "0.142").used("completed", 7).billed(12)
		c.To = c.From + test.length
		c.Open = []Open{{Cause: model.EvidenceGap, Unbounded: true, Why: model.SaysNoBinding.With(),
			Missing: Missing{Channel: model.KindOSSLog, Subject: "pictures", From: c.From, To: c.To, Hours: test.hours}}}
		parts := All([]Case{*c})[0]
		if want := "undecided(12, 7, [no_binding()])" + test.says; len(parts) != 1 || parts[0].Explanation.String() != want {
			t.Errorf("%d hours of %d: %+v, want %q", test.hours, test.length/model.Hour, parts, want)
		}
	}
}

func TestTolerances(t *testing.T) {
	lost := cellOf("photos", "ImageLabel", "0.142").used("completed", 1000).billed(1001)
	lost.Tolerance.Surplus, lost.Tolerance.Amount = 1, decimal.RequireFromString("0.000142")
	small := cellOf("photos", "ImageLabel", "0.142").used("completed", 3).billed(1)
	small.Tolerance.Difference = decimal.RequireFromString("0.01")
	short := cellOf("photos", "ImageLabel", "0.142").used("completed", 1001).billed(1000)
	short.Tolerance.Surplus = 1
	parts := All([]Case{*lost})
	if len(parts[0]) != 0 {
		t.Errorf("a surplus within the loss of logs is a finding: %v", parts[0])
	}
	if parts = All([]Case{*small}); len(parts[0]) != 0 {
		t.Errorf("a difference under the tolerance is a finding: %v", parts[0])
	}
	if parts = All([]Case{*short}); len(parts[0]) != 1 {
		t.Errorf("the loss of logs excuses a shortage on the bill: %v", parts[0])
	}
}
