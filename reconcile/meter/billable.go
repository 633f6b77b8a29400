package meter

import "strings"

// Assumptions says which of the rules that a run may switch are on, by rule id.
// A rule that is not named is off.
type Assumptions map[string]bool

// requestFees are the items charged for being asked, not for work done.
var requestFees = map[string]bool{
	"StandardQueryL0": true,
	"StandardQueryL1": true,
	"StandardQueryL2": true,
}

// RequestFee reports whether item is charged for the request rather than for
// processing: the two are treated differently when a call is refused.
func RequestFee(item string) bool { return requestFees[item] }

// assumedOperations are the x-oss-process operations whose being charged at all
// is assumed, with the rule that assumes it.
var assumedOperations = map[string]string{
	"doc/preview": RuleDocumentPreview,
	"doc/edit":    RuleDocumentEdit,
}

// AssumedRule returns the assumption by which usage of class by operation is
// charged, "" where the provider says that it is, or nobody says so.
func AssumedRule(operation string, class Class) string {
	switch class {
	case VideoFaces:
		return RuleVideoFaces
	case Completed:
		return assumedOperations[operation]
	}
	return ""
}

// indexing begins the operation of usage that indexing a file makes.
const indexing = "index:"

// AssumedRules lists the assumptions that charged usage of class by operation
// rests on, beside those of its charge. Which operators index a file is told by
// the extension of its key.
func AssumedRules(operation string, class Class) []string {
	var rules []string
	if rule := AssumedRule(operation, class); rule != "" {
		rules = append(rules, rule)
	}
	if strings.HasPrefix(operation, indexing) {
		rules = append(rules, RuleMediaByExtension)
	}
	return rules
}

// Billable reports whether usage of class by operation is charged under item.
// Of failed requests the billing overview says that 4xx are charged and 5xx are
// not, for request fees only. Processing is charged once it completes; that
// nothing else of it is charged is assumed and can be switched. A task that
// failed after it was accepted is taken as a refused call. An unclear outcome is
// never charged: what it would be charged is unverifiable.
func Billable(item, operation string, class Class, on Assumptions) bool {
	if rule := AssumedRule(operation, class); rule != "" {
		return on[rule]
	}
	switch class {
	case Completed:
		return true
	case Refused, FailedTask:
		return RequestFee(item) || on[RuleCharge4xx]
	case NotModified:
		return on[RuleChargeNotModified]
	case ServerError:
		return on[serverErrorRule(item)]
	}
	return false
}

// serverErrorRule is the rule by which calls that failed on the server side are
// not charged: stated for request fees, assumed for processing.
func serverErrorRule(item string) string {
	if RequestFee(item) {
		return RuleCharge5xx
	}
	return RuleProcessing5xx
}

// UnchargedRules are the rules by which usage of a class under an item is not
// charged, or is left undecided.
func UnchargedRules(item string, class Usage) []string {
	if class.Class == ServerError {
		return []string{serverErrorRule(item)}
	}
	return class.Rules
}

// BillableRule returns the id of the rule by which Billable decides, "" for
// usage that is not charged whatever a run assumes.
func BillableRule(item, operation string, class Class) string {
	if rule := AssumedRule(operation, class); rule != "" {
		return rule
	}
	switch class {
	case Completed:
		return RuleOnCompletion
	case Refused, FailedTask:
		if RequestFee(item) {
			return RuleRequestFee4xx
		}
		return RuleCharge4xx
	case NotModified:
		return RuleChargeNotModified
	case ServerError:
		return serverErrorRule(item)
	}
	return ""
}
