package actiontrail

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"immrecon/import/loosejson"
	"immrecon/import/secret"

	"immrecon/store/model"
)

// Detect reports whether content that begins with head is an audit trail: its
// first object has what every event has. A file whose first event is broken is
// not detected, and its kind must be named.
func Detect(head []byte) bool {
	first := loosejson.First(head)
	if first == nil {
		return false
	}
	if events := loosejson.Unwrapped(loosejson.Item{Text: first}, 0, envelopes...); len(events) > 0 {
		first = events[0].Text
	}
	e, err := decode(first)
	return err == nil && e.EventName != "" && e.EventTime != "" && (e.ServiceName != "" || e.EventSource != "")
}

// Read writes the events of r to to, in order. The number of a line is the place of
// the event in the file, from 1, since one physical line may hold thousands of
// events. The only error is that of reading r.
func Read(r io.Reader, to model.RecordWriter) error {
	to = secret.Masked(to)
	number := int64(0)
	for item, err := range loosejson.Items(r) {
		if err != nil {
			return err
		}
		for _, event := range loosejson.Unwrapped(item, number, envelopes...) {
			number = event.Number
			writeItem(event, to)
		}
	}
	return nil
}

// envelopes are under which name the answers of LookupEvents and GetLogs have the
// events.
var envelopes = []string{"Events", "data"}

// writeItem makes exactly one call on to.
func writeItem(item loosejson.Item, to model.RecordWriter) {
	reject := func(reason string) { to.Reject(item.Number, reason, string(item.Text)) }
	if item.Broken != "" {
		reject(item.Broken)
		return
	}
	e, err := decode(item.Text)
	switch {
	case err != nil:
		reject("not an event: " + err.Error())
	case strings.HasPrefix(string(e.Topic), topicFamily) && !slices.Contains(topics, string(e.Topic)):
		reject(fmt.Sprintf("the topic %q is none of %s: whether it has events of the service is not known", e.Topic, strings.Join(topics, ", ")))
	case e.Topic != "" && !slices.Contains(topics, string(e.Topic)):
		to.Skip(item.Number)
	case e.EventName == "":
		reject("not an event: it has no eventName")
	case !e.isIMM():
		to.Skip(item.Number)
	default:
		call, err := e.call()
		if err != nil {
			reject(string(e.EventName) + ": " + err.Error())
			return
		}
		to.KeepCall(item.Number, &call)
	}
}

// decode reads an event, without what the log service wraps it in.
func decode(text []byte) (*event, error) {
	var wrapped struct {
		Topic loosejson.Text          `json:"__topic__"`
		Event loosejson.Nested[event] `json:"event"`
		event
	}
	if err := json.Unmarshal(text, &wrapped); err != nil {
		return nil, err
	}
	e := &wrapped.event
	if wrapped.Event.Given {
		e = &wrapped.Event.Value
	}
	e.Topic = wrapped.Topic
	return e, nil
}
