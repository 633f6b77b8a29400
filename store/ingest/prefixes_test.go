package ingest_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// requestsOfTwoBuckets keeps requests for keys that lie under every prefix of
// someBindings and beside them, each id several times.
func requestsOfTwoBuckets(in *ingest.Import) {
	random := rand.New(rand.NewPCG(3, 3))
	folders := []string{"", "a/", "a/b/", "a/b/c/", "ab/", "%_/", "é/", "é/春/"}
	for line := range int64(400) {
		id := random.IntN(300)
		r := storetest.Request(storetest.RequestID(id), fmt.Sprintf("bucket-%d", id/len(folders)%2), folders[id%len(folders)]+fmt.Sprintf("%d.jpg", id), storetest.Noon+int64(id%5)*3600,
			[]string{"image/faces", "image/codes", "PutObject"}[id%3])
		r.Status = []int{200, 200, 503}[id%3]
		in.KeepRequest(line+1, r)
	}
}

// someBindings come in two files. The second has a longer and a shorter prefix
// than those of the first.
var someBindings = [][]model.Binding{
	{{Bucket: "bucket-0", Prefix: "a/b/", Project: "p"}, {Bucket: "bucket-0", Prefix: "%_/", Project: "q"}},
	{{Bucket: "bucket-0", Prefix: "a/", Project: "r"}, {Bucket: "bucket-0", Prefix: "a/b/c/", Project: "s"},
		{Bucket: "bucket-0", Prefix: "é/", Project: "t"}, {Bucket: "bucket-1", Prefix: "", Project: "u"}},
}

func bind(d *storetest.Database, files ...int) {
	for _, n := range files {
		d.Import(model.KindBindings, fmt.Sprintf("bindings %d", n), func(in *ingest.Import) {
			for line, b := range someBindings[n] {
				in.KeepBinding(int64(line+2), &b)
			}
		})
	}
}

// hours is oss_hour in words.
func hours(d *storetest.Database) []string {
	return d.Rows(`SELECT s.name || ' ' || h.hour || ' ' || b.name || ' ' || p.prefix || ' ' || o.name || ' ' || x.name || ' ' || h.status || ' ' || h.requests
		FROM oss_hour h JOIN source s ON s.id = h.source_id JOIN bucket_prefix p ON p.id = h.prefix_id JOIN bucket b ON b.id = p.bucket_id
		JOIN symbol o ON o.id = h.operation_id JOIN symbol x ON x.id = h.extension_id ORDER BY 1`)
}

func TestLateBindingsPlaceRequestsLikeEarlyOnes(t *testing.T) {
	log := func(d *storetest.Database) {
		d.Import(model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	}
	early := storetest.Open(t)
	bind(early, 0, 1)
	log(early)
	want := hours(early)
	if n := early.Value("SELECT count(DISTINCT prefix_id) FROM oss_hour"); n != "7" {
		t.Fatalf("the log lies under %s prefixes, want the 6 prefixes of bucket-0 with the empty one, and bucket-1", n)
	}
	orders := map[string]func(*storetest.Database){
		"log first":           func(d *storetest.Database) { log(d); bind(d, 0, 1) },
		"log between":         func(d *storetest.Database) { bind(d, 0); log(d); bind(d, 1) },
		"longer prefix first": func(d *storetest.Database) { bind(d, 1); log(d); bind(d, 0) },
	}
	for name, load := range orders {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			load(d)
			storetest.SameRows(t, "hours", hours(d), want)
			d.MustHold()
		})
	}
}

func TestPlacesSurviveReopening(t *testing.T) {
	path := t.TempDir() + "/audit.db"
	first := storetest.OpenFile(t, path)
	bind(first, 0, 1)
	second := storetest.OpenFile(t, path)
	second.Import(model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	fresh := storetest.Open(t)
	bind(fresh, 0, 1)
	fresh.Import(model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	storetest.SameRows(t, "hours", hours(second), hours(fresh))
}

func TestABucketLearnsItsRegion(t *testing.T) {
	saw := func(in *ingest.Import) { in.SawBucket("photos", time.Unix(storetest.Noon, 0)) }
	without := func(in *ingest.Import) {
		r := storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon)
		r.Region = ""
		in.KeepRequest(1, r)
	}
	with := func(in *ingest.Import) {
		in.KeepRequest(2, storetest.Request(storetest.RequestID(2), "photos", "a.jpg", storetest.Noon))
	}
	bound := func(in *ingest.Import) {
		in.KeepBinding(3, &model.Binding{Bucket: "photos", Prefix: "a", Project: "p"})
	}
	orders := map[string][]func(*ingest.Import){
		"from the line that is kept":  {func(in *ingest.Import) { saw(in); with(in) }},
		"after one that has none":     {func(in *ingest.Import) { without(in); with(in) }},
		"in a later file":             {without, with},
		"after a binding":             {bound, with},
		"and keeps it":                {with, without},
		"with the bindings last":      {with, bound},
		"although a file between was": {saw, without, with},
	}
	for name, files := range orders {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			for n, f := range files {
				kind := model.KindOSSLog
				if fmt.Sprintf("%p", f) == fmt.Sprintf("%p", bound) {
					kind = model.KindBindings
				}
				d.Import(kind, fmt.Sprint(n), f)
			}
			if got := d.Value("SELECT region FROM bucket WHERE name = 'photos'"); got != "ap-southeast-1" {
				t.Errorf("region %q", got)
			}
		})
	}
}
