package claiming

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// paid is a finding of which 5 % less was paid.
func paid(f model.Finding) model.Finding {
	f.Payable = decimal.NewNullDecimal(f.Difference.Amount.Mul(storetest.Decimal("0.95")))
	return f
}

// A claim knows what was paid of it, as its run says, and counts in list amounts what
// is given as payable: all that was paid is all of it, to the last digit.
func TestAmountsAsPayable(t *testing.T) {
	asPayable := func(to model.ClaimStatus, amount string) Step {
		return Step{To: to, Amount: storetest.Amount(amount), Payable: true}
	}
	for name, test := range map[string]struct {
		steps                     []Step
		accepted, recovered, open string
	}{
		"a part":           {[]Step{asPayable(model.ClaimPartlyAccepted, "0.19")}, "0.2", "0", "0.2"},
		"all":              {[]Step{asPayable(model.ClaimAccepted, "0.285")}, "0.3", "0", "0.3"},
		"credited":         {[]Step{{To: model.ClaimAccepted}, asPayable(model.ClaimCredited, "0.285")}, "0.3", "0.3", "0"},
		"credited in part": {[]Step{{To: model.ClaimAccepted}, asPayable(model.ClaimCredited, "0.095")}, "0.3", "0.1", "0.2"},
		"credited in full after a part, to the last digit": {[]Step{{To: model.ClaimAccepted},
			{To: model.ClaimCredited, Amount: storetest.Amount("0.0999999999")}, asPayable(model.ClaimCredited, "0.1900000001")}, "0.3", "0.3", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			overbilled(t, d, paid(over("F1", "ImageDetect", "photos", model.FailedCallBilled, "0.1")), paid(over("F2", "ImageDetect", "desk", model.FailedCallBilled, "0.2")))
			id := opened(t, d, march(model.FailedCallBilled))[0].ID
			claim := moved(t, d, id, Step{To: model.ClaimSubmitted})
			if p := claim.Payable(); !p.Valid || !p.Decimal.Equal(storetest.Decimal("0.285")) {
				t.Fatalf("%v was paid", p)
			}
			for _, s := range test.steps {
				claim = moved(t, d, id, s)
			}
			for what, is := range map[string]struct {
				got  decimal.Decimal
				want string
			}{"accepted": {claim.Accepted, test.accepted}, "recovered": {claim.Recovered(), test.recovered}, "open": {claim.Open(), test.open}} {
				if !is.got.Equal(storetest.Decimal(is.want)) {
					t.Errorf("%s: %s, want %s", what, is.got, is.want)
				}
			}
		})
	}
}

// Of a run that does not say what was paid, nothing can be given as payable.
func TestAmountsAsPayableOfARunThatDoesNotSay(t *testing.T) {
	d := storetest.Open(t)
	twoFindings(t, d)
	id := opened(t, d, march(model.FailedCallBilled))[0].ID
	moved(t, d, id, Step{To: model.ClaimSubmitted})
	_, err := Move(t.Context(), d.DB, id, Step{To: model.ClaimPartlyAccepted, Amount: storetest.Amount("0.1"), Payable: true}, time.Unix(storetest.Noon, 0))
	if err == nil || !strings.Contains(err.Error(), "run 2026-03/1 does not say what was paid of it; give the amount at list prices, without --payable") {
		t.Errorf("got %v", err)
	}
	claim, err := claims.Read(d.Reader(t.Context()), id)
	if err != nil || claim.Payable().Valid || claim.Status != model.ClaimSubmitted {
		t.Errorf("%+v, %v", claim, err)
	}
}
