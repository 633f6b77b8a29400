package pipeline_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"immrecon/import/pipeline"
	"immrecon/import/source"
	"immrecon/store"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/writes"
)

// logLine is a line of an access log; target is what stands behind the slash.
func logLine(id, hour, bucket, target, operation string) string {
	key, _, _ := strings.Cut(target, "?")
	return fmt.Sprintf(`203.0.113.24 - - [04/Mar/2026:%s:30:00 +0800] "GET /%s HTTP/1.1" 200 900 120 "-" "curl/8.10.1" "%s.oss-ap-southeast-1.aliyuncs.com" `+
		`"%s" "true" "1500000000000033" "%s" "%s" "%s" 900 40 "-" 300 "1400000000000017" - "-" "standard" "-" "-" "LTAI5t" "acs:oss:x"`,
		hour, target, bucket, id, operation, bucket, key)
}

// month is a file of each kind that the tests import, by name.
var month = map[string]string{
	"projects.csv": "project,region,created_at,workflow_template\nphotos,ap-southeast-1,2024-09-02T10:00:00+08:00,Official:FaceManagement\n",
	"datasets.csv": "project,dataset,workflow_template\nphotos,visitors,\n",
	"bindings.csv": "bucket,prefix,project,dataset,from,to\npictures,,photos,,,\npictures,index/,photos,visitors,,\n",
	"styles.csv":   "bucket,style,content,from,to\npictures,portrait,image/crop,,\n",
	"prices.csv": "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source\n" +
		"intl,USD,ImageDetect,,,0.021,1000,call,,,contract 7\n",
	"access.log": logLine("65D0A1B2C3D4E5F601000001", "10", "pictures", "a.jpg?x-oss-process=image/faces", "ProcessImage") + "\n" +
		logLine("65D0A1B2C3D4E5F601000002", "10", "pictures", "index/b.jpg", "PutObject") + "\n" +
		logLine("65D0A1B2C3D4E5F601000003", "11", "pictures", "plain.txt", "GetObject") + "\n" +
		"this is no line of a log\n",
	"late.log": logLine("65D0A1B2C3D4E5F601000001", "10", "pictures", "a.jpg?x-oss-process=image/faces", "ProcessImage") + "\n" +
		logLine("65D0A1B2C3D4E5F601000004", "11", "pictures", "index/c.jpg?x-oss-process=style/portrait", "GetObject") + "\n",
	"calls.csv": "time,project,operation,request_id,http_status,images\n" +
		"2026-03-04T10:20:00+08:00,photos,CreateImageToPDFTask,R-1,200,12\n2026-03-04T10:21:00+08:00,photos,DetectImageFaces,R-2,200,\n",
	"trail.json": `{"eventId":"E-1","eventTime":"2026-03-04T02:21:00Z","eventName":"DetectImageFaces","serviceName":"Imm","requestId":"R-2",` +
		`"acsRegion":"ap-southeast-1","requestParameters":{"ProjectName":"photos"}}` + "\n",
	"bill.csv": "LineItemDetails/LineItemId,IdentityDetails/ResourcePurchaseAccountId,BillingDetails/BillingMonth,BillingDetails/LineItemType," +
		"BillingDetails/ServiceStartTime,BillingDetails/ServiceEndTime,ProductDetails/ProductCode,ProductDetails/BillingItemCode," +
		"ResourceDetails/InstanceId,ResourceDetails/RegionCode,UsageDetails/Usage,UsageDetails/UsageUnit,PricingDetails/ListPrice," +
		"PricingDetails/Currency,FeeDetails/GrossAmount\n" +
		"202603_1,1400000000000017,202603,PayAsYouGo,2026-03-04 10:00:00,2026-03-04 11:00:00,imm,ImageDetect," +
		"ap-southeast-1;photos,ap-southeast-1,0.002,\"1,000 calls\",0.028,USD,0.000056\n",
}

func openNew(t *testing.T) *db.DB {
	t.Helper()
	d, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "audit.d"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// written puts files into a new folder.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

var now = time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC)

