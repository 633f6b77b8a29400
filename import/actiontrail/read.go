package actiontrail

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"immrecon/import/answer"
	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// Detect reports whether content that begins with head is an audit trail: its
// first object has most of what every event has, or is a log of a trail; or its
// CSV header has a column of events, or columns of their members. A file whose first
// event is broken is not detected, and its kind must be named.
func Detect(head []byte) bool {
	first := answer.First(head)
	if first == nil {
		return isEventTable(head)
	}
	e, err := decode(first)
	return err == nil && (slices.Contains(topics, string(e.Topic)) || e.looksLikeEvent())
}

// looksLikeEvent reports whether three of four members are there that events have
// and nothing else does.
func (e *event) looksLikeEvent() bool {
	there := 0
	for _, text := range []loosejson.Text{e.EventName, e.EventTime, e.EventID, cmp.Or(e.ServiceName, e.EventSource)} {
		if text != "" {
			there++
		}
	}
	return there >= 3
}

// isOfTrail reports whether a record is of a trail: by its topic, or as an event, since
// whoever copies events into a log store may choose the topic.
func (e *event) isOfTrail() bool {
	return e.Topic == "" || slices.Contains(topics, string(e.Topic)) || e.looksLikeEvent()
}

// Read writes the events of r to to, in order. The number of a line is the place of
// the event in the file, from 1, since one physical line may hold thousands of
// events; of a CSV file it is the line that the row begins on. The errors are that of
// reading r, and an answer that is incomplete or damaged.
func Read(r io.Reader, to model.RecordWriter) error {
	in := bufio.NewReaderSize(r, headerSize)
	if head, _ := in.Peek(headerSize); isTable(head) {
		return readRows(in, to)
	}
	number := int64(0)
	for item, err := range loosejson.Items(in) {
		if err != nil {
			return err
		}
		events, err := answer.Records(item, number)
		if err != nil {
			return fmt.Errorf("near JSON object %d: %w", number+1, err)
		}
		for _, event := range events {
			number = event.Number
			writeItem(event, to)
		}
	}
	return nil
}

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
	case !e.isOfTrail() && strings.HasPrefix(string(e.Topic), topicFamily):
		reject(fmt.Sprintf("the topic %q is none of %s: whether it has events of the service is not known", e.Topic, strings.Join(topics, ", ")))
	case !e.isOfTrail():
		to.Skip(item.Number)
	case e.EventName == "":
		reject("not an event: it has no eventName")
	case e.ServiceName == "" && e.EventSource == "":
		reject(string(e.EventName) + ": neither serviceName nor eventSource is given: whether it is a call of the service is not known")
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

// decode reads an event, without what the log service wraps it in, or from its members
// where that has made fields of them.
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
	switch {
	case wrapped.Event.Given:
		e = &wrapped.Event.Value
	case bytes.Contains(text, []byte(`"`+flatPrefix)):
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(text, &fields); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(unflatten(flatPrefix, fields), e); err != nil {
			return nil, err
		}
	}
	e.Topic = wrapped.Topic
	return e, nil
}
