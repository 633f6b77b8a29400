package ingest_test

import (
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// writeLog writes everything that a log can have: requests of one and of several
// operations, two that came before, rejected and skipped lines, two buckets by
// turns. It uses its records again, as readers do.
func writeLog(to model.RecordWriter) {
	var r model.Request
	for n := range 40 {
		r = *storetest.Request(storetest.RequestID(n%38), []string{"pictures", "films"}[n%2], "a.jpg", storetest.Noon+int64(n)*400, "image/faces", "image/labels")
		r.Operations = r.Operations[:1+n%2]
		to.SawBucket(r.Bucket, time.Unix(r.At, 0))
		to.KeepRequest(int64(3*n+1), &r)
		clear(r.Operations)
		to.Skip(int64(3*n + 2))
		to.Reject(int64(3*n+3), "odd", "text")
	}
}

// A batch makes the same database as what was written to it does without one.
func TestABatchIsWhatWasWrittenToIt(t *testing.T) {
	direct, batched := storetest.Open(t), storetest.Open(t)
	want := direct.Import(model.KindOSSLog, "log", func(in *ingest.Import) { writeLog(in) })
	got := batched.Import(model.KindOSSLog, "log", func(in *ingest.Import) {
		var b ingest.Batch
		writeLog(&b)
		if b.Len() != 80 {
			t.Errorf("the batch has %d lines, want 80", b.Len())
		}
		in.Write(&b)
	})
	if got != want || want.Tally != (model.Tally{Read: 120, Kept: 38, Skipped: 40, Duplicate: 2, Rejected: 40}) {
		t.Errorf("batched %+v, without a batch %+v", got, want)
	}
	batched.MustHold()
	for _, rows := range []string{
		"SELECT hex(request_id) || ' ' || ordinal || ' ' || line || ' ' || at || ' ' || prefix_id || ' ' || operation_id || ' ' || extension_id FROM oss_usage ORDER BY 1",
		"SELECT bucket_id || ' ' || hour || ' ' || lines FROM log_hour ORDER BY 1",
		"SELECT line || reason || content FROM rejected_line ORDER BY 1",
		"SELECT line || ' ' || request_id FROM duplicate_line ORDER BY 1",
		"SELECT id || name || region FROM bucket ORDER BY 1",
		"SELECT id || name FROM symbol ORDER BY 1",
	} {
		want := direct.Rows(rows)
		if len(want) == 0 {
			t.Errorf("nothing to compare: %s", rows)
		}
		storetest.SameRows(t, rows, batched.Rows(rows), want)
	}
}

// Of a request that is there twice in one batch the first line counts, however
// the batch is sorted for the index.
func TestTheFirstOfTwoInABatchCounts(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindOSSLog, "log", func(in *ingest.Import) {
		for line, n := range []int{9, 3, 9, 1, 3, 9} {
			in.KeepRequest(int64(line+1), storetest.Request(storetest.RequestID(n), "pictures", "a.jpg", storetest.Noon))
		}
	})
	storetest.SameRows(t, "kept", d.Rows("SELECT line FROM oss_usage ORDER BY line"), []string{"1", "2", "4"})
	storetest.SameRows(t, "duplicate", d.Rows("SELECT line FROM duplicate_line ORDER BY line"), []string{"3", "5", "6"})
	d.MustHold()
}
