package ingest_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func TestDuplicatesAreCountedOnceWhereverTheyStand(t *testing.T) {
	d := storetest.Open(t)
	first := d.Import(model.KindOSSLog, "first.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon))
		in.KeepRequest(2, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon)) // within a file
		in.KeepRequest(3, storetest.Request(storetest.RequestID(2), "photos", "a.jpg", storetest.Noon, "image/faces", "image/codes"))
		in.KeepRequest(4, storetest.Request("not-hex", "photos", "a.jpg", storetest.Noon))
	})
	second := d.Import(model.KindSLSLog, "second.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(strings.ToLower(storetest.RequestID(2)), "photos", "a.jpg", storetest.Noon, "image/faces", "image/codes")) // across files and channels
		in.KeepRequest(2, storetest.Request("not-hex", "photos", "a.jpg", storetest.Noon))
		in.KeepRequest(3, storetest.Request(storetest.RequestID(3), "photos", "a.jpg", storetest.Noon))
	})
	if want := (model.Tally{Read: 4, Kept: 3, Duplicate: 1}); first.Tally != want {
		t.Errorf("first file %+v, want %+v", first.Tally, want)
	}
	if want := (model.Tally{Read: 3, Kept: 1, Duplicate: 2}); second.Tally != want {
		t.Errorf("second file %+v, want %+v", second.Tally, want)
	}
	if n := d.Value("SELECT sum(requests) FROM oss_hour"); n != "5" {
		t.Errorf("%s operations in the hourly sums, want 5", n)
	}
	d.MustHold()
}

func TestDuplicatesAcrossBatches(t *testing.T) {
	const different = ingest.RowsInOrder - 5000 // of which two are more than one batch
	d, random := storetest.Open(t), rand.New(rand.NewPCG(7, 7))
	write := func(seed int) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n := range 2 * different {
				id := n
				if n >= different {
					id = random.IntN(different) // seen before, in this batch or in an earlier one
				}
				at := storetest.Noon + int64(id%7)*1800
				in.KeepRequest(int64(n+1), storetest.Request(storetest.RequestID(id+seed), "photos", "a.jpg", at))
			}
		}
	}
	tallies := []model.Tally{
		d.Import(model.KindOSSLog, "one.log", write(0)).Tally,
		d.Import(model.KindOSSLog, "half known.log", write(different/2)).Tally,
	}
	want := []model.Tally{
		{Read: 2 * different, Kept: different, Duplicate: different},
		{Read: 2 * different, Kept: different / 2, Duplicate: different + (different - different/2)},
	}
	if !reflect.DeepEqual(tallies, want) {
		t.Errorf("tallies %+v, want %+v", tallies, want)
	}
	d.MustHold()
}

func TestSeveralDatabasesLoadAtOnce(t *testing.T) {
	load := func(d *storetest.Database, bucket string) error {
		for file := range 20 {
			in, err := d.Writer.Begin(t.Context(), model.Source{Kind: model.KindOSSLog, Name: fmt.Sprint(file)})
			if err != nil {
				return err
			}
			for line := range int64(50) {
				in.KeepRequest(line+1, storetest.Request(storetest.RequestID(file*100+int(line)), bucket, "a.jpg", storetest.Noon))
			}
			if _, err := in.Commit(fmt.Sprint(file), 1, time.Unix(storetest.Noon, 0)); err != nil {
				return err
			}
		}
		return nil
	}
	var group sync.WaitGroup
	databases := map[string]*storetest.Database{}
	for n := range 4 {
		bucket := fmt.Sprint("bucket-", n)
		d := storetest.Open(t)
		databases[bucket] = d
		group.Go(func() {
			if err := load(d, bucket); err != nil {
				t.Errorf("%s: %v", bucket, err)
			}
		})
	}
	group.Wait()
	for bucket, d := range databases {
		if n := d.Value("SELECT count(*) FROM oss_usage u JOIN bucket_prefix p ON p.id = u.prefix_id JOIN bucket b ON b.id = p.bucket_id WHERE b.name = ?", bucket); n != "1000" {
			t.Errorf("%s has %s requests of its own, want 1000", bucket, n)
		}
	}
}

func TestOneCallOfEachChannelIsKept(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindActionTrail, "trail.json", func(in *ingest.Import) {
		c := storetest.Call("R-1", model.KindActionTrail)
		c.Objects = []string{"oss://photos/a.jpg", "oss://photos/b.MP4"}
		in.KeepCall(1, c)
		in.KeepCall(2, c)
	})
	log := d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) { in.KeepCall(2, storetest.Call("R-1", model.KindCalls)) })
	again := d.Import(model.KindActionTrail, "more.json", func(in *ingest.Import) {
		in.KeepCall(1, storetest.Call("R-1", model.KindActionTrail))
		in.KeepCall(2, storetest.Call("R-2", model.KindActionTrail))
	})
	if log.Tally.Duplicate != 0 || again.Tally.Duplicate != 1 {
		t.Errorf("duplicates %d and %d, want 0 in the other channel and 1 in the same", log.Tally.Duplicate, again.Tally.Duplicate)
	}
	storetest.SameRows(t, "objects", d.Rows("SELECT uri || ' ' || extension FROM api_call_object ORDER BY ordinal"),
		[]string{"oss://photos/a.jpg jpg", "oss://photos/b.MP4 mp4"})
	d.MustHold()
}
