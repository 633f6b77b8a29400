package dispute

import "immrecon/store/model"

// underQuery is the status that a claim gives a bill, by the code list of the Peppol
// Invoice Response (UNCL4343): the buyer asks before he accepts.
const underQuery = "UQ"

// reasons are why a bill is under query, by the code list of clarification reasons of
// the Peppol Invoice Response (OPStatusReason).
var reasons = map[model.Cause]string{
	model.PriceMismatch: reasonPrice, model.SupersededPrice: reasonPrice, model.UnitScale: reasonPrice, model.FreeItemBilled: reasonPrice,
	model.AmountArithmetic: reasonPrice, model.DiscountMismatch: reasonPrice,

	model.ServerErrorBilled: reasonQuantity, model.FailedCallBilled: reasonQuantity, model.NotModifiedBilled: reasonQuantity,
	model.DuplicateBillLine: reasonQuantity, model.RoundingRule: reasonQuantity, model.ReplayedSegmentsBilled: reasonQuantity,
	model.WebofficeCallsForOpens: reasonQuantity, model.WebofficeOpensForCalls: reasonQuantity,

	model.WrongResolutionTier: reasonItem, model.WrongCodec: reasonItem, model.WebofficePreviewAsEdit: reasonItem, model.WebofficeCachedAsPreview: reasonItem,
	model.CombinedItemMissing: reasonItem, model.CombinedItemExtra: reasonItem,

	model.NoUsageEvidence: reasonDelivery, model.NoGeoBilled: reasonDelivery,

	model.WrongProject: reasonReference, model.ShiftedHour: reasonReference,
}

// The codes of the reasons.
const (
	reasonPrice     = "PRI" // prices are incorrect
	reasonQuantity  = "QTY" // quantities are incorrect
	reasonItem      = "ITM" // the item is incorrect
	reasonDelivery  = "DEL" // what is billed was not delivered
	reasonReference = "REF" // references are incorrect
	reasonOther     = "OTH" // another reason, told in words
)

// reasonOf is the code of the reason that a cause is.
func reasonOf(cause model.Cause) string {
	if code, known := reasons[cause]; known {
		return code
	}
	return reasonOther
}
