package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"immrecon/store/model"
)

// everything keeps one record of each kind, numbered from the first line, with
// ids that begin with a word of the source's own.
func everything(own string) func(*Import) {
	return func(in *Import) {
		in.KeepRequest(1, request(own+" request", "photos", "a.jpg", noon))
		c := call(own+" call", model.KindCalls)
		c.Objects = []string{"oss://photos/a.jpg"}
		in.KeepCall(2, c)
		in.KeepBillLine(3, billLine(own, own))
		in.KeepProject(4, &model.Project{Name: own})
		in.KeepDataset(5, &model.Dataset{Project: own, Name: own})
		in.KeepBinding(6, &model.Binding{Bucket: own, Project: own})
		in.KeepStyle(7, &model.Style{Bucket: own, Name: own, Operations: []string{"image/faces"}})
		in.KeepPrice(8, &model.Price{Item: own, Per: 1000})
		in.Reject(9, own, own)
		in.SawBucket("photos", time.Unix(noon, 0))
	}
}

func forgetSource(t *testing.T, db *DB, id int64) (dependants []string) {
	t.Helper()
	forgotten, others, err := db.Forget(context.Background(), id, time.Unix(noon, 0))
	if err != nil || forgotten.ID != id {
		t.Fatalf("forgot %+v, %v", forgotten, err)
	}
	for _, s := range others {
		dependants = append(dependants, s.Name)
	}
	return dependants
}

func TestForgetTakesEverythingOut(t *testing.T) {
	db := openNew(t)
	imported(t, db, model.KindOSSLog, "kept", everything("kept"))
	gone := everything("gone")
	places := func(in *Import) {
		in.KeepRequest(1, request("words", "photos", "a.jpg", noon))
		in.SawBucket("gone", time.Unix(noon, 0))
	}
	imported(t, db, model.KindOSSLog, "words that stay", places)
	before := content(t, db)
	s := imported(t, db, model.KindOSSLog, "gone", gone)
	if dependants := forgetSource(t, db, s.ID); len(dependants) > 0 {
		t.Errorf("%v went with a source that none depends on", dependants)
	}
	sameRows(t, "after forgetting", content(t, db), before)
	again := imported(t, db, model.KindOSSLog, "gone", gone)
	if again.Tally != s.Tally {
		t.Errorf("taken in again it came to %+v, before to %+v", again.Tally, s.Tally)
	}
	holdsUp(t, db)
}

func TestForgetTakesDependantsWithIt(t *testing.T) {
	ids := func(ids ...string) func(*Import) {
		return func(in *Import) {
			for n, id := range ids {
				in.KeepRequest(int64(n+1), request(id, "photos", "a.jpg", noon))
			}
		}
	}
	calls := func(channel model.Kind, ids ...string) func(*Import) {
		return func(in *Import) {
			for n, id := range ids {
				in.KeepCall(int64(n+1), call(id, channel))
			}
		}
	}
	bill := func(ids ...string) func(*Import) {
		return func(in *Import) {
			for n, id := range ids {
				in.KeepBillLine(int64(n+1), billLine(id, id))
			}
		}
	}
	type file struct {
		kind model.Kind
		read func(*Import)
	}
	cases := []struct {
		name  string
		files map[string]file // by name, taken in by order of name; the first is forgotten
		with  []string
	}{
		{"nothing shared", map[string]file{"1": {model.KindOSSLog, ids("A")}, "2": {model.KindOSSLog, ids("B")}}, nil},
		{"a repeated request", map[string]file{"1": {model.KindOSSLog, ids(hexID(1))}, "2": {model.KindOSSLog, ids(hexID(1), "B")}}, []string{"2"}},
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
			db := openNew(t)
			for _, name := range []string{"1", "2", "3", "4"} {
				if f, ok := c.files[name]; ok {
					imported(t, db, f.kind, name, f.read)
				}
			}
			if got := forgetSource(t, db, 1); !slices.Equal(got, c.with) {
				t.Errorf("%v went with it, want %v", got, c.with)
			}
			holdsUp(t, db)
			left, err := db.Sources(context.Background())
			if err != nil || len(left) != len(c.files)-1-len(c.with) {
				t.Errorf("%d sources left, %v", len(left), err)
			}
		})
	}
}

func TestForgetSaysThatASourceIsNotThere(t *testing.T) {
	db := openNew(t)
	if _, _, err := db.Forget(context.Background(), 7, time.Unix(noon, 0)); err == nil {
		t.Error("a source that was never imported was forgotten")
	}
}

func TestForgottenBindingsReleaseTheirRequests(t *testing.T) {
	db := openNew(t)
	bound := imported(t, db, model.KindBindings, "bindings", func(in *Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "bucket-0", Prefix: "a/", Project: "p"})
	})
	forgetSource(t, db, bound.ID)
	imported(t, db, model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	if n := single(t, db, "SELECT count(*) FROM oss_hour h JOIN place p ON p.id = h.place_id WHERE p.prefix <> ''"); n != "0" {
		t.Errorf("%s hourly sums lie under a prefix that nobody binds", n)
	}
	holdsUp(t, db)
}
