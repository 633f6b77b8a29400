package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

// request is a finished image/faces request unless operations say otherwise.
func request(id, bucket, key string, at int64, operations ...string) *model.Request {
	if len(operations) == 0 {
		operations = []string{"image/faces"}
	}
	return &model.Request{ID: id, At: at, Bucket: bucket, Region: "ap-southeast-1", Key: key, Status: 200, Operations: operations, Channel: model.KindOSSLog}
}

func call(id string, channel model.Kind) *model.Call {
	return &model.Call{RequestID: id, At: noon, Project: "photos", Operation: "DetectImageFaces", Status: 200, Channel: channel}
}

// hexID is the nth request id as the provider writes them.
func hexID(n int) string { return fmt.Sprintf("65D0A1B2%016X", n) }

// billLine is a line of a bill; id may be empty, raw is its content and names
// its instance, so that another raw is another content.
func billLine(id, raw string) *model.BillLine {
	return &model.BillLine{
		Form: "v2-en", LineID: id, Account: "1400000000000017", Month: "2026-03", From: noon, To: noon + 3600, Grain: model.GrainHour,
		Product: "imm", ItemCode: "ImageDetect", Instance: raw, Region: "ap-southeast-1", Type: model.LineUsage,
		Usage: decimal.NewNullDecimal(decimal.RequireFromString("0.014")), UsageUnit: "1,000 calls", Quantity: 14, Unit: "call",
		Gross: decimal.NewNullDecimal(decimal.RequireFromString("0.000392")), Currency: "USD", Raw: raw,
	}
}

// holdsUp checks what must be true of any database: lines are conserved, and
// the hourly sums are those of the requests.
func holdsUp(t *testing.T, db *DB) {
	t.Helper()
	sources, err := db.Sources(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		n := s.Tally
		if n.Read != n.Kept+n.Skipped+n.Duplicate+n.Rejected || min(n.Kept, n.Skipped, n.Duplicate, n.Rejected) < 0 {
			t.Errorf("%s: %+v does not add up", s.Name, n)
		}
		for table, want := range map[string]int64{"duplicate_line": n.Duplicate, "rejected_line": n.Rejected} {
			if got := single(t, db, "SELECT count(*) FROM "+table+" WHERE source_id = ?", s.ID); got != fmt.Sprint(want) {
				t.Errorf("%s: %s rows of %s, counted %d", s.Name, got, table, want)
			}
		}
		kept := single(t, db, `SELECT (SELECT count(DISTINCT line) FROM oss_usage WHERE source_id = ?1) + (SELECT count(*) FROM api_call WHERE source_id = ?1)
			+ (SELECT count(*) FROM bill_line WHERE source_id = ?1) + (SELECT count(*) FROM project WHERE source_id = ?1)
			+ (SELECT count(*) FROM dataset WHERE source_id = ?1) + (SELECT count(*) FROM binding WHERE source_id = ?1)
			+ (SELECT count(*) FROM style WHERE source_id = ?1) + (SELECT count(*) FROM own_price WHERE source_id = ?1)`, s.ID)
		if kept != fmt.Sprint(n.Kept) {
			t.Errorf("%s: %s records, counted %d", s.Name, kept, n.Kept)
		}
	}
	const columns = "source_id || ' ' || hour || ' ' || place_id || ' ' || operation_id || ' ' || extension_id || ' ' || status || ' ' || "
	sameRows(t, "oss_hour against oss_usage",
		rowsOf(t, db, "SELECT "+columns+"requests FROM oss_hour ORDER BY 1"),
		rowsOf(t, db, "SELECT "+columns+"n FROM (SELECT source_id, at - at % 3600 AS hour, place_id, operation_id, extension_id, status, count(*) AS n "+
			"FROM oss_usage GROUP BY 1, 2, 3, 4, 5, 6) grouped ORDER BY 1"))
}

