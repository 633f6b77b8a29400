package reconcile_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
	"immrecon/store/storetest"
)

func TestFailedCallsByTheirOutcome(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	for _, end := range []struct {
		status int
		code   string
	}{{200, ""}, {304, ""}, {404, "NoSuchKey"}, {503, "ServiceUnavailable"}, {200, "TaskFailed"}} {
		for _, operation := range []string{"GetFileMeta", "DetectImageFaces", "SemanticQuery"} {
			m.calls(model.Call{Operation: operation, At: on(10, 0), Status: end.status, ErrorCode: end.code})
		}
		m.requests(model.Request{At: on(10, 0), Status: end.status, ErrorCode: end.code, Key: "a.jpg", Operations: []string{"image/codes"}})
	}
	r := m.reconciled()
	cellsAre(t, r,
		"photos StandardQueryL0 04T10 1h 3/0", // a request fee is charged on 4xx, and on a task that failed
		"photos StandardQueryL2 04T10 1h 3/0",
		"photos SemanticAnalyze 04T10 1h 1/0",
		"photos ImageDetect 04T10 1h 1/0",
		"photos ImageQRCodes 04T10 1h 2/0") // the log of requests shows no task's end
	for c := range r.Cells {
		if c.Item == "ImageDetect" {
			want := map[string]int64{"not_modified": 1, "refused": 1, "failed_task": 1, "server_error": 1}
			if !maps.Equal(c.Alternatives, want) {
				t.Errorf("beside the expected call there are %v, want %v", c.Alternatives, want)
			}
		}
	}
}

func TestAssumptionsCanBeSwitched(t *testing.T) {
	m := newMonth(t)
	for _, status := range []int{200, 304, 404, 503} {
		m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0), Status: status})
	}
	for rule, want := range map[string]string{
		"charge_4xx_processing": "photos ImageDetect 04T10 1h 2/0",
		"charge_304":            "photos ImageDetect 04T10 1h 2/0",
	} {
		m.options.Assume = map[string]bool{rule: true}
		cellsAre(t, m.reconciled(), want)
	}
	m.options.Assume = nil
	cellsAre(t, m.reconciled(), "photos ImageDetect 04T10 1h 1/0")
}

// ofOffice are the two projects whose Weboffice is charged differently, and
// one that nobody knows the creation of.
var ofOffice = []model.Project{
	{Name: "old", Region: "ap-southeast-1", CreatedAt: time.Date(2023, 12, 1, 0, 0, 0, 0, model.BillingZone).Unix() - 1},
	{Name: "new", Region: "ap-southeast-1", CreatedAt: time.Date(2023, 12, 1, 0, 0, 0, 0, model.BillingZone).Unix()},
	{Name: "nameless", Region: "ap-southeast-1"},
}

