package diagnose

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// What a class of usage explains on its own is explained by it, in words and
// with a cause: for every class that there is.
func TestADiagnosisUsesEveryClass(t *testing.T) {
	for _, u := range meter.Usages() {
		t.Run(string(u.Class), func(t *testing.T) {
			c := cellOf("photos", "ImageLabel", "0.142").used("completed", 10)
			add := func(class meter.Class, quantity int64) {
				c.Usage = append(c.Usage, Usage{Kind: &Kind{Operation: "doc/preview", Class: string(class)}, Hour: c.From, Quantity: quantity, Records: 1})
			}
			add(u.Class, 4)
			switch u.Reading {
			case meter.Total:
				add(meter.Duration, 4_000_000)
				c.billed(4)
			case meter.Fact:
				c.billed(10)
			default:
				c.billed(14)
			}
			c.Open = c.OpenUsage()
			parts := All([]Case{*c})[0]
			if u.Later {
				if len(c.Open) > 0 {
					t.Fatalf("what may be charged later is open in its own period: %v", c.Open)
				}
				return
			}
			if u.Reading == meter.Fact {
				if len(parts) > 0 {
					t.Fatalf("what is no usage makes a finding: %v", parts)
				}
				return
			}
			if len(parts) != 1 || parts[0].Cause != u.Cause {
				t.Fatalf("got %v, want the cause %s", parts, u.Cause)
			}
			if open := u.Reading == meter.Open; open != (parts[0].Verdict == model.Unverifiable) {
				t.Errorf("the verdict is %s", parts[0].Verdict)
			}
			if len(parts[0].Rules) == 0 {
				t.Error("no rule is named")
			}
		})
	}
}

// Every class that is not the difference stands in the finding.
func TestWhatIsNotTheDifferenceIsNamed(t *testing.T) {
	for _, u := range meter.Usages() {
		if u.Reading == meter.Fact {
			continue
		}
		c := cellOf("photos", "ImageLabel", "0.142").used("completed", 10).billed(27)
		c.Usage = append(c.Usage, Usage{Kind: &Kind{Operation: "doc/preview", Class: string(u.Class)}, Hour: c.From, Quantity: 4})
		named := fmt.Sprintf("%s(4", model.UsageCode(string(u.Class)))
		if u.Reading == meter.Change || u.Restates && u.Reading == meter.Total {
			named = fmt.Sprintf("4, %s()", model.WayCode(string(u.Class)))
		}
		if got := nothingFits(c).explanation.String(); !strings.Contains(got, named) {
			t.Errorf("%s does not say %s", got, named)
		}
	}
}