// oneOfEach keeps, as line n, a record of a kind that nothing else resembles.
func oneOfEach(kind model.Kind) func(in *Import, n int64) {
	name := func(n int64) string { return fmt.Sprintf("name-%d", n) }
	return map[model.Kind]func(*Import, int64){
		model.KindOSSLog:      func(in *Import, n int64) { in.KeepRequest(n, request(hexID(int(n)), "photos", "a.jpg", noon)) },
		model.KindSLSLog:      func(in *Import, n int64) { in.KeepRequest(n, request(hexID(int(n)), "photos", "a.jpg", noon)) },
		model.KindActionTrail: func(in *Import, n int64) { in.KeepCall(n, call(name(n), model.KindActionTrail)) },
		model.KindCalls:       func(in *Import, n int64) { in.KeepCall(n, call(name(n), model.KindCalls)) },
		model.KindBill:        func(in *Import, n int64) { in.KeepBillLine(n, billLine(name(n), name(n))) },
		model.KindProjects:    func(in *Import, n int64) { in.KeepProject(n, &model.Project{Name: name(n)}) },
		model.KindDatasets:    func(in *Import, n int64) { in.KeepDataset(n, &model.Dataset{Project: "photos", Name: name(n)}) },
		model.KindBindings:    func(in *Import, n int64) { in.KeepBinding(n, &model.Binding{Bucket: name(n), Project: "photos"}) },
		model.KindStyles: func(in *Import, n int64) {
			in.KeepStyle(n, &model.Style{Bucket: "photos", Name: name(n), Operations: []string{"image/faces"}})
		},
		model.KindPrices: func(in *Import, n int64) { in.KeepPrice(n, &model.Price{Item: name(n), Per: 1000}) },
	}[kind]
}

func TestLinesOfEveryKindAreConserved(t *testing.T) {
	for _, kind := range model.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			db, keep := openNew(t), oneOfEach(kind)
			s := imported(t, db, kind, "some file", func(in *Import) {
				in.Skip(1)
				for line := int64(2); line <= 6; line++ {
					keep(in, line)
				}
				in.Reject(7, "the fifth field is no number", "a;b;c;d;e")
				in.Skip(8)
			})
			if want := (model.Tally{Read: 8, Kept: 5, Skipped: 2, Rejected: 1}); s.Tally != want {
				t.Errorf("tally %+v, want %+v", s.Tally, want)
			}
			holdsUp(t, db)
			rejected, err := db.RejectedLines(context.Background(), s.ID)
			want := []model.RejectedLine{{SourceID: s.ID, File: "some file", Rejected: model.Rejected{Line: 7, Reason: "the fifth field is no number", Text: "a;b;c;d;e"}}}
			if err != nil || !reflect.DeepEqual(rejected, want) {
				t.Errorf("rejected lines %v, %v; want %v", rejected, err, want)
			}
		})
	}
}

func TestDuplicatesAreCountedOnceWhereverTheyStand(t *testing.T) {
	db := openNew(t)
	first := imported(t, db, model.KindOSSLog, "first.log", func(in *Import) {
		in.KeepRequest(1, request(hexID(1), "photos", "a.jpg", noon))
		in.KeepRequest(2, request(hexID(1), "photos", "a.jpg", noon)) // within a file
		in.KeepRequest(3, request(hexID(2), "photos", "a.jpg", noon, "image/faces", "image/codes"))
		in.KeepRequest(4, request("not-hex", "photos", "a.jpg", noon))
	})
	second := imported(t, db, model.KindSLSLog, "second.log", func(in *Import) {
		in.KeepRequest(1, request(strings.ToLower(hexID(2)), "photos", "a.jpg", noon, "image/faces", "image/codes")) // across files and channels
		in.KeepRequest(2, request("not-hex", "photos", "a.jpg", noon))
		in.KeepRequest(3, request(hexID(3), "photos", "a.jpg", noon))
	})
	if want := (model.Tally{Read: 4, Kept: 3, Duplicate: 1}); first.Tally != want {
		t.Errorf("first file %+v, want %+v", first.Tally, want)
	}
	if want := (model.Tally{Read: 3, Kept: 1, Duplicate: 2}); second.Tally != want {
		t.Errorf("second file %+v, want %+v", second.Tally, want)
	}
	if n := single(t, db, "SELECT sum(requests) FROM oss_hour"); n != "5" {
		t.Errorf("%s operations in the hourly sums, want 5", n)
	}
	holdsUp(t, db)
}

