package actiontrail

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"immrecon/import/loosejson"
	"immrecon/import/process"
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
	Version              loosejson.Text  `json:"apiVersion"`
	Region               loosejson.Text  `json:"acsRegion"`
	ErrorCode            loosejson.Text  `json:"errorCode"`
	ErrorMessage         loosejson.Text  `json:"errorMessage"`
	RequestParameters    json.RawMessage `json:"requestParameters"`
	RequestParameterJSON json.RawMessage `json:"requestParameterJson"`
	ResponseElements     json.RawMessage `json:"responseElements"`
}

// services is how the media management service is named, be it with its site, its
// version or its address behind. Trails are not strict about capitals.
var services = regexp.MustCompile(`(?i)(?:^|[^a-z])imm(?:[^a-z]|$)|intelligent media management|智能媒体管理`)

// isIMM reports whether the event is a call of the media management service. An event
// without a service's name is known by the endpoint that was called, of the public or
// of the inner network.
func (e *event) isIMM() bool {
	if e.ServiceName == "" {
		return endpoint.MatchString(string(e.EventSource))
	}
	return services.MatchString(string(e.ServiceName))
}

// endpoint is a host name of the service: imm.aliyuncs.com, imm.REGION.aliyuncs.com,
// imm-vpc.REGION.aliyuncs.com, or short of its end.
var endpoint = regexp.MustCompile(`(?i)^(?:https?://)?imm(?:-vpc|-internal|-intl)?(?:\.([a-z]+-[a-z0-9-]+))?(?:[./]|$)`)

// call turns the event into the record of a call. The time of an event is
// used as the instant the call was answered, at which it is charged. Without one
// there is no record. Parameters that cannot be read are missing from it, and what
// they leave open is for reconciling to say.
func (e *event) call() (model.Call, error) {
	c := model.Call{
		RequestID: string(cmp.Or(e.RequestID, e.EventID)),
		Region:    e.region(),
		Operation: e.operation(),
		Channel:   model.KindActionTrail,

		ReadsOrWrites: e.readsOrWrites(),
	}
	if c.RequestID == "" {
		return c, errors.New("neither requestId nor eventId is given")
	}
	at, err := e.at()
	if err != nil {
		return c, err
	}
	c.At = at.Unix()
	c.Status, c.ErrorCode = e.outcome()
	_ = e.readFacts(&c)
	return c, nil
}

// at is when the call was answered, in RFC 3339 or in Unix seconds or milliseconds.
func (e *event) at() (time.Time, error) {
	text := string(e.EventTime)
	at, err := time.Parse(time.RFC3339, text)
	if n, numeric := strconv.ParseInt(text, 10, 64); numeric == nil {
		at, err = time.Unix(n, 0), nil
		if n >= firstMillisecond {
			at = time.UnixMilli(n)
		}
	}
	if err != nil {
		return at, fmt.Errorf("eventTime %q is no RFC 3339 time: when it was charged is not known", text)
	}
	if reason := process.WrongTime(at); reason != "" {
		return at, fmt.Errorf("eventTime %q: %s", text, reason)
	}
	return at, nil
}

// firstMillisecond tells milliseconds from seconds: as seconds it is in the year 5138.
const firstMillisecond = 1e11

// region is where the call was made; "" where neither the event nor its endpoint nor
// its parameters say.
func (e *event) region() string {
	if e.Region != "" {
		return string(e.Region)
	}
	if found := endpoint.FindStringSubmatch(string(e.EventSource)); found != nil && found[1] != "" {
		return strings.ToLower(found[1])
	}
	var in struct{ RegionID loosejson.Text }
	_ = decodeObject(&in, "requestParameters", e.parameters())
	return string(in.RegionID)
}

// versions are those of the API whose operations are known. An event that does not
// state one is of the only one of its time.
var versions = []string{"", "2020-09-30", "2017-09-06"}

// operation is the name of the operation, with its version where that is not known:
// what it does, nobody can say.
func (e *event) operation() string {
	if slices.Contains(versions, string(e.Version)) {
		return string(e.EventName)
	}
	return string(e.EventName) + "@" + string(e.Version)
}

// readsOrWrites is "Read" or "Write", and "" where the trail does not say.
func (e *event) readsOrWrites() string {
	for _, kind := range []string{"Read", "Write"} {
		if strings.EqualFold(string(e.EventRW), kind) {
			return kind
		}
	}
	return ""
}

// successes are what some trails write where there was no error.
var successes = []string{"", "success", "successful", "ok", "0", "200", "null", "none", "-"}

func isSuccess(said loosejson.Text) bool {
	return slices.Contains(successes, strings.ToLower(string(said)))
}

// outcome is the HTTP status and the error code of the call. An event carries
// no status: a call without an error answered 200, and the class of an error
// follows from its code, which may be a status. Status 0 with an error code is a call
// that failed with a code the catalogue does not know, of unknown class.
func (e *event) outcome() (status int, code string) {
	switch {
	case !isSuccess(e.ErrorCode):
		code = string(e.ErrorCode)
		if n, err := strconv.Atoi(code); err == nil && n >= 400 && n <= 599 {
			return n, code
		}
		return catalogue.StatusOf(code), code
	case !isSuccess(e.ErrorMessage):
		return 0, UnnamedError
	default:
		return 200, ""
	}
}

// parameters is the object of request parameters, in whichever of its two
// fields the event has them; nil where it has none.
func (e *event) parameters() json.RawMessage {
	for _, object := range []json.RawMessage{e.RequestParameters, e.RequestParameterJSON} {
		if loosejson.Given(object) && !isEmptyObject(object) {
			return object
		}
	}
	return nil
}

// isEmptyObject reports whether an object, or the text of one, has no members.
func isEmptyObject(object json.RawMessage) bool {
	return strings.Trim(string(object), "{}\" \t\r\n") == ""
}
