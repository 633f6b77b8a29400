package reconcile_test

import (
	"fmt"
	"slices"
	"testing"

	"immrecon/store/model"
)

func TestTheLongestPrefixInForceOwnsAnObject(t *testing.T) {
	m := newMonth(t)
	m.bindings(
		model.Binding{Bucket: "pictures", Project: "shop"},
		model.Binding{Bucket: "pictures", Prefix: "a/", Project: "albums", To: on(12, 0)},
		model.Binding{Bucket: "pictures", Prefix: "a/b/", Project: "books", From: on(11, 0)},
	)
	var log []model.Request
	for _, key := range []string{"x.jpg", "a/x.jpg", "a/b/x.jpg", "a/bc.jpg", "ab/x.jpg"} {
		for _, at := range []int64{on(10, 59), on(11, 0), on(12, 30)} {
			log = append(log, model.Request{Key: key, At: at, Operations: []string{"image/faces"}})
		}
	}
	m.requests(log...)
	m.requests(model.Request{Bucket: "unbound", Key: "a/x.jpg", At: on(10, 0), Operations: []string{"image/faces"}})
	cellsAre(t, m.reconciled(),
		"shop ImageDetect 04T10 1h 2/0", "albums ImageDetect 04T10 1h 3/0", // a/b/ is not bound yet
		"shop ImageDetect 04T11 1h 2/0", "albums ImageDetect 04T11 1h 2/0", "books ImageDetect 04T11 1h 1/0",
		"shop ImageDetect 04T12 1h 4/0", "books ImageDetect 04T12 1h 1/0", // a/ is no longer
	)
}

func TestABindingThatChangesWithinAnHourHoldsFromTheNextOn(t *testing.T) {
	m := newMonth(t)
	m.bindings(
		model.Binding{Bucket: "pictures", Project: "before", To: on(10, 30)},
		model.Binding{Bucket: "pictures", Project: "after", From: on(10, 30)},
	)
	m.requests(slices.Concat(asked(1, "image/faces", on(10, 45)), asked(2, "image/faces", on(11, 0)))...)
	cellsAre(t, m.reconciled(), "before ImageDetect 04T10 1h 1/0", "after ImageDetect 04T11 1h 2/0")
}

func TestTheNewestBindingWins(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "first"}, model.Binding{Bucket: "pictures", Project: "second"})
	m.requests(asked(3, "image/faces", on(10, 0))...)
	cellsAre(t, m.reconciled(), "second ImageDetect 04T10 1h 3/0")
	m.bindings(model.Binding{Bucket: "pictures", Project: "third"})
	cellsAre(t, m.reconciled(), "third ImageDetect 04T10 1h 3/0")
}

func TestStylesStandForWhatTheyStoodForThen(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.styles(
		model.Style{Bucket: "pictures", Name: "card", Operations: []string{"image/crop,g_face", "image/labels"}, To: on(11, 0)},
		model.Style{Bucket: "pictures", Name: "card", Operations: []string{"image/codes"}, From: on(11, 0)},
		model.Style{Bucket: "pictures", Name: "tile"}, // what OSS does itself
		model.Style{Bucket: "other", Name: "blank", Operations: []string{"image/codes"}},
	)
	for _, style := range []string{"style/card", "style/tile", "style/blank", "style/nobody-knows"} {
		m.requests(slices.Concat(asked(1, style, on(10, 59)), asked(2, style, on(11, 0)))...)
	}
	cellsAre(t, m.reconciled(),
		"photos ImageDetect 04T10 1h 1/0", "photos ImageLabel 04T10 1h 1/0", "photos ImageQRCodes 04T11 1h 2/0")
}

func TestALaterImportOfAStyleReplacesIt(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.styles(model.Style{Bucket: "pictures", Name: "card", Operations: []string{"image/faces"}})
	m.requests(asked(4, "style/card", on(10, 0))...)
	cellsAre(t, m.reconciled(), "photos ImageDetect 04T10 1h 4/0")
	m.styles(model.Style{Bucket: "pictures", Name: "card", Operations: []string{"image/codes"}})
	cellsAre(t, m.reconciled(), "photos ImageQRCodes 04T10 1h 4/0")
}

func TestARequestIsChargedInTheHourItCompletes(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.bill(detected("photos", on(10, 0), 1), detected("photos", on(11, 0), 2))
	m.requests(slices.Concat(asked(1, "image/faces", on(11, 0)-1), asked(2, "image/faces", on(11, 0)))...)
	cellsAre(t, m.reconciled(), "photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T11 1h 2/2")
}