func TestWebofficeByOpeningsOrByCalls(t *testing.T) {
	yes, no := true, false
	m := newMonth(t)
	m.projects(ofOffice...)
	m.bindings(model.Binding{Bucket: "papers-old", Project: "old"}, model.Binding{Bucket: "papers-new", Project: "new"}, model.Binding{Bucket: "papers-nameless", Project: "nameless"})
	for _, p := range ofOffice {
		m.calls(
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, 0), Channel: model.KindActionTrail, Readonly: &no},
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, 1), Channel: model.KindActionTrail, Readonly: &yes},
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, 2), Channel: model.KindActionTrail, Readonly: &yes, Cached: &yes},
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, 3), Channel: model.KindActionTrail}, // readonly is no by default
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(10, 4), Channel: model.KindActionTrail, Readonly: &yes, Status: 500, ErrorCode: "InternalError"},
			model.Call{Project: p.Name, Operation: "WebofficeOpen", At: on(10, 5), Readonly: &yes, Cached: &no},
			model.Call{Project: p.Name, Operation: "WebofficeOpen", At: on(10, 6), Readonly: &yes, Cached: &no},
			model.Call{Project: p.Name, Operation: "WebofficeOpen", At: on(11, 0), Readonly: &no, Cached: &no})
		m.requests(model.Request{Bucket: "papers-" + p.Name, At: on(10, 7), Key: "a.docx", Operations: []string{"doc/preview"}})
	}
	cellsAre(t, m.reconciled(),
		"old DocumentWebofficePreview 04T10 1h 2/0", "old DocumentWebofficeEdit 04T11 1h 1/0",
		"new DocumentWebofficeEdit 04T10 1h 2/0", "new DocumentWebofficePreview 04T10 1h 2/0", "new DocumentWebofficeCachePreview 04T10 1h 1/0",
		// what only could have been charged leaves cells with nothing expected
		"old DocumentWebofficeEdit 04T10 1h 0/0", "old DocumentWebofficeCachePreview 04T10 1h 0/0", "new DocumentWebofficeEdit 04T11 1h 0/0",
		"nameless DocumentWebofficeEdit 04T10 1h 0/0", "nameless DocumentWebofficePreview 04T10 1h 0/0",
		"nameless DocumentWebofficeCachePreview 04T10 1h 0/0", "nameless DocumentWebofficeEdit 04T11 1h 0/0")
}

func TestDocumentRequestsThatFailAreAlternatives(t *testing.T) {
	m := newMonth(t)
	m.projects(ofOffice...)
	m.bindings(model.Binding{Bucket: "papers-old", Project: "old"}, model.Binding{Bucket: "papers-new", Project: "new"})
	for _, bucket := range []string{"papers-old", "papers-new"} {
		for _, status := range []int{200, 200, 404, 503} {
			m.requests(model.Request{Bucket: bucket, At: on(10, 0), Status: status, Key: "a.docx", Operations: []string{"doc/edit"}})
		}
	}
	r := m.reconciled()
	cellsAre(t, r, "old DocumentWebofficeEdit 04T10 1h 0/0", "new DocumentWebofficeEdit 04T10 1h 2/0")
	want := map[string]map[string]int64{
		"old": {"may_be_opening": 2, "refused": 1, "server_error": 1},
		"new": {"refused": 1, "server_error": 1},
	}
	for c := range r.Cells {
		if !maps.Equal(c.Alternatives, want[c.Project]) {
			t.Errorf("%s: alternatives %v, want %v", c.Project, c.Alternatives, want[c.Project])
		}
	}
}

func TestRefreshesInheritThroughAnyChain(t *testing.T) {
	yes := true
	generate := model.Call{Project: "new", Operation: "GenerateWebofficeToken", At: on(0, 0) - 5*86400, Channel: model.KindActionTrail,
		Readonly: &yes, Cached: &yes, AccessOut: "a0", RefreshOut: "r0"} // in the month before
	refresh := func(at int64, accessIn, refreshIn, accessOut, refreshOut string) model.Call {
		return model.Call{Project: "new", Operation: "RefreshWebofficeToken", At: at, Channel: model.KindActionTrail,
			AccessIn: accessIn, RefreshIn: refreshIn, AccessOut: accessOut, RefreshOut: refreshOut}
	}
	m := newMonth(t)
	m.projects(ofOffice...)
	m.calls(generate,
		refresh(on(10, 0), "a0", "r0", "a1", "r1"),
		refresh(on(10, 30), "a1", "r1", "a2", "r2"),
		refresh(on(11, 0), "unknown", "r2", "a3", "r3"), // by the refresh token alone
		refresh(on(12, 0), "lost", "lost too", "b1", "q1"),
		refresh(on(12, 30), "b1", "q1", "b2", "q2"), // back to a call nobody has
		refresh(on(13, 0), "c1", "c1", "c1", "c1"),  // a circle
		refresh(on(13, 0), "", "", "d1", "d1"))
	r := m.reconciled()
	cellsAre(t, r,
		"new DocumentWebofficeCachePreview 04T10 1h 2/0", "new DocumentWebofficeCachePreview 04T11 1h 1/0",
		"new DocumentWebofficeEdit 04T12 1h 0/0", "new DocumentWebofficePreview 04T12 1h 0/0", "new DocumentWebofficeCachePreview 04T12 1h 0/0",
		"new DocumentWebofficeEdit 04T13 1h 0/0", "new DocumentWebofficePreview 04T13 1h 0/0", "new DocumentWebofficeCachePreview 04T13 1h 0/0")
	for c := range r.Cells {
		if _, undecided := c.Alternatives["undecided"]; undecided != (c.From >= on(12, 0)) {
			t.Errorf("%s: undecided is %t", written(c), undecided)
		}
	}
}

