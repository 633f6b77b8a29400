package reconcile_test

import (
	"fmt"
	"testing"

	"immrecon/reconcile"

	"immrecon/store/model"
)

func TestProcessingInTheCallLogIsChargedOnce(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.requests(asked(2, "image/codes", on(10, 0))...)
	logged := fmt.Sprintf("65D0A1B2%016X", m.records) // the id that the last request was given
	m.calls(
		model.Call{RequestID: logged, Operation: "image/codes", At: on(10, 0)}, // the access log has it
		model.Call{Operation: "image/codes", At: on(10, 5)},                    // went another way
		model.Call{Operation: "video/convert", At: on(10, 0), Codec: "h264", Width: 1280, Height: 720, Duration: 2_500_000, Known: model.FactSize | model.FactDuration},
	)
	cellsAre(t, m.reconciled(),
		"photos ImageQRCodes 04T10 1h 3/0",
		"photos VideoCompress264SD 04T10 1h 3/0")
}

func TestAssumptionsSayWhatTheyAreWorth(t *testing.T) {
	m := newMonth(t)
	m.calls(
		model.Call{Operation: "DetectImageFaces", At: on(10, 0), Status: 304},
		model.Call{Operation: "CreateImageSplicingTask", At: on(10, 0), Width: 6000, Height: 4000, Known: model.FactSize},
		model.Call{Operation: "CreateMediaConvertTask", At: on(10, 0), Codec: "h264", Width: 720, Height: 1280, Duration: 10_000_000, Known: model.FactSize | model.FactDuration},
	)
	want := map[string]string{
		"charge_304":                    "0.000028",    // one face detection
		"splicing_exact_limit_is_large": "-0.001489",   // 0.745 for 2.234 a thousand
		"resolution_orientation_free":   "0.002122642", // ten seconds of 2K, which a height of 1280 takes, for SD
	}
	worthIs(t, m.reconciled(), want)

	m.options.Assume = map[string]bool{"splicing_exact_limit_is_large": false, "resolution_orientation_free": false, "charge_304": true}
	r := m.reconciled()
	cellsAre(t, r,
		"photos ImageDetect 04T10 1h 1/0",
		"photos ImageSplicing:small 04T10 1h 1/0",
		"photos VideoCompress2642K 04T10 1h 10/0")
	worthIs(t, r, map[string]string{"charge_304": "-0.000028", "splicing_exact_limit_is_large": "0.001489", "resolution_orientation_free": "-0.002122642"})
}

func worthIs(t *testing.T, r *model.Report, want map[string]string) {
	t.Helper()
	if len(r.Assumptions) != len(want) {
		t.Errorf("%d assumptions have a worth, want %d: %v", len(r.Assumptions), len(want), r.Assumptions)
	}
	for _, a := range r.Assumptions {
		if !a.Worth.Equal(dec(want[a.Rule])) {
			t.Errorf("switching %s changes the expectation by %s, want %s", a.Rule, a.Worth, want[a.Rule])
		}
	}
}

func TestOnlyWhatHasAnotherSideCanBeSwitched(t *testing.T) {
	m := newMonth(t)
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)})
	m.options.Assume = map[string]bool{"frames_as_produced": false}
	if _, err := reconcile.Month(t.Context(), m.db.DB, m.options); err == nil {
		t.Error("an assumption that nothing in a run asks for was switched without a word")
	}
}
