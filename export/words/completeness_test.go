package words

import (
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
)

func TestWhyEvidence(t *testing.T) {
	for _, test := range []struct {
		state model.EvidenceState
		want  string
	}{
		{model.EvidenceState{Reason: model.LogWhole}, "the log of the hour and of its neighbours is there"},
		{model.EvidenceState{Reason: model.SaidByTable, File: "tables/coverage.csv", Line: 4, Rows: 1, Source: "the audit of March"},
			"stated by coverage.csv:4 (source: the audit of March)"},
		{model.EvidenceState{Reason: model.TotalCountsMore, File: "coverage.csv", Line: 4, Rows: 3, Source: "the nightly count", Missing: 12},
			"coverage.csv:4 and 2 more rows counts 12 records more than arrived (source: the nightly count)"},
		{model.EvidenceState{Reason: model.MeteringCountsMore, Missing: 7}, "the provider's metering counts 7 requests more than the log has"},
	} {
		if got := English.WhyEvidence(&test.state); got != test.want {
			t.Errorf("%s: %q, want %q", test.state.Reason, got, test.want)
		}
	}
	for language, w := range In {
		for _, reason := range model.EvidenceReasons() {
			said := w.WhyEvidence(&model.EvidenceState{Reason: reason, File: "coverage.csv", Line: 1, Rows: 2, Source: "x", Missing: 1})
			if said == strings.ReplaceAll(string(reason), "_", " ") || strings.Contains(said, "%!") {
				t.Errorf("%s says of %s: %q", language, reason, said)
			}
		}
	}
}

func TestHours(t *testing.T) {
	at := func(day, hour int) int64 {
		return time.Date(2026, time.March, day, hour, 0, 0, 0, model.BillingZone).Unix()
	}
	for want, spans := range map[string][]model.Span{
		"":                                     nil,
		"2026-03-04 10:00–11:00":               {{From: at(4, 10), To: at(4, 11)}},
		"2026-03-04":                           {{From: at(4, 0), To: at(5, 0)}},
		"2026-03-04 to 2026-03-06":             {{From: at(4, 0), To: at(7, 0)}},
		"2026-03-04 22:00–24:00":               {{From: at(4, 22), To: at(5, 0)}},
		"2026-03-04 22:00 to 2026-03-05 03:00": {{From: at(4, 22), To: at(5, 3)}},
		"2026-03-04 01:00–02:00, 03:00–05:00; 2026-03-05 07:00–08:00; 2026-03-06; 2026-03-07 09:00–10:00": {{From: at(4, 1), To: at(4, 2)}, {From: at(4, 3), To: at(4, 5)}, {From: at(5, 7), To: at(5, 8)}, {From: at(6, 0), To: at(7, 0)}, {From: at(7, 9), To: at(7, 10)}},
	} {
		if got := English.Hours(spans, 10, Billing); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	some := []model.Span{{From: at(4, 8), To: at(5, 8)}, {From: at(6, 1), To: at(6, 2)}, {From: at(7, 1), To: at(7, 2)}}
	if got, want := English.Hours(some, 1, UTC), "2026-03-04; … and 2 more times"; got != want {
		t.Errorf("in UTC %q, want %q", got, want)
	}
}