func TestOnlyTheMonthCounts(t *testing.T) {
	first, last := on(0, 0)-3*86400, on(0, 0)+28*86400 // 1 March and 1 April, UTC+8
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	for _, at := range []int64{first - 1, first, last - 1, last} {
		m.requests(asked(1, "image/faces", at)...)
		m.calls(model.Call{Operation: "DetectImageTexts", At: at})
	}
	april := detected("photos", last-3600, 5)
	april.Month = "2026-04"
	m.bill(april)
	cellsAre(t, m.reconciled(),
		"photos ImageDetect 01T00 1h 1/0", "photos ImageTexts 01T00 1h 1/0", "photos ImageDetect 31T23 1h 1/0", "photos ImageTexts 31T23 1h 1/0")
}

func TestInstanceIDsThatHoldTheProject(t *testing.T) {
	cases := []struct{ instance, project string }{
		{"photos", "photos"},
		{"ap-southeast-1;photos", "photos"},
		{"photos;ap-southeast-1;imm", "photos"}, // only one part is a project that is known
		{"ap-southeast-1; newcomer ", "newcomer"},
		{"newcomer", "newcomer"},
		{"a;b", "?"},
		{"photos;films", "?"},
		{"ap-southeast-1", "?"},
		{"ap-southeast-1;", "?"},
		{"", "?"},
	}
	for _, c := range cases {
		t.Run(c.instance, func(t *testing.T) {
			m := newMonth(t)
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"}, model.Project{Name: "films", Region: "ap-southeast-1"})
			m.bill(detected(c.instance, on(10, 0), 7))
			cellsAre(t, m.reconciled(), c.project+" ImageDetect 04T10 1h 0/7")
		})
	}
}

func TestLinesWithoutProjectAreComparedWithTheWholeRegion(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"}, model.Project{Name: "films", Region: "ap-southeast-1"},
		model.Project{Name: "far", Region: "us-west-1"})
	for _, project := range []string{"photos", "films", "far"} {
		m.calls(model.Call{Project: project, Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Project: project, Operation: "DetectImageTexts", At: on(10, 0)})
	}
	m.bill(detected("", on(10, 0), 2), billed("photos", "ImageTexts", on(10, 0), 1, "7.0754717", 1000))
	cellsAre(t, m.reconciled(),
		"? ImageDetect 04T10 1h 2/2", "far ImageDetect 04T10 1h 1/0", // the other region has no line
		"photos ImageTexts 04T10 1h 1/1", "films ImageTexts 04T10 1h 1/0", "far ImageTexts 04T10 1h 1/0")
}

func TestLinesWithoutProjectAndRegionAreComparedWithTheWholeAccount(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"}, model.Project{Name: "far", Region: "us-west-1"})
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Project: "far", Operation: "DetectImageFaces", At: on(10, 0)})
	line := detected("", on(10, 0), 2)
	line.Region = ""
	m.bill(line)
	cellsAre(t, m.reconciled(), "? ImageDetect 04T10 1h 2/2")
}

func TestALineWithoutRegionIsOfItsProjectsRegion(t *testing.T) {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)})
	line := detected("photos", on(10, 0), 1)
	line.Region = ""
	m.bill(line)
	cellsAre(t, m.reconciled(), "photos ImageDetect 04T10 1h 1/1")
}

func TestOneNameInTwoRegionsIsTwoProjects(t *testing.T) {
	m := newMonth(t)
	m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0), Region: "ap-southeast-1"}, model.Call{Operation: "DetectImageFaces", At: on(10, 0), Region: "us-west-1"})
	far := detected("photos", on(10, 0), 1)
	far.Region = "US (Silicon Valley)"
	m.bill(detected("photos", on(10, 0), 1), far)
	cellsAre(t, m.reconciled(), "photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T10 1h 1/1")
}