func TestARefreshKnowsNoMoreThanTheCallItGoesBackTo(t *testing.T) {
	m := newMonth(t)
	m.projects(ofOffice...)
	m.calls(
		model.Call{Project: "new", Operation: "GenerateWebofficeToken", At: on(10, 0), AccessOut: "a0"}, // the company's log without readonly
		model.Call{Project: "new", Operation: "RefreshWebofficeToken", At: on(11, 0), AccessIn: "a0"})
	cellsAre(t, m.reconciled(),
		"new DocumentWebofficeEdit 04T10 1h 0/0", "new DocumentWebofficePreview 04T10 1h 0/0", "new DocumentWebofficeCachePreview 04T10 1h 0/0",
		"new DocumentWebofficeEdit 04T11 1h 0/0", "new DocumentWebofficePreview 04T11 1h 0/0", "new DocumentWebofficeCachePreview 04T11 1h 0/0")
}

func TestACallSeenTwiceIsOneCall(t *testing.T) {
	yes := true
	both := func(trail, log model.Call) []model.Call {
		trail.Channel, log.Channel = model.KindActionTrail, model.KindCalls
		return []model.Call{trail, log}
	}
	cases := []struct {
		name       string
		trail, log model.Call
		want       []string
	}{
		{"plain", model.Call{RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0)},
			[]string{"photos ImageDetect 04T10 1h 1/0"}},
		{"the log's time counts", model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(10, 0)},
			model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(12, 0), Images: 12, Known: model.FactImages},
			[]string{"photos ImageToPDF 04T12 1h 12/0"}},
		{"the trail's project counts where the log has none", model.Call{RequestID: "R", Project: "films", Operation: "DetectImageFaces", At: on(10, 0)},
			model.Call{RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0)}, []string{"films ImageDetect 04T10 1h 1/0"}},
		{"a failure that only the trail knows", model.Call{RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0), Status: 503, ErrorCode: "ServiceUnavailable"},
			model.Call{RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0)}, []string{"photos ImageDetect 04T10 1h 0/0"}},
		{"a failure from before the month", model.Call{RequestID: "R", Operation: "CreateFigureClusteringTask", At: on(0, 0) - 4*86400, Status: 503, ErrorCode: "Unusual"},
			model.Call{RequestID: "R", Operation: "CreateFigureClusteringTask", At: on(10, 0)}, []string{"photos ImageFaceClustering 04T10 1h 0/0"}},
		{"a failure of metered work that only the trail knows", model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(9, 0), Status: 503},
			model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(10, 0), Images: 12, Known: model.FactImages}, []string{"photos ImageToPDF 04T10 1h 0/0"}},
		{"a failure that only the log knows", model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(10, 0)},
			model.Call{RequestID: "R", Operation: "CreateImageToPDFTask", At: on(10, 0), ErrorCode: "TaskFailed", Images: 12, Known: model.FactImages},
			[]string{"photos ImageToPDF 04T10 1h 0/0"}},
		{"a permission that only the trail shows", model.Call{RequestID: "R", Project: "new", Operation: "GenerateWebofficeToken", At: on(10, 0), Readonly: &yes},
			model.Call{RequestID: "R", Operation: "GenerateWebofficeToken", At: on(10, 0)}, []string{"new DocumentWebofficePreview 04T10 1h 1/0"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newMonth(t)
			m.projects(ofOffice...)
			c.trail.Project = orDefault(c.trail.Project, "photos") // the log names none
			m.callsOfAny(both(c.trail, c.log)...)
			cellsAre(t, m.reconciled(), c.want...)
		})
	}
}