func TestExplanations(t *testing.T) {
	label := func() *Case { return cellOf("photos", "ImageLabel", "0.142") }
	for name, test := range map[string]struct {
		c     *Case
		want  []string // causes
		says  []string
		never []string
	}{
		"videos without faces charged": {label().used("completed", 2).uncharged("index:FaceDetection", meter.VideoFaces, 1000).billed(1002),
			[]string{"free_item_billed by index_operator_video_faces"},
			[]string{"on_top(1002, 2, [switched_off([usage_index_operator_video_faces(1000)], 1000, index_operator_video_faces)], 1000, 1000)"}, nil},
		"a free template": {label().uncharged("index:FaceDetection", meter.FreeTemplate, 1).billed(1),
			[]string{"free_item_billed by cognition_templates_free"},
			[]string{"[free_by_provider([usage_free_template(1)], 1, cognition_templates_free)], 1, 1)"}, nil},
		"two reasons not to charge": {label().uncharged("index:FaceDetection", meter.FreeTemplate, 2).uncharged("index:FaceDetection", meter.VideoFaces, 3).billed(5),
			[]string{"free_item_billed by cognition_templates_free index_operator_video_faces"},
			[]string{"free_by_provider([usage_free_template(2)], 2, cognition_templates_free), switched_off([usage_index_operator_video_faces(3)], 3,"}, nil},
		"one of two": {label().uncharged("doc/edit", meter.Completed, 2).uncharged("doc/preview", meter.Completed, 3).used("completed", 1).billed(4),
			[]string{"free_item_billed by doc_preview_is_one_call"}, []string{"usage_completed(3, doc/preview)"}, []string{"doc/edit"}},
		"together with failures": {label().uncharged("index:FaceDetection", meter.VideoFaces, 3).used("server_error", 2).used("refused", 9).billed(5),
			[]string{"server_error_billed by charge_5xx_processing", "free_item_billed by index_operator_video_faces"},
			[]string{"], 2, 5)", "], 3, 5)"}, []string{"refused"}},
		"the free beside a price of zero": {freeAndBilled(label().uncharged("index:FaceDetection", meter.FreeTemplate, 2)),
			[]string{"free_item_billed by cognition_templates_free free_items_at_zero"}, []string{"free_item("}, nil},
		"refused calls that are charged anyway": {label().used("completed", 3).chargedAs(meter.Refused, 2).billed(7),
			[]string{"unknown by "}, []string{"nothing_beside()"}, []string{"refused", "(0"}},
		"a quantity of zero is no alternative": {label().used("completed", 3).used("refused", 2).used("server_error", 0).used("calls", 0).used("replayed_again", 0).billed(4),
			[]string{"unknown by "}, []string{"beside_unequal([usage_refused(2)])"}, []string{"(0", "server_error", "beside_counted", "beside_open"}},
		"other ways to count": {label().used("completed", 10).used("rounded_down", 8).used("duration", 9_200_000).used("openings", 3).used("replayed_again", -2).billed(7),
			[]string{"unknown by "},
			[]string{"beside_counted([the_usage([usage_openings(3)]), if_counted(8, way_rounded_down()), if_counted(8, way_replayed_again())])"},
			[]string{"beside_unequal", "duration"}},
		"a shortage is no addition": {label().used("completed", 3).used("refused", 1).billed(2),
			[]string{"unknown by "}, []string{"beside_more([usage_refused(1)])"}, []string{"beside_unequal"}},
		"openings on top of calls": {cellOf("new", "DocumentWebofficeEdit", "2.8301887").used("completed", 3).used("openings", 2).billed(5),
			[]string{"weboffice_opens_for_calls by weboffice_calls_from_2023_12_01"}, []string{"openings_for_calls(5, 3, 2)"}, []string{"beside_unequal"}},
		"unclear outcomes":             {label().used("completed", 3).used("unknown", 2).billed(5), []string{"undecided_usage by evidence_gap_unverifiable"}, []string{"open_usage(usage_unknown(2))"}, nil},
		"more than is unclear":         {label().used("completed", 3).used("unknown", 2).billed(6), []string{"unknown by ", "undecided_usage by evidence_gap_unverifiable"}, []string{"open_usage(usage_unknown(2))"}, []string{"beside_unequal"}},
		"several causes and no charge": {label().used("server_error", 2).used("not_modified", 3).billed(5), []string{"server_error_billed by charge_5xx_processing", "not_modified_billed by charge_304"}, nil, nil},
		"fewer causes are preferred": {label().used("completed", 1).used("server_error", 3).used("refused", 1).used("failed_task", 1).used("not_modified", 2).used("no_location", 1).billed(6),
			[]string{"server_error_billed by charge_5xx_processing", "failed_call_billed by charge_4xx_processing"},
			[]string{"[not_charged([usage_refused(1), usage_failed_task(1)], 2)], 2, 5)"}, nil},
		"as played, and so less": {cellOf("media", "LiveTranscoding", "0.0000141509").used("completed", 100).used("replayed_as_played", -30).billed(70),
			[]string{"replayed_segments_billed by live_never_twice live_runs_rated_separately live_formula"}, nil, nil},
		"no line at all is no replay": {cellOf("media", "LiveTranscoding", "0.0000141509").used("completed", 100).used("replayed_as_played", -100),
			[]string{"unbilled_usage by logs_best_effort"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			test.c.Open = test.c.OpenUsage()
			parts := All([]Case{*test.c})[0]
			var causes []string
			var text string
			for _, p := range parts {
				causes = append(causes, fmt.Sprintf("%s by %s", p.Cause, strings.Join(p.Rules, " ")))
				text += p.Explanation.String() + "\n"
			}
			if !slices.Equal(causes, test.want) {
				t.Errorf("got %q, want %q", causes, test.want)
			}
			for _, words := range test.says {
				if !strings.Contains(text, words) {
					t.Errorf("it does not say %q: %s", words, text)
				}
			}
			for _, words := range test.never {
				if strings.Contains(text, words) {
					t.Errorf("it says %q: %s", words, text)
				}
			}
		})
	}
}

// uncharged adds usage that the run does not charge.
func (c *Case) uncharged(operation string, class meter.Class, quantity int64) *Case {
	c.Usage = append(c.Usage, Usage{Kind: &Kind{Operation: operation, Class: string(class)}, Hour: c.From, Quantity: quantity, Records: quantity})
	return c
}

// chargedAs adds usage that the run charges though it is not completed.
func (c *Case) chargedAs(class meter.Class, quantity int64) *Case {
	c.Usage = append(c.Usage, Usage{Kind: &Kind{Operation: "SomeCall", Class: string(class), Billable: true}, Hour: c.From, Quantity: quantity, Records: quantity})
	c.Expected.Quantity += quantity
	c.Expected.Amount = c.worth(c.Expected.Quantity)
	return c
}

// freeAndBilled bills the uncharged usage of a case whose item is free.
func freeAndBilled(c *Case) *Case {
	c.Price.Amount, c.Rates = c.Price.Amount.Sub(c.Price.Amount), nil
	return c.billedAt(2, "0.142", "")
}