func TestDuplicatesAcrossBatches(t *testing.T) {
	const different = batchRows + 3000
	db, random := openNew(t), rand.New(rand.NewPCG(7, 7))
	write := func(seed int) func(*Import) {
		return func(in *Import) {
			for n := range 2 * different {
				id := n
				if n >= different {
					id = random.IntN(different) // seen before, in this batch or in an earlier one
				}
				at := noon + int64(id%7)*1800
				in.KeepRequest(int64(n+1), request(hexID(id+seed), "photos", "a.jpg", at))
			}
		}
	}
	tallies := []model.Tally{
		imported(t, db, model.KindOSSLog, "one.log", write(0)).Tally,
		imported(t, db, model.KindOSSLog, "half known.log", write(different/2)).Tally,
	}
	want := []model.Tally{
		{Read: 2 * different, Kept: different, Duplicate: different},
		{Read: 2 * different, Kept: different / 2, Duplicate: different + (different - different/2)},
	}
	if !reflect.DeepEqual(tallies, want) {
		t.Errorf("tallies %+v, want %+v", tallies, want)
	}
	holdsUp(t, db)
}

func TestSeveralDatabasesLoadAtOnce(t *testing.T) {
	load := func(db *DB, bucket string) error {
		for file := range 20 {
			in, err := db.Begin(context.Background(), model.Source{Kind: model.KindOSSLog, Name: fmt.Sprint(file)})
			if err != nil {
				return err
			}
			for line := range int64(50) {
				in.KeepRequest(line+1, request(hexID(file*100+int(line)), bucket, "a.jpg", noon))
			}
			if _, err := in.Commit(fmt.Sprint(file), 1, time.Unix(noon, 0)); err != nil {
				return err
			}
		}
		return nil
	}
	var group sync.WaitGroup
	databases := map[string]*DB{}
	for n := range 4 {
		bucket := fmt.Sprint("bucket-", n)
		db := openNew(t)
		databases[bucket] = db
		group.Go(func() {
			if err := load(db, bucket); err != nil {
				t.Errorf("%s: %v", bucket, err)
			}
		})
	}
	group.Wait()
	for bucket, db := range databases {
		if n := single(t, db, "SELECT count(*) FROM oss_usage u JOIN place p ON p.id = u.place_id JOIN bucket b ON b.id = p.bucket_id WHERE b.name = ?", bucket); n != "1000" {
			t.Errorf("%s has %s requests of its own, want 1000", bucket, n)
		}
	}
}

func TestOneCallOfEachChannelIsKept(t *testing.T) {
	db := openNew(t)
	imported(t, db, model.KindActionTrail, "trail.json", func(in *Import) {
		c := call("R-1", model.KindActionTrail)
		c.Objects = []string{"oss://photos/a.jpg", "oss://photos/b.MP4"}
		in.KeepCall(1, c)
		in.KeepCall(2, c)
	})
	log := imported(t, db, model.KindCalls, "calls.csv", func(in *Import) { in.KeepCall(2, call("R-1", model.KindCalls)) })
	again := imported(t, db, model.KindActionTrail, "more.json", func(in *Import) {
		in.KeepCall(1, call("R-1", model.KindActionTrail))
		in.KeepCall(2, call("R-2", model.KindActionTrail))
	})
	if log.Tally.Duplicate != 0 || again.Tally.Duplicate != 1 {
		t.Errorf("duplicates %d and %d, want 0 in the other channel and 1 in the same", log.Tally.Duplicate, again.Tally.Duplicate)
	}
	sameRows(t, "objects", rowsOf(t, db, "SELECT uri || ' ' || extension FROM api_call_object ORDER BY ordinal"),
		[]string{"oss://photos/a.jpg jpg", "oss://photos/b.MP4 mp4"})
	holdsUp(t, db)
}

func TestBillLinesKnowThemselves(t *testing.T) {
	bill := func(lines ...*model.BillLine) func(*Import) {
		return func(in *Import) {
			for n, l := range lines {
				in.KeepBillLine(int64(n+2), l)
			}
		}
	}
	cases := []struct {
		name           string
		first, second  func(*Import)
		kept, repeated int64 // of both files together
	}{
		{"the same id and content within a file", bill(billLine("1", "x"), billLine("1", "x")), bill(), 1, 1},
		{"the same id and content in another export", bill(billLine("1", "x")), bill(billLine("1", "x"), billLine("2", "y")), 2, 1},
		{"equal lines without id stay two", bill(billLine("", "x"), billLine("", "x")), bill(), 2, 0},
		{"the same two in another export are known", bill(billLine("", "x"), billLine("", "x")), bill(billLine("", "x"), billLine("", "x")), 2, 2},
		{"a third equal line in a later export is new", bill(billLine("", "x"), billLine("", "x")),
			bill(billLine("", "x"), billLine("", "x"), billLine("", "x")), 3, 2},
		{"another content without id is another line", bill(billLine("", "x")), bill(billLine("", "y")), 2, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			db := openNew(t)
			a := imported(t, db, model.KindBill, "march.csv", c.first).Tally
			b := imported(t, db, model.KindBill, "march again.csv", c.second).Tally
			if a.Kept+b.Kept != c.kept || a.Duplicate+b.Duplicate != c.repeated {
				t.Errorf("kept %d, duplicate %d; want %d and %d", a.Kept+b.Kept, a.Duplicate+b.Duplicate, c.kept, c.repeated)
			}
			holdsUp(t, db)
		})
	}
}