// imported imports paths and returns what became of each file.
func imported(t *testing.T, ctx context.Context, d *db.DB, o pipeline.Options, paths ...string) ([]pipeline.Outcome, error) {
	t.Helper()
	found, err := source.Find(paths, strings.NewReader(""), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	o.Progress, o.Now = source.Silent{}, func() time.Time { return now }
	var all []pipeline.Outcome
	err = pipeline.Import(ctx, d, found, o, func(outcome pipeline.Outcome) error {
		all = append(all, outcome)
		return nil
	})
	return all, err
}

// importAll imports paths, of which none may fail.
func importAll(t *testing.T, d *db.DB, paths ...string) []pipeline.Outcome {
	t.Helper()
	all, err := imported(t, context.Background(), d, pipeline.Options{}, paths...)
	for _, o := range all {
		err = errors.Join(err, o.Err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// records is what the database knows, in words and without saying from which
// file: which of two files brought a line that both have depends on their order.
func records(t *testing.T, d *db.DB) []string {
	t.Helper()
	statements := []string{
		`SELECT 'request ' || hex(u.request_id) || u.ordinal || ' ' || u.at || ' ' || b.name || b.region || ' ' || p.prefix || ' ' || o.name || ' ' || x.name || u.status || u.object_key
			FROM oss_usage u JOIN bucket_prefix p ON p.id = u.prefix_id JOIN bucket b ON b.id = p.bucket_id JOIN symbol o ON o.id = u.operation_id JOIN symbol x ON x.id = u.extension_id`,
		`SELECT 'hour ' || h.hour || ' ' || b.name || ' ' || p.prefix || ' ' || o.name || ' ' || x.name || h.status || ' ' || sum(h.requests)
			FROM oss_hour h JOIN bucket_prefix p ON p.id = h.prefix_id JOIN bucket b ON b.id = p.bucket_id JOIN symbol o ON o.id = h.operation_id JOIN symbol x ON x.id = h.extension_id
			GROUP BY h.hour, b.name, p.prefix, o.name, x.name, h.status`,
		`SELECT 'seen ' || b.name || ' ' || h.hour || ' ' || sum(h.lines) FROM log_hour h JOIN bucket b ON b.id = h.bucket_id GROUP BY b.name, h.hour`,
		`SELECT 'call ' || request_id || channel || at || region || project || operation || status || coalesce(images, '') FROM api_call`,
		`SELECT 'bill ' || identity || item_code || instance || quantity || gross FROM bill_line`,
		`SELECT 'project ' || name || region || created_at || template FROM project`,
		`SELECT 'dataset ' || project || name || template FROM dataset`,
		`SELECT 'binding ' || bucket || ' ' || prefix || ' ' || project || dataset FROM binding`,
		`SELECT 'style ' || bucket || name || content FROM style`,
		`SELECT 'price ' || item || price FROM own_price`,
		`SELECT 'rejected ' || s.name || r.line || r.content FROM rejected_line r JOIN source s ON s.id = r.source_id`,
		`SELECT 'source ' || name || kind || sha256 || bytes || ' ' || lines_read || ' ' || (kept + duplicate) || ' ' || skipped || ' ' || rejected FROM source`,
	}
	var all []string
	err := writes.Read(d.Reader(context.Background()), "true", nil, func(p *writes.Page) {
		for _, w := range p.Writes {
			all = append(all, fmt.Sprintf("write %X of %s at %d: %d", w.ID, w.Key, w.At, w.Status))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var row string
	for _, s := range statements {
		if err := d.Reader(context.Background()).Query(s, nil, func() { all = append(all, row) }, &row); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return all
}

func TestEveryKindIsDetectedAndTheTablesComeFirst(t *testing.T) {
	d := openNew(t)
	outcomes := importAll(t, d, written(t, month))
	kinds := map[string]model.Kind{}
	var order []string
	for _, o := range outcomes {
		kinds[filepath.Base(o.Name)] = o.Source.Kind
		order = append(order, filepath.Base(o.Name))
		n := o.Source.Tally
		if o.Known || n.Read == 0 || n.Read != n.Kept+n.Skipped+n.Duplicate+n.Rejected || !o.Source.ImportedAt.Equal(now) {
			t.Errorf("%s came to %+v", o.Name, o)
		}
	}
	want := map[string]model.Kind{
		"projects.csv": model.KindProjects, "datasets.csv": model.KindDatasets, "bindings.csv": model.KindBindings, "styles.csv": model.KindStyles,
		"prices.csv": model.KindPrices, "access.log": model.KindOSSLog, "late.log": model.KindOSSLog, "calls.csv": model.KindCalls,
		"trail.json": model.KindActionTrail, "bill.csv": model.KindBill,
	}
	if !maps.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	if want := []string{"bindings.csv", "datasets.csv", "prices.csv", "projects.csv", "styles.csv", "bill.csv",
		"access.log", "calls.csv", "late.log", "trail.json"}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
}

func TestKindsInAnyOrderGiveTheSameRecords(t *testing.T) {
	folder := written(t, month)
	at := openNew(t)
	importAll(t, at, folder)
	want := records(t, at)
	if len(want) != 29 {
		t.Fatalf("only %d records came in:\n%s", len(want), strings.Join(want, "\n"))
	}
	names := slices.Sorted(maps.Keys(month))
	orders := map[string]func(a, b string) int{
		"by name":          cmp.Compare[string],
		"by name, reverse": func(a, b string) int { return cmp.Compare(b, a) },
		"by length":        func(a, b string) int { return cmp.Compare(len(month[b]), len(month[a])) },
	}
	for name, order := range orders {
		t.Run(name, func(t *testing.T) {
			d, sorted := openNew(t), slices.SortedFunc(slices.Values(names), order)
			for _, file := range sorted {
				importAll(t, d, filepath.Join(folder, file))
			}
			if got := records(t, d); !slices.Equal(got, want) {
				t.Errorf("in the order %v\n%s\nat once\n%s", sorted, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestKnownContentIsANoOpWhateverItsName(t *testing.T) {
	d := openNew(t)
	folder := written(t, map[string]string{"one.log": month["access.log"], "two.log": month["access.log"]})
	first := importAll(t, d, folder)
	if first[0].Known || !first[1].Known || first[1].Source.ID != first[0].Source.ID || first[1].Source.Name != filepath.Join(folder, "one.log") {
		t.Errorf("two files of one content came to %+v", first)
	}
	before := records(t, d)
	again := importAll(t, d, folder)
	if !again[0].Known || !again[1].Known || again[0].Source.Tally != first[0].Source.Tally {
		t.Errorf("imported again they came to %+v", again)
	}
	if got := records(t, d); !slices.Equal(got, before) {
		t.Errorf("records changed to %v", got)
	}
	other := written(t, map[string]string{"as long.log": strings.Replace(month["access.log"], "a.jpg", "z.jpg", 1)})
	if o := importAll(t, d, other); o[0].Known {
		t.Error("another content of the same length passed for known")
	}
}

func TestAFileOfNoKindIsRefusedAndOthersGoOn(t *testing.T) {
	d := openNew(t)
	folder := written(t, map[string]string{"letter.txt": "Dear sirs,\nenclosed you find\n", "projects.csv": month["projects.csv"]})
	all, err := imported(t, context.Background(), d, pipeline.Options{}, folder)
	if err != nil || len(all) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, o := range all {
		unknown := filepath.Base(o.Name) == "letter.txt"
		if errors.Is(o.Err, source.ErrUnknownKind) != unknown || unknown && !strings.Contains(o.Err.Error(), o.Name) {
			t.Errorf("%s: %v", o.Name, o.Err)
		}
	}
	if all, _ := sources.All(d.Reader(context.Background())); len(all) != 1 {
		t.Errorf("%d sources, want the projects alone", len(all))
	}
}

func TestAForcedKindLosesNoLine(t *testing.T) {
	d := openNew(t)
	path := filepath.Join(written(t, map[string]string{"letter.txt": "Dear sirs,\nenclosed you find\n"}), "letter.txt")
	all, err := imported(t, context.Background(), d, pipeline.Options{Kind: model.KindOSSLog}, path)
	if err != nil || all[0].Err != nil || all[0].Source.Tally != (model.Tally{Read: 2, Rejected: 2}) {
		t.Errorf("%+v, %v", all, err)
	}
	rejected, err := sources.Rejected(d.Reader(context.Background()), 0)
	if err != nil || len(rejected) != 2 || rejected[1].Text != "enclosed you find" || rejected[1].File != path || rejected[1].Line != 2 {
		t.Errorf("rejected %+v, %v", rejected, err)
	}
}

func TestAFileThatBreaksOffIsWhollyOut(t *testing.T) {
	var packed bytes.Buffer
	to := gzip.NewWriter(&packed)
	for n := range 20_000 {
		fmt.Fprintln(to, logLine(fmt.Sprintf("65D0A1B2C3D4E5F6%08X", n*7919), "10", "pictures", "a.jpg?x-oss-process=image/faces", "ProcessImage"))
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	d := openNew(t)
	before := records(t, d)
	folder := written(t, map[string]string{"cut.log.gz": packed.String()[:packed.Len()*9/10], "projects.csv": month["projects.csv"]})
	all, err := imported(t, context.Background(), d, pipeline.Options{}, filepath.Join(folder, "cut.log.gz"))
	if err != nil || len(all) != 1 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), "breaks off") {
		t.Fatalf("%+v, %v", all, err)
	}
	if got := records(t, d); !slices.Equal(got, before) {
		t.Errorf("of the broken file there is left %v", got)
	}
	whole := written(t, map[string]string{"whole.log.gz": packed.String()})
	if o := importAll(t, d, whole); o[0].Source.Tally != (model.Tally{Read: 20_000, Kept: 20_000}) {
		t.Errorf("the whole file came to %+v", o[0].Source.Tally)
	}
}

func TestADryRunCountsAndLeavesNothing(t *testing.T) {
	folder := written(t, month)
	d, other := openNew(t), openNew(t)
	before := records(t, d)
	dry, err := imported(t, context.Background(), d, pipeline.Options{DryRun: true}, folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := records(t, d); !slices.Equal(got, before) {
		t.Errorf("the dry run left %v", got)
	}
	for n, o := range importAll(t, other, folder) {
		tally := o.Source.Tally
		tally.Kept, tally.Duplicate = tally.Kept+tally.Duplicate, 0 // no file knows of the one before it
		if dry[n].Err != nil || dry[n].Source.Tally != tally || dry[n].Source.SHA256 != o.Source.SHA256 {
			t.Errorf("%s: the dry run counted %+v, the import %+v", o.Name, dry[n], o)
		}
	}
}

func TestACancelledImportLeavesNothingOfItsFile(t *testing.T) {
	d := openNew(t)
	folder := written(t, map[string]string{"projects.csv": month["projects.csv"], "access.log": month["access.log"], "late.log": month["late.log"]})
	found, err := source.Find([]string{folder}, strings.NewReader(""), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	ctx, cancel := context.WithCancel(context.Background())
	var done []string
	o := pipeline.Options{Progress: &cancelling{after: 2, cancel: cancel}, Now: func() time.Time { return now }}
	err = pipeline.Import(ctx, d, found, o, func(outcome pipeline.Outcome) error {
		done = append(done, filepath.Base(outcome.Name))
		return outcome.Err
	})
	if !errors.Is(err, context.Canceled) || !slices.Equal(done, []string{"projects.csv"}) {
		t.Errorf("done %v, %v", done, err)
	}
	stored, err := sources.All(d.Reader(context.Background()))
	if err != nil || len(stored) != 1 || stored[0].Kind != model.KindProjects {
		t.Errorf("sources %+v, %v; want the file alone that was whole", stored, err)
	}
	if got := records(t, d); slices.ContainsFunc(got, func(row string) bool { return strings.HasPrefix(row, "request") || strings.HasPrefix(row, "seen") }) {
		t.Errorf("of the file under way there is left %v", got)
	}
	importAll(t, d, folder)
}

// cancelling calls the import off at the nth piece of a file that is read.
type cancelling struct {
	source.Silent
	after  int64
	pieces atomic.Int64
	cancel func()
}

// Add implements source.Progress.
func (c *cancelling) Add(n int64) {
	if n > 0 && c.pieces.Add(1) == c.after {
		c.cancel()
	}
}

func TestTheCallerCanStopBetweenFiles(t *testing.T) {
	d := openNew(t)
	found, err := source.Find([]string{written(t, month)}, strings.NewReader(""), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	enough := errors.New("enough")
	o := pipeline.Options{Progress: source.Silent{}, Now: time.Now}
	if err := pipeline.Import(context.Background(), d, found, o, func(pipeline.Outcome) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("Files returned %v", err)
	}
	if all, _ := sources.All(d.Reader(context.Background())); len(all) != 1 {
		t.Errorf("%d sources, want 1", len(all))
	}
}
