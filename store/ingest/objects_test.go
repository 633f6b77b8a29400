package ingest_test

import (
	"slices"
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// A duplicate may name objects that the call which is there does not. Its source says
// so, and the other is none the worse for it.
func TestADuplicateMayNameMoreObjects(t *testing.T) {
	d := storetest.Open(t)
	for n, objects := range [][]string{nil, {"oss://photos/a.jpg"}} {
		d.Import(model.KindActionTrail, []string{"short.json", "long.json"}[n], func(in *ingest.Import) {
			call := storetest.Call("same", model.KindActionTrail)
			call.Objects = objects
			in.KeepCall(1, call)
		})
	}
	d.MustHold()
	d.Tamper("UPDATE api_call_object SET extension = 'mp4'")
	if names, _ := d.FailedChecks(); !slices.Contains(names, "sources as imported") {
		t.Error("a changed object goes unnoticed")
	}
	if got := d.Value("SELECT count(*) FROM api_call_object"); got != "1" {
		t.Errorf("%s objects", got)
	}
}
