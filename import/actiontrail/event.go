package actiontrail

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"immrecon/import/loosejson"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// topics mark the events among the records of a log store: the trail's own, and
// those of the log audit application.
var topics = []string{"actiontrail_audit_event", "actiontrail_event"}

// topicFamily begins every topic of a trail: one that is not known may be of
// events in a form that is not understood.
const topicFamily = "actiontrail_"

// UnnamedError is the ErrorCode of a call that failed with a message but
// without a code, so that a failed call never looks like a success.
const UnnamedError = "Unnamed"

// An event is what the trail says of one API call, with the trail's own names.
type event struct {
	Topic                loosejson.Text  `json:"-"` // of the log store, "" outside one
	EventID              loosejson.Text  `json:"eventId"`
	EventName            loosejson.Text  `json:"eventName"`
	EventSource          loosejson.Text  `json:"eventSource"`
	EventTime            loosejson.Text  `json:"eventTime"`
	EventRW              loosejson.Text  `json:"eventRW"`
	RequestID            loosejson.Text  `json:"requestId"`
	ServiceName          loosejson.Text  `json:"serviceName"`
	Region               loosejson.Text  `json:"acsRegion"`
	ErrorCode            loosejson.Text  `json:"errorCode"`
	ErrorMessage         loosejson.Text  `json:"errorMessage"`
	RequestParameters    json.RawMessage `json:"requestParameters"`
	RequestParameterJSON json.RawMessage `json:"requestParameterJson"`
	ResponseElements     json.RawMessage `json:"responseElements"`
}

// isIMM reports whether the event is a call of the media management service.
// The trail spells its name Imm, IMM or imm; an event without a name is known by
// the endpoint that was called, of the public or of the inner network.
func (e *event) isIMM() bool {
	if e.ServiceName == "" {
		source := string(e.EventSource)
		return strings.HasPrefix(source, "imm.") || strings.HasPrefix(source, "imm-vpc.")
	}
	return strings.EqualFold(string(e.ServiceName), "imm")
}

// call turns the event into the record of a call. The time of an event is
// used as the instant the call was answered, at which it is charged.
func (e *event) call() (model.Call, error) {
	c := model.Call{
		RequestID: string(cmp.Or(e.RequestID, e.EventID)),
		Region:    string(e.Region),
		Operation: string(e.EventName),
		Channel:   model.KindActionTrail,

		ReadsOrWrites: string(e.EventRW),
	}
	if c.RequestID == "" {
		return c, errors.New("neither requestId nor eventId is given")
	}
	at, err := time.Parse(time.RFC3339, string(e.EventTime))
	if err != nil {
		return c, fmt.Errorf("eventTime %q is no RFC 3339 time", string(e.EventTime))
	}
	c.At = at.Unix()
	c.Status, c.ErrorCode = e.outcome()
	if err := e.readFacts(&c); err != nil && c.ErrorCode == "" {
		return c, err
	}
	return c, nil // parameters that cannot be read may be what a failed call failed for
}

// outcome is the HTTP status and the error code of the call. An event carries
// no status: a call without an error answered 200, and the class of an error
// follows from its code. Some trails write "success" where there was no error.
// Status 0 with an error code is a call that failed with
// a code the catalogue does not know, of unknown class.
func (e *event) outcome() (status int, code string) {
	switch {
	case e.ErrorCode != "":
		return catalogue.StatusOf(string(e.ErrorCode)), string(e.ErrorCode)
	case e.ErrorMessage != "" && !strings.EqualFold(string(e.ErrorMessage), "success"):
		return 0, UnnamedError
	default:
		return 200, ""
	}
}

// parameters is the object of request parameters, in whichever of its two
// fields the event has them; nil where it has none.
func (e *event) parameters() json.RawMessage {
	if loosejson.Given(e.RequestParameters) {
		return e.RequestParameters
	}
	if loosejson.Given(e.RequestParameterJSON) {
		return e.RequestParameterJSON
	}
	return nil
}