func TestTheSameBillLineIDOfAnotherAccountOrMonthIsAnotherLine(t *testing.T) {
	db := openNew(t)
	s := imported(t, db, model.KindBill, "two accounts.csv", func(in *Import) {
		other, later := billLine("1", "y"), billLine("1", "z")
		other.Account, later.Month = "1400000000000099", "2026-04"
		in.KeepBillLine(2, billLine("1", "x"))
		in.KeepBillLine(3, other)
		in.KeepBillLine(4, later)
	})
	if s.Tally.Kept != 3 {
		t.Errorf("kept %d, want 3", s.Tally.Kept)
	}
}

func TestAnAmountThatIsNotGivenIsNotTheLastOne(t *testing.T) {
	db := openNew(t)
	imported(t, db, model.KindBill, "march.csv", func(in *Import) {
		in.KeepBillLine(2, billLine("1", "x"))
		in.KeepBillLine(3, &model.BillLine{LineID: "2", Raw: "y"})
	})
	var gross decimal.NullDecimal
	var all []string
	err := query(context.Background(), db.read, "SELECT gross FROM bill_line ORDER BY line", nil,
		func() { all = append(all, fmt.Sprint(gross.Decimal, gross.Valid)) }, &gross)
	if want := []string{"0.000392 true", "0 false"}; err != nil || !slices.Equal(all, want) {
		t.Errorf("amounts %v, %v; want %v", all, err, want)
	}
}

func TestOneBillLineIDWithTwoContentsIsRefused(t *testing.T) {
	places := map[string]func(*testing.T, *DB) (string, error){
		"within a file": func(t *testing.T, db *DB) (string, error) {
			_, err := tryImport(t, db, model.KindBill, "march.csv", func(in *Import) {
				in.KeepBillLine(2, billLine("202603_7", "14 calls"))
				in.KeepBillLine(3, billLine("202603_7", "15 calls"))
			})
			return "march.csv:2", err
		},
		"across files": func(t *testing.T, db *DB) (string, error) {
			imported(t, db, model.KindBill, "first.csv", func(in *Import) { in.KeepBillLine(9, billLine("202603_7", "14 calls")) })
			_, err := tryImport(t, db, model.KindBill, "march.csv", func(in *Import) { in.KeepBillLine(3, billLine("202603_7", "15 calls")) })
			return "first.csv:9", err
		},
	}
	for name, load := range places {
		t.Run(name, func(t *testing.T) {
			db := openNew(t)
			there, err := load(t, db)
			if err == nil {
				t.Fatal("both contents were taken")
			}
			for _, part := range []string{"march.csv:3", there, "202603_7", "14 calls", "15 calls"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not say %q: %v", part, err)
				}
			}
			if n := single(t, db, "SELECT count(*) FROM source WHERE name = 'march.csv'"); n != "0" {
				t.Error("the file that was refused is in")
			}
		})
	}
}

