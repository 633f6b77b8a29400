package actiontrail

import (
	"encoding/json"
	"testing"
)

// A column adds to the same member each time where several have its name in other cases.
func TestUnflattenIsTheSameEachTime(t *testing.T) {
	fields := map[string]json.RawMessage{
		"event":   json.RawMessage(`{"Member":{"a":1},"MEMBER":{"b":2},"memBER":{"c":3}}`),
		"event.q": json.RawMessage(`"z"`), "event.member.d": json.RawMessage(`4`),
	}
	const want = `{"MEMBER":{"b":2,"d":4},"Member":{"a":1},"memBER":{"c":3},"q":"z"}`
	for range 20 {
		if got := unflatten("", fields); string(got) != `{"event":`+want+`}` {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	}
}
