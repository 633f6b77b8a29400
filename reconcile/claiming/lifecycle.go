package claiming

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// following says what may follow a status. A credited claim may be credited
// again: a provider may pay back in parts.
var following = map[model.ClaimStatus][]model.ClaimStatus{
	model.ClaimDraft:          {model.ClaimSubmitted, model.ClaimCancelled},
	model.ClaimSubmitted:      {model.ClaimAcknowledged, model.ClaimAccepted, model.ClaimPartlyAccepted, model.ClaimRejected, model.ClaimCancelled},
	model.ClaimAcknowledged:   {model.ClaimAccepted, model.ClaimPartlyAccepted, model.ClaimRejected, model.ClaimCancelled},
	model.ClaimAccepted:       {model.ClaimCredited},
	model.ClaimPartlyAccepted: {model.ClaimAccepted, model.ClaimCredited},
	model.ClaimRejected:       {model.ClaimClosed},
	model.ClaimCancelled:      {model.ClaimClosed},
	model.ClaimCredited:       {model.ClaimCredited, model.ClaimClosed},
}

// mayBecome refuses a step that the lifecycle does not have, and says which it has.
func mayBecome(s, to model.ClaimStatus) error {
	next := following[s]
	if slices.Contains(next, to) {
		return nil
	}
	if len(next) == 0 {
		return fmt.Errorf("it is %s, after which nothing follows", s)
	}
	words := make([]string, len(next))
	for n, status := range next {
		words[n] = string(status)
	}
	return fmt.Errorf("it is %s and cannot become %s; what may follow: %s", s, to, strings.Join(words, ", "))
}
