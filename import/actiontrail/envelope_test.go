package actiontrail

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"immrecon/import/readertest"
)

// One event reads the same, alone or in an answer of LookupEvents, and each event of
// an answer is a line of its own, through all pages.
func TestAnswersOfLookupEvents(t *testing.T) {
	event := func(n int) string {
		return fmt.Sprintf(`{"eventId":"E-%d","eventSource":"imm.ap-southeast-1.aliyuncs.com","serviceName":"Imm","requestId":"R-%d","eventTime":"2026-03-01T01:0%d:00Z",
			"acsRegion":"ap-southeast-1","eventName":"DetectImageFaces","eventRW":"Read","requestParameters":{"ProjectName":"photos"}}`, n, n, n)
	}
	answer := func(events ...string) string {
		return `{"RequestId":"A","StartTime":"2026-03-01T00:00:00Z","EndTime":"2026-03-02T00:00:00Z","NextToken":"1","Events":[` + strings.Join(events, ",") + `]}`
	}
	collected := func(in string) (got readertest.Collected) {
		t.Helper()
		if err := Read(bytes.NewReader([]byte(in)), &got); err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := collected(event(1) + "\n" + event(2) + "\n" + event(3))
	if len(want.Calls) != 3 {
		t.Fatalf("%+v of three events", want)
	}
	for name, in := range map[string]string{
		"one answer":           answer(event(1), event(2), event(3)),
		"two pages":            answer(event(1), event(2)) + "\n" + answer(event(3)),
		"a page without any":   answer(event(1), event(2)) + answer() + answer(event(3)),
		"an array of answers":  "[" + answer(event(1)) + "," + answer(event(2), event(3)) + "]",
		"answers among events": event(1) + "\n" + answer(event(2), event(3)),
	} {
		if !Detect([]byte(in)) {
			t.Errorf("%s: its kind is not detected", name)
		}
		if got := collected(in); !reflect.DeepEqual(got.Calls, want.Calls) || got.Tally != want.Tally {
			t.Errorf("%s reads as %+v, want %+v", name, got, want)
		}
	}
	broken := collected(answer(event(1), `"no event"`, event(3)))
	if len(broken.Calls) != 2 || len(broken.Rejects) != 1 || broken.Rejects[0].Line != 2 {
		t.Errorf("an answer with a broken event reads as %+v", broken)
	}
}
