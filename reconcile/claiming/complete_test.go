package claiming

import (
	"fmt"
	"strings"
	"testing"

	"immrecon/store/model"
)

const hour = model.Hour

func hours(from, to int64) model.Span { return model.Span{From: from * hour, To: to * hour} }

// What a claim shows of the completeness of its evidence is what its findings rest
// on: each state in their own hours and those beside them, and no others.
func TestEvidenceIsThatOfTheHoursAClaimNeeds(t *testing.T) {
	states := []model.EvidenceState{
		{Channel: model.KindOSSLog, Subject: "photos", Hours: []model.Span{hours(0, 12), hours(14, 20)}},
		{Channel: model.KindCalls, Subject: "photos", Hours: []model.Span{hours(0, 20)}},
		{Channel: model.KindCalls, Subject: "desk", Hours: []model.Span{hours(0, 20)}},
	}
	at := func(cell, from, to int64) model.Finding {
		return model.Finding{CellID: cell, From: from * hour, To: to * hour}
	}
	behind := []model.CellEvidence{{CellID: 1, States: []int64{0, 1}}, {CellID: 2, States: []int64{1}}}
	for name, test := range map[string]struct {
		findings []model.Finding
		want     string
	}{
		"an hour and those beside it":     {[]model.Finding{at(1, 5, 6)}, "osslog photos 4-7, calls photos 4-7"},
		"where the state ends":            {[]model.Finding{at(1, 11, 12)}, "osslog photos 10-12, calls photos 10-13"},
		"where there is a hole":           {[]model.Finding{at(1, 12, 14)}, "osslog photos 10-12 14-16, calls photos 10-16"},
		"two findings, each with its own": {[]model.Finding{at(1, 5, 6), at(2, 8, 9)}, "osslog photos 4-7, calls photos 4-10"},
		"two findings whose hours touch":  {[]model.Finding{at(1, 5, 6), at(2, 6, 7)}, "osslog photos 4-7, calls photos 4-8"},
		"a finding that rests on nothing": {[]model.Finding{at(3, 5, 6)}, ""},
	} {
		var all []string
		for _, s := range restedOn(test.findings, behind, states) {
			text := string(s.Channel) + " " + s.Subject
			for _, h := range s.Hours {
				text += fmt.Sprintf(" %d-%d", h.From/hour, h.To/hour)
			}
			all = append(all, text)
		}
		if got := strings.Join(all, ", "); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// A control total speaks for the hours, the subject and the operations of a state.
func TestControlTotalsOfAClaim(t *testing.T) {
	logs := model.EvidenceState{Channel: model.KindOSSLog, Subject: "photos", Hours: []model.Span{hours(4, 7)}}
	calls := model.EvidenceState{Channel: model.KindCalls, Subject: "desk", Operations: []string{"DetectImageFaces", "WebofficeOpen"}, Hours: []model.Span{hours(4, 7)}}
	for name, test := range map[string]struct {
		total model.ControlTotal
		want  bool
	}{
		"of the bucket":                   {model.ControlTotal{Channel: model.KindOSSLog, Subject: "photos", Span: hours(0, 5)}, true},
		"of the other kind of log":        {model.ControlTotal{Channel: model.KindSLSLog, Subject: "photos", Span: hours(0, 5)}, true},
		"of another bucket":               {model.ControlTotal{Channel: model.KindOSSLog, Subject: "films", Span: hours(0, 5)}, false},
		"of all buckets":                  {model.ControlTotal{Channel: model.KindOSSLog, Span: hours(0, 5)}, true},
		"that ends before":                {model.ControlTotal{Channel: model.KindOSSLog, Subject: "photos", Span: hours(0, 4)}, false},
		"of the trail":                    {model.ControlTotal{Channel: model.KindActionTrail, Span: hours(0, 24)}, false},
		"of an operation":                 {model.ControlTotal{Channel: model.KindCalls, Operations: []string{"WebofficeOpen"}, Span: hours(6, 8)}, true},
		"of an operation that is another": {model.ControlTotal{Channel: model.KindCalls, Operations: []string{"DetectMediaMeta"}, Span: hours(6, 8)}, false},
	} {
		if got := speaks(&test.total, []model.EvidenceState{logs, calls}); got != test.want {
			t.Errorf("a total %s: speaks: %t, want %t", name, got, test.want)
		}
	}
}
