package ingest_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"immrecon/store/audit"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/storetest"
)

func TestRollbackLeavesNothing(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindOSSLog, "before.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon))
	})
	before := d.Content()
	fill := func(in *ingest.Import) {
		for n := range ingest.RowsInOrder + 10 { // more than one batch, so that some has reached the tables
			in.KeepRequest(int64(n+1), storetest.Request(storetest.RequestID(n), "new-bucket", "a.new", storetest.Noon, "image/new"))
			in.SawBucket("other-bucket", time.Unix(storetest.Noon, 0))
		}
		in.KeepCall(1_000_001, storetest.Call("R-1", model.KindCalls))
		in.KeepBillLine(1_000_002, storetest.BillLine("", "x"))
		in.KeepBinding(1_000_003, &model.Binding{Bucket: "photos", Prefix: "a", Project: "p"})
		in.Reject(1_000_004, "broken", "text")
	}
	ends := map[string]func(*ingest.Import) error{
		"rollback": (*ingest.Import).Rollback,
		"dry run": func(in *ingest.Import) error {
			s, err := in.Count("sum", 1)
			if want := (model.Tally{Read: ingest.RowsInOrder + 14, Kept: ingest.RowsInOrder + 12, Duplicate: 1, Rejected: 1}); s.Tally != want {
				t.Errorf("the dry run counted %+v, want %+v", s.Tally, want)
			}
			return err
		},
	}
	for name, end := range ends {
		in := d.Begin(model.KindBindings, name)
		fill(in)
		if err := end(in); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		storetest.SameRows(t, name, d.Content(), before)
	}
	d.Import(model.KindOSSLog, "other.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request("other", "photos", "a.jpg", storetest.Noon))
	})
	if left := d.Value("SELECT (SELECT count(*) FROM symbol WHERE name LIKE '%new') + (SELECT count(*) FROM bucket WHERE name <> 'photos')"); left != "0" {
		t.Errorf("the next import brought %s names of those rolled back", left)
	}
	s := d.Import(model.KindOSSLog, "after.log", fill)
	if s.Tally.Duplicate != 1 || s.Tally.Rejected != 1 {
		t.Errorf("the import after it came to %+v", s.Tally)
	}
	d.MustHold()
	if dangling := d.Value(`SELECT count(*) FROM oss_usage u LEFT JOIN bucket_prefix p ON p.id = u.prefix_id LEFT JOIN bucket b ON b.id = p.bucket_id
		LEFT JOIN symbol w ON w.id = u.operation_id WHERE b.name IS NULL OR w.name IS NULL`); dangling != "0" {
		t.Errorf("%s requests point at names or prefixes that are not there", dangling)
	}
}

func TestACancelledImportLeavesNothingAndTheNextOneWorks(t *testing.T) {
	d := storetest.Open(t)
	before := d.Content()
	ctx, cancel := context.WithCancel(t.Context())
	in, err := d.Writer.Begin(ctx, model.Source{Kind: model.KindOSSLog, Name: "cut.log"})
	if err != nil {
		t.Fatal(err)
	}
	in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon))
	cancel()
	if _, err := in.Commit("sum", 1, time.Unix(storetest.Noon, 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("commit of a cancelled import: %v", err)
	}
	storetest.SameRows(t, "after the cancelled import", d.Content(), before)
	d.Import(model.KindOSSLog, "whole.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon))
	})
	d.MustHold()
}

func TestTheSameContentIsNotImportedTwice(t *testing.T) {
	d := storetest.Open(t)
	one := func(in *ingest.Import) { in.KeepProject(2, &model.Project{Name: "photos"}) }
	s := d.Import(model.KindProjects, "projects.csv", one)
	if _, err := d.TryImport(model.KindProjects, "projects.csv", one); err == nil {
		t.Error("one content was committed twice")
	}
	found, ok, err := sources.WithContent(d.Reader(t.Context()), s.SHA256)
	if err != nil || !ok || found.ID != s.ID || found.Tally != s.Tally {
		t.Errorf("found %+v, %t, %v; want %+v", found, ok, err, s)
	}
	if _, ok, err := sources.WithContent(d.Reader(t.Context()), "of nothing"); ok || err != nil {
		t.Errorf("found a content that was never imported: %t, %v", ok, err)
	}
}

// What must go in and stands there already is an error, and not left out.
func TestWhatIsRecordedTwiceIsAnError(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindProjects, "first.csv", func(in *ingest.Import) { in.Skip(1) })
	first, err := sources.All(d.Reader(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	in := d.Begin(model.KindProjects, "again.csv")
	if _, err := in.Commit(first[0].SHA256, 1, time.Unix(storetest.Noon, 0)); err == nil || !strings.Contains(err.Error(), "again.csv") {
		t.Errorf("the same content was recorded twice: %v", err)
	}
	if after, err := sources.All(d.Reader(t.Context())); err != nil || !reflect.DeepEqual(after, first) {
		t.Errorf("sources %+v, %v; want %+v", after, err, first)
	}
	events, err := audit.Events(d.Reader(t.Context()), audit.Imported, "")
	if err != nil || len(events) != 1 {
		t.Errorf("%d events, %v; want that of the first import alone", len(events), err)
	}
}