func TestRollbackLeavesNothing(t *testing.T) {
	db := openNew(t)
	imported(t, db, model.KindOSSLog, "before.log", func(in *Import) { in.KeepRequest(1, request(hexID(1), "photos", "a.jpg", noon)) })
	before := content(t, db)
	fill := func(in *Import) {
		for n := range batchRows + 10 { // more than one batch, so that some has reached the tables
			in.KeepRequest(int64(n+1), request(hexID(n), "new-bucket", "a.new", noon, "image/new"))
			in.SawBucket("other-bucket", time.Unix(noon, 0))
		}
		in.KeepCall(1_000_001, call("R-1", model.KindCalls))
		in.KeepBillLine(1_000_002, billLine("", "x"))
		in.KeepBinding(1_000_003, &model.Binding{Bucket: "photos", Prefix: "a", Project: "p"})
		in.Reject(1_000_004, "broken", "text")
	}
	ends := map[string]func(*Import) error{
		"rollback": (*Import).Rollback,
		"dry run": func(in *Import) error {
			s, err := in.Count("sum", 1)
			if want := (model.Tally{Read: batchRows + 14, Kept: batchRows + 12, Duplicate: 1, Rejected: 1}); s.Tally != want {
				t.Errorf("the dry run counted %+v, want %+v", s.Tally, want)
			}
			return err
		},
	}
	for name, end := range ends {
		in := begun(t, db, model.KindBindings, name)
		fill(in)
		if err := end(in); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sameRows(t, name, content(t, db), before)
	}
	imported(t, db, model.KindOSSLog, "other.log", func(in *Import) { in.KeepRequest(1, request("other", "photos", "a.jpg", noon)) })
	if left := single(t, db, "SELECT (SELECT count(*) FROM word WHERE word LIKE '%new') + (SELECT count(*) FROM bucket WHERE name <> 'photos')"); left != "0" {
		t.Errorf("the next import brought %s names of those taken back", left)
	}
	s := imported(t, db, model.KindOSSLog, "after.log", fill)
	if s.Tally.Duplicate != 1 || s.Tally.Rejected != 1 {
		t.Errorf("the import after it came to %+v", s.Tally)
	}
	holdsUp(t, db)
	if dangling := single(t, db, `SELECT count(*) FROM oss_usage u LEFT JOIN place p ON p.id = u.place_id LEFT JOIN bucket b ON b.id = p.bucket_id
		LEFT JOIN word w ON w.id = u.operation_id WHERE b.name IS NULL OR w.word IS NULL`); dangling != "0" {
		t.Errorf("%s requests point at words or places that are not there", dangling)
	}
}