// A call that names no region, of a project whose name lives in several, is possible
// in each of them and proven in none, unless the trail tells.
func TestACallWithoutRegionMayBeOfEachNamesake(t *testing.T) {
	const here, there = "ap-southeast-1", "us-west-1"
	event := model.Call{RequestID: "R", Channel: model.KindActionTrail, Operation: "DetectImageFaces", Region: there, At: on(10, 0)}
	converted := model.Call{Operation: "CreateMediaConvertTask", Codec: "h264", Width: 640, Height: 360, Duration: 5_000_000,
		Known: model.FactSize | model.FactDuration, At: on(10, 0)}
	for name, test := range map[string]struct {
		calls  []model.Call
		item   string
		billed [2]int64 // here and there
		want   []string // findings: region, verdict, quantity
	}{
		"billed here":  {[]model.Call{{Operation: "DetectImageFaces", At: on(10, 0)}}, "ImageDetect", [2]int64{1, 0}, []string{here + " unverifiable 1"}},
		"billed there": {[]model.Call{{Operation: "DetectImageFaces", At: on(10, 0)}}, "ImageDetect", [2]int64{0, 1}, []string{there + " unverifiable 1"}},
		"one too many": {[]model.Call{{Operation: "DetectImageFaces", At: on(10, 0)}}, "ImageDetect", [2]int64{2, 0},
			[]string{here + " overcharged 1", here + " unverifiable 1"}},
		"not billed":      {[]model.Call{{Operation: "DetectImageFaces", At: on(10, 0)}}, "ImageDetect", [2]int64{0, 0}, nil},
		"metered":         {[]model.Call{converted}, "VideoCompress264LD", [2]int64{5, 0}, []string{here + " unverifiable 5"}},
		"metered, beyond": {[]model.Call{converted}, "VideoCompress264LD", [2]int64{0, 6}, []string{there + " overcharged 1", there + " unverifiable 5"}},
		"processing":      {[]model.Call{{Operation: "image/codes", At: on(10, 0)}}, "ImageQRCodes", [2]int64{1, 0}, []string{here + " unverifiable 1"}},
		"the trail tells": {[]model.Call{event, {RequestID: "R", Operation: "DetectImageFaces", At: on(10, 0)}}, "ImageDetect", [2]int64{1, 1},
			[]string{here + " overcharged 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated()
			m.projects(model.Project{Name: "photos", Region: here}, model.Project{Name: "photos", Region: there})
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			m.calls(test.calls...)
			lines := []model.BillLine{billed("photos", test.item, on(10, 0), test.billed[0], "1", 1000), billed("photos", test.item, on(10, 0), test.billed[1], "1", 1000)}
			lines[1].Region = there
			m.bill(lines...)
			var got []string
			for _, f := range m.reconciled().Findings {
				if f.Item == test.item && f.Difference.Quantity != 0 {
					got = append(got, fmt.Sprint(f.Region, " ", f.Verdict, " ", f.Difference.Quantity))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// A project whose table is wrong about its region is one project; one that bill and
// evidence both have in two regions is two, though a row of the table is missing.
func TestARegionThatNoTableHas(t *testing.T) {
	near, far := detected("photos", on(10, 0), 1), detected("photos", on(10, 0), 2)
	far.Region = "us-west-1"
	inFar := model.Call{Operation: "DetectImageFaces", At: on(10, 0), Region: "us-west-1"}
	inNear := model.Call{Operation: "DetectImageFaces", At: on(10, 0), Region: "ap-southeast-1"}
	const here, there = "ap-southeast-1", "us-west-1"
	for name, test := range map[string]struct {
		bill   []model.BillLine
		calls  []model.Call
		region string // of every cell, "" for several
		cells  []string
	}{
		"bill and calls are elsewhere":       {[]model.BillLine{far}, []model.Call{inFar}, there, []string{"photos ImageDetect 04T10 1h 1/2"}},
		"the bill is elsewhere":              {[]model.BillLine{far}, []model.Call{inNear}, there, []string{"photos ImageDetect 04T10 1h 1/2"}},
		"the calls are elsewhere":            {[]model.BillLine{near}, []model.Call{inFar}, here, []string{"photos ImageDetect 04T10 1h 1/1"}},
		"one call is elsewhere":              {[]model.BillLine{near}, []model.Call{inNear, inFar}, here, []string{"photos ImageDetect 04T10 1h 2/1"}},
		"the bill is in both":                {[]model.BillLine{near, far}, []model.Call{inNear}, here, []string{"photos ImageDetect 04T10 1h 1/3"}},
		"bill and calls are in both regions": {[]model.BillLine{near, far}, []model.Call{inNear, inFar}, "", []string{"photos ImageDetect 04T10 1h 1/1", "photos ImageDetect 04T10 1h 1/2"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
			m.calls(test.calls...)
			m.bill(test.bill...)
			report := m.reconciled()
			cellsAre(t, report, test.cells...)
			for c := range report.Cells {
				if c.Cause != model.RegistryConflict && test.region != "" && c.Region != test.region {
					t.Errorf("a cell of %s is in %s, want %s", c.Item, c.Region, test.region)
				}
			}
			if !slices.ContainsFunc(report.Findings, func(f model.Finding) bool { return f.Cause == model.RegistryConflict }) {
				t.Error("nothing says that the table and the bill disagree")
			}
		})
	}
}
