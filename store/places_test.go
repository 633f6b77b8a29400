package store

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"immrecon/store/model"
)

// requestsOfTwoBuckets keeps requests for keys that lie under every prefix of
// someBindings and beside them, each id several times.
func requestsOfTwoBuckets(in *Import) {
	random := rand.New(rand.NewPCG(3, 3))
	folders := []string{"", "a/", "a/b/", "a/b/c/", "ab/", "%_/", "é/", "é/春/"}
	for line := range int64(400) {
		id := random.IntN(300)
		r := request(hexID(id), fmt.Sprintf("bucket-%d", id/len(folders)%2), folders[id%len(folders)]+fmt.Sprintf("%d.jpg", id), noon+int64(id%5)*3600,
			[]string{"image/faces", "image/codes", "PutObject"}[id%3])
		r.Status = []int{200, 200, 503}[id%3]
		in.KeepRequest(line+1, r)
	}
}

// someBindings come in two goes; the second has a longer and a shorter prefix
// than those of the first.
var someBindings = [][]model.Binding{
	{{Bucket: "bucket-0", Prefix: "a/b/", Project: "p"}, {Bucket: "bucket-0", Prefix: "%_/", Project: "q"}},
	{{Bucket: "bucket-0", Prefix: "a/", Project: "r"}, {Bucket: "bucket-0", Prefix: "a/b/c/", Project: "s"},
		{Bucket: "bucket-0", Prefix: "é/", Project: "t"}, {Bucket: "bucket-1", Prefix: "", Project: "u"}},
}

func bind(t *testing.T, db *DB, goes ...int) {
	t.Helper()
	for _, n := range goes {
		imported(t, db, model.KindBindings, fmt.Sprintf("bindings %d", n), func(in *Import) {
			for line, b := range someBindings[n] {
				in.KeepBinding(int64(line+2), &b)
			}
		})
	}
}

// hours is oss_hour in words.
func hours(t *testing.T, db *DB) []string {
	t.Helper()
	return rowsOf(t, db, `SELECT s.name || ' ' || h.hour || ' ' || b.name || ' ' || p.prefix || ' ' || o.word || ' ' || x.word || ' ' || h.status || ' ' || h.requests
		FROM oss_hour h JOIN source s ON s.id = h.source_id JOIN place p ON p.id = h.place_id JOIN bucket b ON b.id = p.bucket_id
		JOIN word o ON o.id = h.operation_id JOIN word x ON x.id = h.extension_id ORDER BY 1`)
}

func TestLateBindingsPlaceRequestsLikeEarlyOnes(t *testing.T) {
	log := func(t *testing.T, db *DB) { imported(t, db, model.KindOSSLog, "access.log", requestsOfTwoBuckets) }
	early := openNew(t)
	bind(t, early, 0, 1)
	log(t, early)
	want := hours(t, early)
	if n := single(t, early, "SELECT count(DISTINCT place_id) FROM oss_hour"); n != "7" {
		t.Fatalf("the log lies in %s places, want the 6 prefixes of bucket-0 with the empty one, and bucket-1", n)
	}
	orders := map[string]func(*testing.T, *DB){
		"log first":           func(t *testing.T, db *DB) { log(t, db); bind(t, db, 0, 1) },
		"log between":         func(t *testing.T, db *DB) { bind(t, db, 0); log(t, db); bind(t, db, 1) },
		"longer prefix first": func(t *testing.T, db *DB) { bind(t, db, 1); log(t, db); bind(t, db, 0) },
	}
	for name, load := range orders {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			load(t, db)
			sameRows(t, "hours", hours(t, db), want)
			holdsUp(t, db)
		})
	}
}

func TestPlacesSurviveReopening(t *testing.T) {
	path := t.TempDir() + "/audit.db"
	first := openAt(t, path)
	bind(t, first, 0, 1)
	second := openAt(t, path)
	imported(t, second, model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	fresh := openNew(t)
	bind(t, fresh, 0, 1)
	imported(t, fresh, model.KindOSSLog, "access.log", requestsOfTwoBuckets)
	sameRows(t, "hours", hours(t, second), hours(t, fresh))
}

func TestABucketLearnsItsRegion(t *testing.T) {
	saw := func(in *Import) { in.SawBucket("photos", time.Unix(noon, 0)) }
	without := func(in *Import) { r := request(hexID(1), "photos", "a.jpg", noon); r.Region = ""; in.KeepRequest(1, r) }
	with := func(in *Import) { in.KeepRequest(2, request(hexID(2), "photos", "a.jpg", noon)) }
	bound := func(in *Import) { in.KeepBinding(3, &model.Binding{Bucket: "photos", Prefix: "a", Project: "p"}) }
	orders := map[string][]func(*Import){
		"from the line that is kept":  {func(in *Import) { saw(in); with(in) }},
		"after one that has none":     {func(in *Import) { without(in); with(in) }},
		"in a later file":             {without, with},
		"after a binding":             {bound, with},
		"and keeps it":                {with, without},
		"with the bindings last":      {with, bound},
		"although a file between was": {saw, without, with},
	}
	for name, files := range orders {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			for n, f := range files {
				kind := model.KindOSSLog
				if fmt.Sprintf("%p", f) == fmt.Sprintf("%p", bound) {
					kind = model.KindBindings
				}
				imported(t, db, kind, fmt.Sprint(n), f)
			}
			if got := single(t, db, "SELECT region FROM bucket WHERE name = 'photos'"); got != "ap-southeast-1" {
				t.Errorf("region %q", got)
			}
		})
	}
}
