package proof

import (
	"fmt"
	"strings"
	"testing"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// output is an output of a transcoding as a call log has it.
func output(request, part, codec string, width, height, seconds int64) model.Usage {
	return model.Usage{At: change, RequestID: request, Operation: "CreateMediaConvertTask", Call: &model.Call{RequestID: request, Part: part,
		Operation: "CreateMediaConvertTask", Codec: codec, Width: width, Height: height, Duration: seconds * 1_000_000, Known: model.FactSize | model.FactDuration}}
}

// Of the usage behind a finding those outputs are listed that belong under its item,
// each once, as the rules of the run have it.
func TestOutputsThatBelongUnderAnItem(t *testing.T) {
	landscape, portrait := output("A", "", "h264", 1280, 720, 10), output("B", "", "h264", 720, 1280, 10)
	both := []model.Usage{output("C", "0", "h264", 1920, 1080, 10), output("C", "1", "h264", 1280, 720, 10)}
	for name, test := range map[string]struct {
		item  string
		off   string
		usage []model.Usage
		want  string
	}{
		"its own size":                        {"VideoCompress264SD", "", []model.Usage{landscape}, "A: 1280 1280×720 LD no, SD yes"},
		"another tier":                        {"VideoCompress264HD", "", []model.Usage{landscape}, ""},
		"another codec":                       {"VideoCompress265SD", "", []model.Usage{landscape}, ""},
		"a portrait video":                    {"VideoCompress264SD", "", []model.Usage{portrait}, "B: 720 1280×720 LD no, SD yes"},
		"a portrait video, sides as they are": {"VideoCompress264HD", meter.RuleOrientationFree, []model.Usage{portrait}, ""},
		"where sides count as they are":       {"VideoCompress2642K", meter.RuleOrientationFree, []model.Usage{portrait}, "B: 720 720×1280 LD no, SD no, HD no, 2K yes"},
		"one of a task's outputs":             {"VideoCompress264SD", "", both, "C: 1280 1280×720 LD no, SD yes"},
		"a record that stands there twice":    {"VideoCompress264SD", "", []model.Usage{landscape, landscape}, "A: 1280 1280×720 LD no, SD yes"},
		"a copy, whatever its size":           {"VideoCompressCopy", "", []model.Usage{output("D", "", "copy", 1280, 720, 10)}, "D: 1280 0×0 "},
		"a request to OSS":                    {"VideoCompress264SD", "", []model.Usage{{RequestID: "E", Operation: "image/faces"}}, ""},
		"a codec that has no price":           {"VideoCompress264SD", "", []model.Usage{output("F", "", "vp9", 1280, 720, 10)}, ""},
	} {
		p := &Prover{cards: price.Cards{"USD": book(t)}, off: map[string]bool{test.off: true}}
		var all []string
		for _, o := range p.Transcoded(&model.Evidence{Finding: model.Finding{ID: "F1", Item: test.item, Currency: "USD"}, Usage: test.usage}) {
			var limits []string
			for _, l := range o.Compared {
				limits = append(limits, l.Tier+" "+map[bool]string{true: "yes", false: "no"}[l.Holds])
			}
			all = append(all, fmt.Sprintf("%s: %d %d×%d %s", o.Usage.RequestID, o.Usage.Call.Width, o.Long, o.Short, strings.Join(limits, ", ")))
			if o.Seconds != 10 || !o.Amount.Equal(o.Price.Amount.Mul(dec("10"))) || o.Amount.IsZero() {
				t.Errorf("%s: %d seconds at %s come to %s", name, o.Seconds, o.Price.Amount, o.Amount)
			}
		}
		if got := strings.Join(all, "; "); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// A claim against a line's own multiplication lays that out beside the amount; any
// other claim, and a line that shows no list price, does not.
func TestALineThatContradictsItself(t *testing.T) {
	says := model.SaysOwnContradicted.With("bill.csv", 12, "0.028", "USD", "0.000252", model.SaysLess.With("0.027748"))
	for name, test := range map[string]struct {
		cause  model.Cause
		change func(*model.ReportLine)
		want   bool
	}{
		"its unit":           {model.UnitScale, func(*model.ReportLine) {}, true},
		"its multiplication": {model.AmountArithmetic, func(*model.ReportLine) {}, true},
		"another cause":      {model.PriceMismatch, func(*model.ReportLine) {}, false},
		"no list price":      {model.UnitScale, func(l *model.ReportLine) { l.ListPrice.Valid = false }, false},
		"no unit of price":   {model.UnitScale, func(l *model.ReportLine) { l.PricePer = 0 }, false},
		"another line's":     {model.UnitScale, func(l *model.ReportLine) { l.Gross.Decimal = dec("0.000252") }, false},
	} {
		e := across()
		e.Finding.Cause, e.Lines[0].Gross.Decimal = test.cause, dec("0.028")
		test.change(&e.Lines[0])
		if got := strings.Contains(lines(steps(e, book(t))), says.String()); got != test.want {
			t.Errorf("%s: said: %t, want %t: %q", name, got, test.want, contradicted(e))
		}
	}
}
