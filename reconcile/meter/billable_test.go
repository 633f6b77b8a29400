package meter_test

import (
	"testing"

	"immrecon/reconcile/meter"
)

func TestOutcome(t *testing.T) {
	cases := []struct {
		status int
		code   string
		want   meter.Class
	}{
		{200, "", meter.Completed},
		{206, "", meter.Completed},
		{299, "", meter.Completed},
		{200, "TaskFailed", meter.FailedTask},
		{304, "", meter.NotModified},
		{301, "", meter.Unclear},
		{400, "InvalidArgument", meter.Refused},
		{404, "", meter.Refused},
		{499, "", meter.Refused},
		{500, "InternalError", meter.ServerError},
		{503, "", meter.ServerError},
		{600, "", meter.Unclear},
		{100, "", meter.Unclear},
		{-1, "", meter.Unclear},
		{0, "", meter.Completed},
		{0, "InternalError", meter.Unclear},
	}
	for _, c := range cases {
		if got := meter.Outcome(c.status, c.code); got != c.want {
			t.Errorf("%d %q: got %s, want %s", c.status, c.code, got, c.want)
		}
	}
}

func TestBillable(t *testing.T) {
	cases := []struct {
		class            meter.Class
		fee, processing  bool   // charged?
		feeRule, forWork string // the rule that decides
	}{
		{meter.Completed, true, true, meter.RuleOnCompletion, meter.RuleOnCompletion},
		{meter.NotModified, false, false, meter.RuleChargeNotModified, meter.RuleChargeNotModified},
		{meter.Refused, true, false, meter.RuleRequestFee4xx, meter.RuleCharge4xx},
		{meter.FailedTask, true, false, meter.RuleRequestFee4xx, meter.RuleCharge4xx},
		{meter.ServerError, false, false, meter.RuleCharge5xx, meter.RuleProcessing5xx},
		{meter.Unclear, false, false, "", ""},
	}
	for _, c := range cases {
		t.Run(string(c.class), func(t *testing.T) {
			for _, item := range []string{"StandardQueryL0", "StandardQueryL1", "StandardQueryL2"} {
				if got := meter.Billable(item, "GetFileMeta", c.class, nil); got != c.fee {
					t.Errorf("%s: got %t, want %t", item, got, c.fee)
				}
				if got := meter.BillableRule(item, "GetFileMeta", c.class); got != c.feeRule {
					t.Errorf("%s: got the rule %q, want %q", item, got, c.feeRule)
				}
			}
			// SemanticQuery is charged under StandardQueryL2 and SemanticAnalyze:
			// only the former is a request fee.
			if got := meter.Billable("SemanticAnalyze", "SemanticQuery", c.class, nil); got != c.processing {
				t.Errorf("processing: got %t, want %t", got, c.processing)
			}
			if got := meter.BillableRule("SemanticAnalyze", "SemanticQuery", c.class); got != c.forWork {
				t.Errorf("processing: got the rule %q, want %q", got, c.forWork)
			}
		})
	}
}

func TestBillableSwitched(t *testing.T) {
	cases := []struct {
		rule      string
		operation string
		class     meter.Class
		charged   bool
	}{
		{meter.RuleCharge4xx, "image/faces", meter.Refused, true},
		{meter.RuleCharge4xx, "image/faces", meter.FailedTask, true},
		{meter.RuleCharge4xx, "image/faces", meter.ServerError, false},
		{meter.RuleProcessing5xx, "image/faces", meter.ServerError, true},
		{meter.RuleProcessing5xx, "image/faces", meter.NotModified, false},
		{meter.RuleChargeNotModified, "image/faces", meter.NotModified, true},
		{meter.RuleChargeNotModified, "image/faces", meter.Unclear, false},
		{meter.RuleVideoFaces, "index:FaceDetection", meter.VideoFaces, true},
		{meter.RuleDocumentPreview, "index:FaceDetection", meter.VideoFaces, false},
		{meter.RuleDocumentPreview, "doc/preview", meter.Completed, true},
		{meter.RuleDocumentEdit, "doc/preview", meter.Completed, false},
		{meter.RuleDocumentEdit, "doc/edit", meter.Completed, true},
		{meter.RuleVideoFaces, "index:FaceDetection", meter.FreeTemplate, false},
	}
	for _, c := range cases {
		if got := meter.Billable("ImageDetect", c.operation, c.class, meter.Assumptions{c.rule: true}); got != c.charged {
			t.Errorf("%s on: %s charged is %t, want %t", c.rule, c.class, got, c.charged)
		}
		if meter.Billable("ImageDetect", c.operation, c.class, meter.Assumptions{c.rule: false}) {
			t.Errorf("%s off: %s is charged", c.rule, c.class)
		}
	}
}