func TestACancelledImportLeavesNothingAndTheNextOneWorks(t *testing.T) {
	db := openNew(t)
	before := content(t, db)
	ctx, cancel := context.WithCancel(context.Background())
	in, err := db.Begin(ctx, model.Source{Kind: model.KindOSSLog, Name: "cut.log"})
	if err != nil {
		t.Fatal(err)
	}
	in.KeepRequest(1, request(hexID(1), "photos", "a.jpg", noon))
	cancel()
	if _, err := in.Commit("sum", 1, time.Unix(noon, 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("commit of a cancelled import: %v", err)
	}
	sameRows(t, "after the cancelled import", content(t, db), before)
	imported(t, db, model.KindOSSLog, "whole.log", func(in *Import) { in.KeepRequest(1, request(hexID(1), "photos", "a.jpg", noon)) })
	holdsUp(t, db)
}

func TestTheSameContentIsNotTakenTwice(t *testing.T) {
	db := openNew(t)
	one := func(in *Import) { in.KeepProject(2, &model.Project{Name: "photos"}) }
	s := imported(t, db, model.KindProjects, "projects.csv", one)
	if _, err := tryImport(t, db, model.KindProjects, "projects.csv", one); err == nil {
		t.Error("one content was committed twice")
	}
	found, ok, err := db.SourceWithContent(context.Background(), s.SHA256)
	if err != nil || !ok || found.ID != s.ID || found.Tally != s.Tally {
		t.Errorf("found %+v, %t, %v; want %+v", found, ok, err, s)
	}
	if _, ok, err := db.SourceWithContent(context.Background(), "of nothing"); ok || err != nil {
		t.Errorf("found a content that was never imported: %t, %v", ok, err)
	}
}

func TestCallsComeBackAsTheyWentIn(t *testing.T) {
	yes, no := true, false
	db := openNew(t)
	full := model.Call{
		RequestID: "R-1", TaskID: "T-1", At: noon, Region: "ap-southeast-1", Project: "studio", Dataset: "d", Operation: "CreateMediaConvertTask",
		Status: 200, ErrorCode: "TaskFailed", Channel: model.KindCalls, Codec: "h264", Output: "video", Tier: "basic", Width: 640, Height: 480,
		Rate: "30000/1001", Duration: 1_500_000, Frames: 3, Images: 4, Streams: 5, Bytes: 6, Readonly: &yes, Cached: &no, Geo: &yes,
		InitialTranscode: -1, TranscodeAhead: 12, SegmentLength: 10_000_000, TargetURI: "oss://b/o", Token: "t",
		AccessIn: "ai", RefreshIn: "ri", AccessOut: "ao", RefreshOut: "ro",
		Known: model.FactSize | model.FactRate | model.FactDuration | model.FactFrames | model.FactImages | model.FactStreams | model.FactBytes | model.FactInitialTranscode | model.FactTranscodeAhead | model.FactSegmentLength,
	}
	bare := model.Call{RequestID: "R-2", At: noon + 1, Operation: "GetFileMeta", Channel: model.KindActionTrail}
	zero := model.Call{RequestID: "R-3", At: noon + 2, Operation: "CreateImageToPDFTask", Channel: model.KindCalls, Known: model.FactImages}
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) {
		for n, c := range []model.Call{bare, zero, full} {
			in.KeepCall(int64(n+2), &c)
		}
	})
	var got []model.Call
	err := db.Work(context.Background(), func(w *Work) error {
		return w.Calls(noon, noon+3, "true", func(c *model.Call) { got = append(got, *c) })
	})
	if want := []model.Call{full, bare, zero}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func TestExtensions(t *testing.T) {
	for key, want := range map[string]string{
		"a/b.JPG": "jpg", "a.b/c": "", "": "", "archive.tar.gz": "gz", ".hidden": "hidden", "oss://b/x.Mp4": "mp4",
		"a.": "", "a.thisIsNoExtension": "",
	} {
		if got := extension(key); got != want {
			t.Errorf("extension(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestHours(t *testing.T) {
	for at, want := range map[int64]int64{0: 0, 3599: 0, 3600: 3600, -1: -3600, -3600: -3600, noon + 5: noon} {
		if got := model.HourOf(at); got != want {
			t.Errorf("hourOf(%d) = %d, want %d", at, got, want)
		}
	}
}

func TestCollectedCountsLikeTheDatabase(t *testing.T) {
	for _, kind := range model.Kinds {
		var memory readertest.Collected
		db := openNew(t)
		s := imported(t, db, kind, "file", func(in *Import) { oneOfEach(kind)(in, 2); in.Skip(1); in.Reject(3, "r", "t") })
		var intake model.RecordWriter = &memory
		intake.Skip(1)
		intake.Reject(3, "r", "t")
		switch kind {
		case model.KindOSSLog, model.KindSLSLog:
			intake.KeepRequest(2, request(hexID(2), "photos", "a.jpg", noon))
		case model.KindActionTrail, model.KindCalls:
			intake.KeepCall(2, call("name-2", kind))
		case model.KindBill:
			intake.KeepBillLine(2, billLine("", ""))
		case model.KindProjects:
			intake.KeepProject(2, &model.Project{})
		case model.KindDatasets:
			intake.KeepDataset(2, &model.Dataset{})
		case model.KindBindings:
			intake.KeepBinding(2, &model.Binding{})
		case model.KindStyles:
			intake.KeepStyle(2, &model.Style{})
		case model.KindPrices:
			intake.KeepPrice(2, &model.Price{})
		}
		if memory.Tally != s.Tally || !slices.Equal(memory.Rejects, []model.Rejected{{Line: 3, Reason: "r", Text: "t"}}) {
			t.Errorf("%s: memory counts %+v, the database %+v", kind, memory.Tally, s.Tally)
		}
	}
}

// What must go in and stands there already is an error, and not left out.
func TestWhatIsRecordedTwiceIsAnError(t *testing.T) {
	db := openNew(t)
	imported(t, db, model.KindProjects, "first.csv", func(in *Import) { in.Skip(1) })
	first, err := db.Sources(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	in, err := db.Begin(context.Background(), model.Source{Kind: model.KindProjects, Name: "again.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Commit(first[0].SHA256, 1, time.Unix(noon, 0)); err == nil || !strings.Contains(err.Error(), "again.csv") {
		t.Errorf("the same content was recorded twice: %v", err)
	}
	if after, err := db.Sources(context.Background()); err != nil || !reflect.DeepEqual(after, first) {
		t.Errorf("sources %+v, %v; want %+v", after, err, first)
	}
	events, err := db.Events(context.Background(), EventImported, "")
	if err != nil || len(events) != 1 {
		t.Errorf("%d events, %v; want that of the first import alone", len(events), err)
	}
}
