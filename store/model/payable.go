package model

import (
	"github.com/shopspring/decimal"
)

// Step names a step on the way from the list amount of usage to what is paid.
// The names are part of the JSON output.
type Step string

// The steps, in their order. Those after StepMismatch are lines of their own
// that are not usage.
const (
	StepList         Step = "list_amount"
	StepDiscount     Step = "discount"
	StepCoupon       Step = "coupon"
	StepTax          Step = "tax"
	StepRounding     Step = "rounding" // of the lines' own amounts, the provider's cents among them
	StepMismatch     Step = "mismatch" // what none of the above explains
	StepFreeQuota    Step = "free_quota"
	StepSubscription Step = "subscription"
	StepRefund       Step = "refund"
	StepAdjustment   Step = "adjustment"
	StepRoundDown    Step = "round_down"
	StepVoucher      Step = "voucher"
	StepOther        Step = "other"
	StepPayable      Step = "payable" // the sum of all steps before it
)

// PayableStep is what one step adds to the amount of an account in a currency.
type PayableStep struct {
	Account, Currency string
	Step              Step
	Rate              string // of a discount or a tax, "5%"; "" where there is none or no single one
	Lines             int64  // bill lines that the step concerns
	Amount            decimal.Decimal
}

// PayableDiffers reports whether more or less is payable than list amounts,
// discounts, coupons, tax and the provider's rounding come to.
func (r *Report) PayableDiffers() bool {
	for _, s := range r.Payable {
		if s.Step == StepMismatch && !s.Amount.IsZero() {
			return true
		}
	}
	return false
}