func TestIndexingByTemplate(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1", Template: "Official:FaceManagement"})
	m.datasets(model.Dataset{Project: "photos", Name: "own", Template: "Official:AllFunction"}, model.Dataset{Project: "photos", Name: "projects"})
	m.bindings(
		model.Binding{Bucket: "pictures", Project: "photos"}, // without a dataset nothing is indexed
		model.Binding{Bucket: "pictures", Prefix: "own/", Project: "photos", Dataset: "own"},
		model.Binding{Bucket: "pictures", Prefix: "projects/", Project: "photos", Dataset: "projects"},
		model.Binding{Bucket: "pictures", Prefix: "unlisted/", Project: "photos", Dataset: "unlisted"})
	write := func(key string, hour int, operation string, status int) model.Request {
		return model.Request{Key: key, At: on(hour, 0), Operations: []string{operation}, Status: status}
	}
	m.requests(
		write("plain/a.jpg", 9, "PutObject", 200),
		write("projects/a.jpg", 10, "PutObject", 200),
		write("projects/a.jpg", 10, "PostObject", 200), // a second version is indexed again
		write("projects/a.txt", 10, "PutObject", 200),
		write("projects/a.jpg", 10, "GetObject", 200),
		write("projects/a.jpg", 10, "PutObject", 503),
		write("unlisted/a.png", 10, "CopyObject", 200),
		write("own/a.jpg", 11, "CompleteMultipartUpload", 200),
		write("own/a.mp4", 11, "AppendObject", 200))
	m.calls(model.Call{Operation: "BatchIndexFileMeta", Dataset: "projects", At: on(12, 0), Objects: []string{"oss://x/a.jpg", "oss://x/b.PNG", "oss://x/c.txt"}})
	cellsAre(t, m.reconciled(),
		"photos ImageFace 04T10 1h 2/0",
		"photos ImageClassification 04T10 1h 0/0", "photos ImageScoring 04T10 1h 0/0", "photos ReverseGeocoding 04T10 1h 0/0", // what the unlisted dataset runs nobody knows
		"photos ImageFace 04T11 1h 2/0", "photos ImageClassification 04T11 1h 1/0", "photos ImageScoring 04T11 1h 1/0",
		"photos VideoClassification 04T11 1h 1/0", "photos MediaMeta 04T11 1h 1/0",
		"photos ReverseGeocoding 04T11 1h 0/0", // whether the files have a location no log says
		"photos ImageFace 04T12 1h 2/0")
}

