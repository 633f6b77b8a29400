package statement

import (
	"errors"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Threshold says which of the bills that are not right are worth an alarm. Its zero
// value is: all of them.
type Threshold struct {
	Overcharged bool            // only where something was charged too much
	Least       decimal.Decimal // only where so much money, at list prices and of one currency, is not right
}

// ParseThreshold reads "overcharged" or an amount.
func ParseThreshold(text string) (Threshold, error) {
	if text == string(model.Overcharged) {
		return Threshold{Overcharged: true}, nil
	}
	least, err := decimal.NewFromString(text)
	if err != nil || least.IsNegative() {
		return Threshold{}, errors.New("it must be overcharged, or an amount such as 0.01")
	}
	return Threshold{Least: least}, nil
}

// Reached reports whether a bill is not right, and is so beyond the threshold.
func (t Threshold) Reached(r *model.Report) bool {
	switch {
	case !Discrepant(r):
		return false
	case t.Overcharged:
		return overcharged(r)
	case t.Least.IsPositive():
		for _, amount := range notRight(r) {
			if amount.GreaterThanOrEqual(t.Least) {
				return true
			}
		}
		return false
	}
	return true
}

// Discrepant reports whether a statement does not say that the bill is right, whether
// the report has a finding that says the bill is, or may be, wrong, or whether what is
// payable does not follow from the bill's own amounts.
func Discrepant(r *model.Report) bool {
	if r.PayableDiffers() || r.Statement.Verdict != model.BillRight {
		return true
	}
	for n := range r.Others {
		if r.Others[n].Verdict != model.BillRight {
			return true
		}
	}
	for n := range r.Findings {
		if r.Findings[n].Verdict != model.Note {
			return true
		}
	}
	return false
}

// overcharged reports whether there is anything to claim or to ask for.
func overcharged(r *model.Report) bool {
	for _, s := range r.Currencies() {
		if s.Claim.Amount.IsPositive() || s.Ask.Amount.IsPositive() {
			return true
		}
	}
	return false
}

// notRight sums by currency the money that is not right, whichever way: to claim, to
// ask for and owed, what cannot be verified, and what is payable beside the bill's own
// amounts. Nothing is netted but what the statement nets.
func notRight(r *model.Report) map[string]decimal.Decimal {
	sums := map[string]decimal.Decimal{}
	add := func(currency string, amounts ...decimal.Decimal) {
		for _, amount := range amounts {
			sums[currency] = sums[currency].Add(amount.Abs())
		}
	}
	for _, s := range r.Currencies() {
		add(s.Currency, s.Claim.Amount, s.Ask.Amount, s.Owed.Amount)
	}
	for n := range r.Findings {
		if f := &r.Findings[n]; f.Verdict == model.Unverifiable {
			add(f.Currency, f.Difference.Amount)
		}
	}
	for _, s := range r.Payable {
		if s.Step == model.StepMismatch {
			add(s.Currency, s.Amount)
		}
	}
	return sums
}
