package dispute

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
)

// What is asked for is what was paid; of a run that did not say, and where that is the
// list amount, it is the list amount, and no other is named.
func TestWhatIsAskedFor(t *testing.T) {
	for name, test := range map[string]struct {
		paid       string // of each finding, as a share; "" where the run did not say
		asks, says string
		payable    any
	}{
		"with a discount": {"0.95", "credit USD 0.0011172.", "Amount:        USD 0.0011172, as we paid it; USD 0.001176 at list prices", "0.0011172"},
		"without":         {"1", "credit USD 0.001176.", "Amount:        USD 0.001176, list price", "0.001176"},
		"not said":        {"", "credit USD 0.001176.", "Amount:        USD 0.001176, list price", nil},
	} {
		p := claim()
		for n := range p.Claim.Findings {
			f := &p.Claim.Findings[n]
			if f.Payable = (decimal.NullDecimal{}); test.paid != "" {
				f.Payable = decimal.NewNullDecimal(f.Amount.Mul(dec(test.paid)))
			}
		}
		text, err := p.ticket("ticket-en.txt.tmpl", &english)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{test.asks, test.says} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s: the ticket does not say %q:\n%s", name, want, text)
			}
		}
		content, err := p.manifest(nil)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(content, &m); err != nil || m["payable"] != test.payable || m["claimed"] != "0.001176" {
			t.Errorf("%s: payable is %v, want %v; claimed is %v, %v", name, m["payable"], test.payable, m["claimed"], err)
		}
	}
}