func TestASurplusWithoutTheEvidenceIsUnverifiable(t *testing.T) {
	cases := []struct {
		name         string
		line         model.BillLine
		load         func(*month)
		unverifiable bool
	}{
		{"nothing imported", detected("photos", on(10, 0), 3), func(*month) {}, true},
		{"the log without the calls", detected("photos", on(10, 0), 3), func(m *month) { m.requests(asked(1, "GetObject", on(10, 0))...) }, true},
		{"the calls without the log", detected("photos", on(10, 0), 3), func(m *month) { m.calls(model.Call{Operation: "ListProjects", At: on(10, 0)}) }, true},
		{"both, of another month", detected("photos", on(10, 0), 3), func(m *month) {
			m.requests(asked(1, "GetObject", on(0, 0)-10*86400)...)
			m.calls(model.Call{Operation: "ListProjects", At: on(0, 0) - 10*86400})
		}, true},
		{"the trail alone, for what only the log tells", billed("photos", "ImageToPDF", on(10, 0), 3, "0.0074", 1000), func(m *month) {
			m.calls(model.Call{Operation: "ListProjects", At: on(10, 0), Channel: model.KindActionTrail})
		}, true},
		{"both, in that hour alone", detected("photos", on(10, 0), 3), func(m *month) {
			m.requests(asked(1, "GetObject", on(10, 0))...)
			m.calls(model.Call{Operation: "ListProjects", At: on(10, 0)})
		}, true},
		{"both, stated to be complete", detected("photos", on(10, 0), 3), func(m *month) { m.stated() }, false},
		{"the log stated, the calls not", detected("photos", on(10, 0), 3), func(m *month) { m.stated(model.KindOSSLog) }, true},
		{"the calls stated, the log not", detected("photos", on(10, 0), 3), func(m *month) { m.stated(model.KindActionTrail, model.KindCalls) }, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newMonth(t)
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			c.load(m)
			m.bill(c.line)
			r := m.reconciled()
			if len(r.Findings) != 1 || (r.Findings[0].Verdict == model.Unverifiable) != c.unverifiable {
				t.Fatalf("findings %+v, want one whose being unverifiable is %t", r.Findings, c.unverifiable)
			}
			if c.unverifiable && !r.Statement.Unverifiable.Equal(r.Statement.Difference) {
				t.Errorf("%s unverifiable of %s", r.Statement.Unverifiable, r.Statement.Difference)
			}
		})
	}
}

func TestEveryBillLineIsAccountedFor(t *testing.T) {
	m := newMonth(t)
	refund, oss, old := detected("photos", on(10, 0), 1), detected("photos", on(10, 0), 1), detected("photos", on(10, 0), 1)
	refund.Type, oss.Product, oss.Commodity, old.ItemCode = model.LineRefund, "oss", "oss", "ImageInsight"
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Operation: "CreateFacesSearchingTask", At: on(10, 0)})
	m.bill(detected("photos", on(10, 0), 2), refund, oss, old)
	r := m.reconciled()
	cellsAre(t, r, "photos ImageInsight 04T10 1h 3/3")
	var states []string
	for l := range r.Lines {
		states = append(states, strings.TrimSpace(l.Item+" "+string(l.Status)+" "+l.Detail))
	}
	if want := []string{"ImageInsight agrees", "ImageInsight not_usage refund", "ImageInsight other_product", "ImageInsight agrees"}; !slices.Equal(states, want) {
		t.Errorf("lines %v, want %v", states, want)
	}
}

// A run keeps the prices that were in force during its month, of the items that
// occur: each of the catalogue's before the company's own that override it.
func TestARunKeepsThePricesItWasRatedWith(t *testing.T) {
	m := newMonth(t)
	own := func(item, amount, source string, from, to int64) model.Price {
		return model.Price{Site: "intl", Currency: "USD", Item: item, Amount: dec(amount), Per: 1000, Unit: "call", From: from, To: to, Basis: "own", Source: source}
	}
	ended := on(0, 0) - 30*24*3600
	m.prices(own("ImageDetect", "0.021", "contract 7", ended, 0), own("ImageMosaic", "0.001", "an item that does not occur", 0, 0),
		own("ImageDetect", "7", "a contract that has ended", 0, ended))
	m.bill(detected("photos", on(10, 0), 1))
	var prices []string
	for _, p := range m.reconciled().Prices {
		prices = append(prices, p.Item+" "+p.Amount.String()+" "+p.Source)
	}
	storetest.Same(t, "prices", prices, []string{"ImageDetect 0.028 IMM billing items page, 2026-02-15", "ImageDetect 0.021 contract 7"})
}

