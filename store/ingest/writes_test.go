package ingest_test

import (
	"fmt"
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func write(n int, key string, at int64) *model.Request {
	return storetest.Request(storetest.RequestID(n), "photos", key, at, "PutObject")
}

// Requests that did nothing but write an object are packed, and known again wherever
// they stand: in the same file, in another one, in another channel that tells the
// next second, and in pages that were made long before.
func TestPackedWritesAreKnownAgain(t *testing.T) {
	d := storetest.Open(t)
	hour := storetest.Noon
	first := d.Import(model.KindOSSLog, "first.log", func(in *ingest.Import) {
		in.KeepRequest(1, write(1, "a/1.jpg", hour))
		in.KeepRequest(2, write(1, "a/1.jpg", hour)) // within a file
		in.KeepRequest(3, write(2, "b/2.jpg", hour+model.Hour-1))
		in.KeepRequest(4, write(3, "b/3.mp4", hour+model.Hour))
		in.KeepRequest(5, storetest.Request(storetest.RequestID(4), "photos", "c.jpg", hour, "PutObject", "image/faces"))
		in.KeepRequest(6, storetest.Request("any text", "photos", "", hour, "PostObject"))
	})
	d.NewWriter(nil)
	second := d.Import(model.KindSLSLog, "second.json", func(in *ingest.Import) {
		in.KeepRequest(1, write(2, "b/2.jpg", hour+model.Hour))   // a second later, of the next hour
		in.KeepRequest(2, write(3, "b/3.mp4", hour+model.Hour-1)) // a second earlier, of the hour before
		in.KeepRequest(3, write(1, "a/1.jpg", hour))
		in.KeepRequest(4, storetest.Request("any text", "photos", "", hour, "PostObject"))
		in.KeepRequest(5, write(5, "a/5.jpg", hour))
	})
	if want := (model.Tally{Read: 6, Kept: 5, Duplicate: 1}); first.Tally != want {
		t.Errorf("first file %+v, want %+v", first.Tally, want)
	}
	if want := (model.Tally{Read: 5, Kept: 1, Duplicate: 4}); second.Tally != want {
		t.Errorf("second file %+v, want %+v", second.Tally, want)
	}
	storetest.SameRows(t, "rows", d.Rows("SELECT line || ' ' || ordinal FROM oss_usage ORDER BY 1"), []string{"5 0", "5 1"})
	storetest.SameRows(t, "packed", d.Rows("SELECT source_id || ' ' || (hour - ?) || ' ' || writes FROM oss_write ORDER BY 1", hour), []string{"1 0 3", "1 3600 1", "2 0 1"})
	storetest.SameRows(t, "sums", d.Rows("SELECT CAST(sum(requests) AS BIGINT) FROM oss_hour"), []string{"7"})
	d.MustHold()

	// What holds duplicates of a source is taken out with it.
	storetest.Same(t, "taken out too", d.Forget(1), []string{"second.json"})
	storetest.SameRows(t, "left", d.Rows("SELECT count(*) FROM oss_write"), []string{"0"})
	d.MustHold()
}

// More writes than are packed at a time, and more pages than one of an hour.
func TestManyPackedWrites(t *testing.T) {
	const many = 3 * ingest.WaitingWrites
	d := storetest.Open(t)
	keep := func(in *ingest.Import) {
		for n := range many {
			in.KeepRequest(int64(n+1), write(n, fmt.Sprintf("%d.jpg", n), storetest.Noon+int64(n)/100))
		}
	}
	one := d.Import(model.KindOSSLog, "one.log", keep)
	again := d.Import(model.KindOSSLog, "again.log", keep)
	if one.Tally.Kept != many || again.Tally.Duplicate != many {
		t.Errorf("%+v, and again %+v", one.Tally, again.Tally)
	}
	d.MustHold()
}

// Bindings that come after the logs find each write under its prefix, as if they had
// come before them.
func TestPackedWritesMoveToNewPrefixes(t *testing.T) {
	log := func(in *ingest.Import) {
		for n, key := range []string{"a/1.jpg", "a/b/2.jpg", "3.jpg", "a/b/4.jpg"} {
			in.KeepRequest(int64(n+1), write(n, key, storetest.Noon))
		}
		in.KeepRequest(9, storetest.Request(storetest.RequestID(9), "photos", "a/9.jpg", storetest.Noon, "PutObject", "image/faces"))
	}
	bindings := func(in *ingest.Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "photos", Prefix: "a/", Project: "p"})
		in.KeepBinding(3, &model.Binding{Bucket: "photos", Prefix: "a/b/", Project: "q", Dataset: "d"})
	}
	const sums = `SELECT p.prefix || ' ' || o.name || ' ' || x.name || ' ' || h.requests FROM oss_hour h JOIN bucket_prefix p ON p.id = h.prefix_id
		JOIN symbol o ON o.id = h.operation_id JOIN symbol x ON x.id = h.extension_id ORDER BY 1`
	before, after := storetest.Open(t), storetest.Open(t)
	before.Import(model.KindBindings, "bindings", bindings)
	before.Import(model.KindOSSLog, "log", log)
	after.Import(model.KindOSSLog, "log", log)
	after.Import(model.KindBindings, "bindings", bindings)
	want := []string{" PutObject jpg 1", "a/ PutObject jpg 2", "a/ image/faces jpg 1", "a/b/ PutObject jpg 2"}
	storetest.SameRows(t, "bindings first", before.Rows(sums), want)
	storetest.SameRows(t, "bindings last", after.Rows(sums), want)
	before.MustHold()
	after.MustHold()
}

// Earlier versions of the program kept such requests as rows.
func TestWritesInRowsAreKnownAgain(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindOSSLog, "old.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon, "image/faces"))
	})
	d.Tamper("INSERT INTO source_in_rows (source_id) VALUES (1); UPDATE symbol SET name = 'PutObject' WHERE name = 'image/faces'")
	d.NewWriter(nil)
	again := d.Import(model.KindSLSLog, "new.json", func(in *ingest.Import) {
		in.KeepRequest(1, write(1, "a.jpg", storetest.Noon))
		in.KeepRequest(2, write(2, "a.jpg", storetest.Noon))
	})
	if want := (model.Tally{Read: 2, Kept: 1, Duplicate: 1}); again.Tally != want {
		t.Errorf("%+v, want %+v", again.Tally, want)
	}
}
