package ingest_test

import (
	"slices"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/storetest"
)

// everything keeps one record of each kind, numbered from the first line, with
// ids that begin with a word of the source's own.
func everything(own string) func(*ingest.Import) {
	return func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(own+" request", "photos", "a.jpg", storetest.Noon))
		c := storetest.Call(own+" call", model.KindCalls)
		c.Objects = []string{"oss://photos/a.jpg"}
		in.KeepCall(2, c)
		in.KeepBillLine(3, storetest.BillLine(own, own))
		in.KeepProject(4, &model.Project{Name: own})
		in.KeepDataset(5, &model.Dataset{Project: own, Name: own})
		in.KeepBinding(6, &model.Binding{Bucket: own, Project: own})
		in.KeepStyle(7, &model.Style{Bucket: own, Name: own, Operations: []string{"image/faces"}})
		in.KeepPrice(8, &model.Price{Item: own, Per: 1000})
		in.Reject(9, own, own)
		in.SawBucket("photos", time.Unix(storetest.Noon, 0))
	}
}

func TestForgetTakesEverythingOut(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindOSSLog, "kept", everything("kept"))
	gone := everything("gone")
	places := func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request("words", "photos", "a.jpg", storetest.Noon))
		in.SawBucket("gone", time.Unix(storetest.Noon, 0))
	}
	d.Import(model.KindOSSLog, "words that stay", places)
	before := d.Content()
	s := d.Import(model.KindOSSLog, "gone", gone)
	if dependants := d.Forget(s.ID); len(dependants) > 0 {
		t.Errorf("%v went with a source that none depends on", dependants)
	}
	storetest.SameRows(t, "after forgetting", d.Content(), before)
	again := d.Import(model.KindOSSLog, "gone", gone)
	if again.Tally != s.Tally {
		t.Errorf("imported again it came to %+v, before to %+v", again.Tally, s.Tally)
	}
	d.MustHold()
}

func TestForgetTakesDependantsWithIt(t *testing.T) {
	ids := func(ids ...string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n, id := range ids {
				in.KeepRequest(int64(n+1), storetest.Request(id, "photos", "a.jpg", storetest.Noon))
			}
		}
	}
	calls := func(channel model.Kind, ids ...string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n, id := range ids {
				in.KeepCall(int64(n+1), storetest.Call(id, channel))
			}
		}
	}
	bill := func(ids ...string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n, id := range ids {
				in.KeepBillLine(int64(n+1), storetest.BillLine(id, id))
			}
		}
	}
	type file struct {
		kind model.Kind
		read func(*ingest.Import)
	}
	cases := []struct {
		name  string
		files map[string]file // by name, imported by order of name; the first is forgotten
		with  []string
	}{
		{"nothing shared", map[string]file{"1": {model.KindOSSLog, ids("A")}, "2": {model.KindOSSLog, ids("B")}}, nil},
		{"a repeated request", map[string]file{"1": {model.KindOSSLog, ids(storetest.RequestID(1))}, "2": {model.KindOSSLog, ids(storetest.RequestID(1), "B")}}, []string{"2"}},
		{"a dependant of a dependant", map[string]file{
			"1": {model.KindOSSLog, ids("A")}, "2": {model.KindOSSLog, ids("A", "B")}, "3": {model.KindOSSLog, ids("B", "C")}, "4": {model.KindOSSLog, ids("D")}}, []string{"2", "3"}},
		{"itself", map[string]file{"1": {model.KindOSSLog, ids("A", "A")}}, nil},
		{"a repeated call", map[string]file{"1": {model.KindCalls, calls(model.KindCalls, "A")}, "2": {model.KindCalls, calls(model.KindCalls, "A")}}, []string{"2"}},
		{"a call repeated in the other channel", map[string]file{
			"1": {model.KindActionTrail, calls(model.KindActionTrail, "A")}, "2": {model.KindCalls, calls(model.KindCalls, "A")}, "3": {model.KindCalls, calls(model.KindCalls, "A")}}, nil},
		{"a repeated bill line", map[string]file{"1": {model.KindBill, bill("A")}, "2": {model.KindBill, bill("A", "B")}}, []string{"2"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := storetest.Open(t)
			for _, name := range []string{"1", "2", "3", "4"} {
				if f, ok := c.files[name]; ok {
					d.Import(f.kind, name, f.read)
				}
			}
			if got := d.Forget(1); !slices.Equal(got, c.with) {
				t.Errorf("%v went with it, want %v", got, c.with)
			}
			d.MustHold()
			left, err := sources.All(d.Reader(t.Context()))
			if err != nil || len(left) != len(c.files)-1-len(c.with) {
				t.Errorf("%d sources left, %v", len(left), err)
			}
		})
	}
}

func TestASourceThatIsNotThereHasNoDependants(t *testing.T) {
	d := storetest.Open(t)
	all, err := ingest.WithDependants(d.Reader(t.Context()), 7)
	if err != nil || len(all) > 0 {
		t.Errorf("%v, %v are taken out with a source that was never imported", all, err)
	}
}

// A prefix that was named once goes on telling requests apart, so that where each
// lies is known from its key alone.
func TestForgottenBindingsLeaveTheirPrefixes(t *testing.T) {
	d := storetest.Open(t)
	bound := d.Import(model.KindBindings, "bindings", func(in *ingest.Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "bucket-0", Prefix: "a/", Project: "p"})
	})
	d.Forget(bound.ID)
	d.NewWriter(nil)
	d.Import(model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	d.MustHold()
}
