package demo

import (
	"bytes"
	"compress/gzip"
	"crypto/md5" // names a file as the provider does, protects nothing
	"encoding/json"
	"fmt"
	"time"
)

// event is an ActionTrail event of an API call to IMM.
type event struct {
	EventID           string         `json:"eventId"`
	EventVersion      any            `json:"eventVersion"` // a number or a string
	EventSource       string         `json:"eventSource"`
	SourceIPAddress   string         `json:"sourceIpAddress"`
	EventType         string         `json:"eventType"`
	EventRW           string         `json:"eventRW"`
	UserIdentity      identity       `json:"userIdentity"`
	ServiceName       string         `json:"serviceName"`
	APIVersion        string         `json:"apiVersion"`
	RequestID         string         `json:"requestId"`
	EventTime         string         `json:"eventTime"`
	IsGlobal          bool           `json:"isGlobal"`
	Region            string         `json:"acsRegion"`
	EventName         string         `json:"eventName"`
	RequestParameters map[string]any `json:"requestParameters"`
	ResponseElements  map[string]any `json:"responseElements"`
	ErrorCode         string         `json:"errorCode,omitempty"`
	ErrorMessage      string         `json:"errorMessage,omitempty"`
}

type identity struct {
	AccountID   string `json:"accountId"`
	PrincipalID string `json:"principalId"`
	Type        string `json:"type"`
	UserName    string `json:"userName"`
}

// failure is how an API call can fail.
type failure struct {
	code   string
	status int
}

var failures = []failure{
	{"InternalError", 500}, {"ServiceUnavailable", 503},
	{"InvalidArgument", 400}, {"ResourceNotFound", 404}, {"AccessDenied.RAM", 403},
}

// succeeded is the failure of a call that did not fail.
var succeeded = failure{status: 200}

// outcome lets one call in twelve fail.
func (w *world) outcome() failure {
	if w.oneIn(12) {
		return pick(w.chance, failures)
	}
	return succeeded
}

// trail is what ActionTrail delivered.
type trail struct {
	days []time.Time // first instants, UTC, in the order first seen
	kept map[time.Time][]event
}

// call writes an API call of a project into the trail. The parameters may be
// nil, and are added to.
func (w *world) call(p project, at time.Time, operation string, result failure, parameters, response map[string]any) {
	if parameters == nil {
		parameters = map[string]any{}
	}
	parameters["ProjectName"] = p.name
	parameters["RegionId"] = region
	if response == nil || result != succeeded {
		response = map[string]any{}
	}
	id := w.eventID()
	w.trail.keep(at, event{
		EventID: id, RequestID: id,
		EventVersion: pick(w.chance, []any{1, "1"}),
		EventSource:  "imm." + region + ".aliyuncs.com", SourceIPAddress: pick(w.chance, addresses),
		EventType: "ApiCall", EventRW: "Write",
		UserIdentity: identity{account, appUser, "ram-user", "shop-backend"},
		ServiceName:  pick(w.chance, []string{"Imm", "IMM"}), APIVersion: "2020-09-30",
		EventTime: at.UTC().Format("2006-01-02T15:04:05Z"), Region: region, EventName: operation,
		RequestParameters: parameters, ResponseElements: response,
		ErrorCode: result.code, ErrorMessage: result.code,
	})
}

// submit writes the call that begins a task, or that the call log has as well,
// into the trail, under the id that both have it by.
func (w *world) submit(p project, at time.Time, operation, id, task string, result failure) {
	response := map[string]any{}
	if task != "" {
		response["TaskId"] = task
	}
	if result == taskFailed {
		result = succeeded // the task was accepted, and failed later
	}
	w.trail.keep(at, event{
		EventID: id, RequestID: id, EventVersion: "1",
		EventSource: "imm." + region + ".aliyuncs.com", SourceIPAddress: addresses[0],
		EventType: "ApiCall", EventRW: "Write",
		UserIdentity: identity{account, appUser, "ram-user", "shop-backend"},
		ServiceName:  "Imm", APIVersion: "2020-09-30",
		EventTime: at.UTC().Format("2006-01-02T15:04:05Z"), Region: region, EventName: operation,
		RequestParameters: map[string]any{"ProjectName": p.name, "RegionId": region}, ResponseElements: response,
		ErrorCode: result.code, ErrorMessage: result.code,
	})
}

// eventID returns an id of the usual 8-4-4-4-12 digits.
func (w *world) eventID() string {
	d := w.chance.digits("0123456789ABCDEF", 32)
	return d[:8] + "-" + d[8:12] + "-" + d[12:16] + "-" + d[16:20] + "-" + d[20:]
}

func (t *trail) keep(at time.Time, e event) {
	day := at.UTC().Truncate(24 * time.Hour)
	if t.kept == nil {
		t.kept = map[time.Time][]event{}
	}
	if t.kept[day] == nil {
		t.days = append(t.days, day)
	}
	t.kept[day] = append(t.kept[day], e)
}

// events counts the events.
func (t *trail) events() int {
	total := 0
	for _, events := range t.kept {
		total += len(events)
	}
	return total
}

// write writes one compressed JSON array a day and returns the number of
// events.
func (t *trail) write(f *folder) int {
	total := 0
	for _, day := range t.days {
		events := t.kept[day]
		content, err := compressed(events)
		f.add(fmt.Sprintf("api/%s/Actiontrail_%s_%s_1002_%d_%d_%x.gz",
			day.Format("2006/01/02"), region, day.Format("20060102150405"),
			len(events), len(content), md5.Sum(content)), content, err)
		total += len(events)
	}
	return total
}

// compressed returns events as gzip of a JSON array, without a time of its
// own, so that the same events give the same bytes.
func compressed(events []event) ([]byte, error) {
	var content bytes.Buffer
	zipped := gzip.NewWriter(&content)
	if err := json.NewEncoder(zipped).Encode(events); err != nil {
		return nil, err
	}
	if err := zipped.Close(); err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}
