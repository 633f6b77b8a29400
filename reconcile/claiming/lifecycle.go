package claiming

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// following says what may follow a status. A credited claim may be credited
// again: a provider may pay back in parts.
var following = map[model.DisputeStatus][]model.DisputeStatus{
	model.DisputeDraft:          {model.DisputeSubmitted, model.DisputeCancelled},
	model.DisputeSubmitted:      {model.DisputeAcknowledged, model.DisputeAccepted, model.DisputePartlyAccepted, model.DisputeRejected, model.DisputeCancelled},
	model.DisputeAcknowledged:   {model.DisputeAccepted, model.DisputePartlyAccepted, model.DisputeRejected, model.DisputeCancelled},
	model.DisputeAccepted:       {model.DisputeCredited},
	model.DisputePartlyAccepted: {model.DisputeAccepted, model.DisputeCredited},
	model.DisputeRejected:       {model.DisputeClosed},
	model.DisputeCancelled:      {model.DisputeClosed},
	model.DisputeCredited:       {model.DisputeCredited, model.DisputeClosed},
}

// mayBecome refuses a step that the lifecycle does not have, and says which it has.
func mayBecome(s, to model.DisputeStatus) error {
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
