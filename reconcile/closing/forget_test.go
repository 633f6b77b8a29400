package closing

import (
	"strings"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/storetest"
)

// Sources go together or not at all; each stands in what went once, as one that was
// named or as one that had to go with it.
func TestForgetSeveral(t *testing.T) {
	calls := func(ids ...string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n, id := range ids {
				in.KeepCall(int64(n+1), storetest.Call(id, model.KindCalls))
			}
		}
	}
	for name, test := range map[string]struct {
		ids               []int64
		named, dependants string
		refused           []string
	}{
		"two":                  {ids: []int64{4, 1}, named: "four one", dependants: "two three"},
		"a dependant too":      {ids: []int64{1, 2}, named: "one two", dependants: "three"},
		"a dependant before":   {ids: []int64{3, 1}, named: "three one", dependants: "two"},
		"twice":                {ids: []int64{4, 4}, named: "four"},
		"one that is not":      {ids: []int64{1, 9}, refused: []string{"there is no source 9"}},
		"several that are not": {ids: []int64{8, 1, 9}, refused: []string{"there is no source 8", "there is no source 9"}},
	} {
		d := storetest.Open(t)
		d.Import(model.KindCalls, "one", calls("A"))
		d.Import(model.KindCalls, "two", calls("A", "B"))
		d.Import(model.KindCalls, "three", calls("B"))
		d.Import(model.KindCalls, "four", calls("C"))
		named, dependants, err := Forget(t.Context(), d.DB, test.ids, time.Unix(storetest.Noon, 0))
		for _, want := range test.refused {
			storetest.Refused(t, err, want)
		}
		if test.refused == nil && err != nil {
			t.Fatal(name, err)
		}
		if got := namesOf(named); got != test.named {
			t.Errorf("%s: %q were named, want %q", name, got, test.named)
		}
		if got := namesOf(dependants); got != test.dependants {
			t.Errorf("%s: %q went with them, want %q", name, got, test.dependants)
		}
		left, err := sources.All(d.Reader(t.Context()))
		if err != nil || len(left) != 4-len(named)-len(dependants) {
			t.Errorf("%s: %d sources are left, %v", name, len(left), err)
		}
		d.MustHold()
	}
}

func namesOf(all []model.Source) string {
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return strings.Join(names, " ")
}
