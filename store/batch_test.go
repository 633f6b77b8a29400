package store

import (
	"context"
	"testing"
	"time"

	"immrecon/store/model"
)

// logOf tells an intake a log with everything a log can tell: requests of one
// and of several operations, two that came before, rejected and skipped lines,
// two buckets by turns. It uses its records again, as readers do.
func logOf(to model.RecordWriter) {
	var r model.Request
	for n := range 40 {
		r = *request(hexID(n%38), []string{"pictures", "films"}[n%2], "a.jpg", noon+int64(n)*400, "image/faces", "image/labels")
		r.Operations = r.Operations[:1+n%2]
		to.SawBucket(r.Bucket, time.Unix(r.At, 0))
		to.KeepRequest(int64(3*n+1), &r)
		clear(r.Operations)
		to.Skip(int64(3*n + 2))
		to.Reject(int64(3*n+3), "odd", "text")
	}
}

// What a batch was told makes the same database as telling it to the import.
func TestABatchIsWhatItWasTold(t *testing.T) {
	direct, batched := openNew(t), openNew(t)
	tell := func(db *DB, with func(*Import)) model.Source {
		in, err := db.Begin(context.Background(), model.Source{Kind: model.KindOSSLog, Name: "log"})
		if err != nil {
			t.Fatal(err)
		}
		with(in)
		s, err := in.Commit("hash", 1, time.Unix(noon, 0))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	want := tell(direct, func(in *Import) { logOf(in) })
	got := tell(batched, func(in *Import) {
		var b Batch
		logOf(&b)
		if b.Len() != 80 {
			t.Errorf("the batch has %d lines, want 80", b.Len())
		}
		in.Take(&b)
	})
	if got != want || want.Tally != (model.Tally{Read: 120, Kept: 38, Skipped: 40, Duplicate: 2, Rejected: 40}) {
		t.Errorf("batched %+v, told directly %+v", got, want)
	}
	holdsUp(t, batched)
	for _, rows := range []string{
		"SELECT hex(request_id) || ' ' || ordinal || ' ' || line || ' ' || at || ' ' || place_id || ' ' || operation_id || ' ' || extension_id FROM oss_usage ORDER BY 1",
		"SELECT bucket_id || ' ' || hour || ' ' || lines FROM log_hour ORDER BY 1",
		"SELECT line || reason || content FROM rejected_line ORDER BY 1",
		"SELECT line || ' ' || request_id FROM duplicate_line ORDER BY 1",
		"SELECT id || name || region FROM bucket ORDER BY 1",
		"SELECT id || word FROM word ORDER BY 1",
	} {
		want := rowsOf(t, direct, rows)
		if len(want) == 0 {
			t.Errorf("nothing to compare: %s", rows)
		}
		sameRows(t, rows, rowsOf(t, batched, rows), want)
	}
}

// Of a request that is there twice in one batch the first line counts, however
// the batch is sorted for the index.
func TestTheFirstOfTwoInABatchCounts(t *testing.T) {
	db := openNew(t)
	in, err := db.Begin(context.Background(), model.Source{Kind: model.KindOSSLog, Name: "log"})
	if err != nil {
		t.Fatal(err)
	}
	for line, n := range []int{9, 3, 9, 1, 3, 9} {
		in.KeepRequest(int64(line+1), request(hexID(n), "pictures", "a.jpg", noon))
	}
	if _, err := in.Commit("hash", 1, time.Unix(noon, 0)); err != nil {
		t.Fatal(err)
	}
	sameRows(t, "kept", rowsOf(t, db, "SELECT line FROM oss_usage ORDER BY line"), []string{"1", "2", "4"})
	sameRows(t, "duplicate", rowsOf(t, db, "SELECT line FROM duplicate_line ORDER BY line"), []string{"3", "5", "6"})
	holdsUp(t, db)
}