// A task that only the trail shows, when it was submitted, may be charged in any
// period up to a day later, and a batch as any number of jobs. Of a task that the
// log has as well, by whichever id, it is charged once. What asks after a task is no
// task.
func TestTasksAreChargedWhenTheyEnd(t *testing.T) {
	event := func(operation, id, task string) model.Call {
		return model.Call{Channel: model.KindActionTrail, Operation: operation, RequestID: id, TaskID: task, At: on(10, 0)}
	}
	ended := func(operation, id, task string, at int64) model.Call {
		return model.Call{Operation: operation, RequestID: id, TaskID: task, At: at}
	}
	const faces, convert, story = "CreateFigureClusteringTask", "CreateOfficeConversionTask", "CreateStory"
	for name, test := range map[string]struct {
		item    string
		calls   []model.Call
		at      int64 // the hour that one more is billed in than is proven
		proven  int64
		verdict model.Verdict // on that one
	}{
		"only submitted":                {"ImageFaceClustering", []model.Call{event(faces, "R", "T")}, on(10, 0), 0, model.Unverifiable},
		"without its id":                {"ImageFaceClustering", []model.Call{event(faces, "R", "")}, on(10, 0), 0, model.Unverifiable},
		"23 hours later":                {"ImageFaceClustering", []model.Call{event(faces, "R", "T")}, on(33, 0), 0, model.Unverifiable},
		"more than a day later":         {"ImageFaceClustering", []model.Call{event(faces, "R", "T")}, on(36, 0), 0, model.Overcharged},
		"a day later, of another item":  {"DocumentConvert", []model.Call{event(faces, "R", "T")}, on(12, 0), 0, model.Overcharged},
		"no task by its name":           {"GenerateStory", []model.Call{event(story, "R", "T")}, on(12, 0), 0, model.Unverifiable},
		"a story without its id":        {"GenerateStory", []model.Call{event(story, "R", "")}, on(12, 0), 0, model.Unverifiable},
		"both by the request's id":      {"DocumentConvert", []model.Call{event(convert, "R", "T"), ended(convert, "R", "T", on(12, 0))}, on(12, 0), 1, model.Overcharged},
		"the log by the task's id":      {"DocumentConvert", []model.Call{event(convert, "R", "T"), ended(convert, "T", "T", on(12, 0))}, on(12, 0), 1, model.Overcharged},
		"both ids, another request's":   {"DocumentConvert", []model.Call{event(convert, "R", "T"), ended(convert, "own", "T", on(12, 0))}, on(12, 0), 1, model.Overcharged},
		"ended, and asked after":        {"DocumentConvert", []model.Call{event("GetTask", "A", "T"), event(convert, "R", "T"), ended(convert, "T", "T", on(12, 0))}, on(12, 0), 1, model.Overcharged},
		"asked after, and not seen":     {"DocumentConvert", []model.Call{event("GetTask", "A", "T")}, on(12, 0), 0, model.Overcharged},
		"a batch":                       {"DocumentConvert", []model.Call{event("CreateBatch", "R", "")}, on(12, 0), 0, model.Unverifiable},
		"a batch converts, no faces":    {"ImageFaceClustering", []model.Call{event("CreateBatch", "R", "")}, on(12, 0), 0, model.Overcharged},
		"a list of batches is no batch": {"DocumentConvert", []model.Call{event("ListBatches", "R", "")}, on(12, 0), 0, model.Overcharged},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated(model.KindActionTrail)
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			m.stated(model.KindOSSLog)
			m.calls(test.calls...)
			m.bill(billed("photos", test.item, test.at, test.proven+1, "1", 1000))
			var got []model.Verdict
			for _, f := range m.reconciled().Findings {
				if f.Item == test.item && f.Expected.Quantity == test.proven && f.Difference.Quantity == 1 {
					got = append(got, f.Verdict)
				}
			}
			if !slices.Equal(got, []model.Verdict{test.verdict}) {
				t.Errorf("one too many: %v, want %v", got, test.verdict)
			}
		})
	}
}
