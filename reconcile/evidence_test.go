package reconcile_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"immrecon/reconcile/evidence"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// counted writes the usage behind a finding down: operation, class, whether it
// is charged, quantity and records.
func counted(e model.Evidence) []string {
	var rows []string
	for _, c := range e.Counts {
		charged := "free"
		if c.Billable {
			charged = "charged"
		}
		rows = append(rows, fmt.Sprintf("%+d %s %s %s %d/%d", c.Hour-on(10, 0), c.Operation, c.Class, charged, c.Quantity, c.Records))
	}
	return rows
}

// listed writes the records behind a finding down, by the seconds since 10:00.
func listed(e model.Evidence) []string {
	var rows []string
	for _, u := range e.Usage {
		rows = append(rows, fmt.Sprintf("%+d %s %s%s %s %d", u.At-on(10, 0), u.Operation, u.Bucket, u.Key, u.Class, u.Quantity))
	}
	return rows
}

// behind is the evidence of the one finding of photos that begins at an instant.
func (m *month) behind(report *model.Report, from int64, limit int) model.Evidence {
	m.t.Helper()
	all := slices.DeleteFunc(m.evidence(report, limit), func(e model.Evidence) bool { return e.Finding.Project != "photos" || e.Finding.From != from })
	if len(all) != 1 {
		m.t.Fatalf("%d findings, want one: %+v", len(all), report.Findings)
	}
	return all[0]
}

// album is a month with requests, of which the cell of photos at ten has some,
// and a call that both channels saw.
func album(t *testing.T) *month {
	m := newMonth(t)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"}, model.Project{Name: "others", Region: "ap-southeast-1"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"}, model.Binding{Bucket: "pictures", Prefix: "other/", Project: "others"},
		model.Binding{Bucket: "late", Project: "photos", From: on(11, 0)})
	m.styles(model.Style{Bucket: "pictures", Name: "face", Content: "image/faces", Operations: []string{"image/faces"}},
		model.Style{Bucket: "pictures", Name: "old", Content: "image/faces", Operations: []string{"image/faces"}, To: on(10, 0)})
	ask := func(second int64, bucket, key, operation string, status int) model.Request {
		return model.Request{At: on(10, 0) + second, Bucket: bucket, Key: key, Operations: []string{operation}, Status: status}
	}
	m.requests(ask(10, "pictures", "/a.jpg", "image/faces", 200), ask(5, "pictures", "/b.jpg", "style/face", 200), ask(20, "pictures", "/c.jpg", "image/faces", 503),
		ask(30, "pictures", "/d.jpg", "image/codes", 200), ask(31, "elsewhere", "/e.jpg", "image/faces", 200), ask(3600, "pictures", "/f.jpg", "image/faces", 200),
		ask(32, "pictures", "other/g.jpg", "image/faces", 200), ask(33, "late", "/h.jpg", "image/faces", 200), ask(34, "pictures", "/i.jpg", "style/old", 200))
	m.calls(model.Call{RequestID: "both", Operation: "DetectImageFaces", At: on(10, 0)})
	m.calls(model.Call{RequestID: "both", Operation: "DetectImageFaces", At: on(10, 0), Channel: model.KindActionTrail})
	m.bill(detected("photos", on(10, 0), 9), detected("photos", on(11, 0), 1), billed("photos", "ImageQRCodes", on(10, 0), 1, "0.1132075", 1000),
		detected("others", on(10, 0), 1))
	return m
}

func TestEvidenceIsWhatTheRunAttributed(t *testing.T) {
	m := album(t)
	e := m.behind(m.reconciled(), on(10, 0), 0)
	storetest.SameRows(t, "counts", counted(e), []string{
		"+0 DetectImageFaces completed charged 1/1", "+0 image/faces completed charged 2/2", "+0 image/faces server_error free 1/1"})
	storetest.SameRows(t, "records", listed(e), []string{
		"+0 DetectImageFaces  completed 1", "+5 image/faces pictures/b.jpg completed 1", "+10 image/faces pictures/a.jpg completed 1",
		"+20 image/faces pictures/c.jpg server_error 1"})
	if first := e.Usage[0]; first.Call == nil || !strings.HasPrefix(first.File, "calls ") || first.Line != 1 {
		t.Errorf("the call stands at %s:%d, want the application's log", first.File, first.Line)
	}
	if len(e.Lines) != 1 || e.Alternatives["server_error"] != 1 || e.Records != 4 || e.Stored != 4 {
		t.Errorf("%d lines, alternatives %v, %d records, %d stored", len(e.Lines), e.Alternatives, e.Records, e.Stored)
	}
}

// A limit cuts the records off, the first stay; the counts are of all.
func TestEvidenceIsLimited(t *testing.T) {
	m := album(t)
	e := m.behind(m.reconciled(), on(10, 0), 2)
	storetest.SameRows(t, "records", listed(e), []string{"+0 DetectImageFaces  completed 1", "+5 image/faces pictures/b.jpg completed 1"})
	if e.Records != 4 || len(e.Counts) != 3 {
		t.Errorf("%d records, counts %v", e.Records, counted(e))
	}
}

// A report shows what failed before the rest, so much of it and no more.
func TestAReportShowsTheUsageBehindItsFindings(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	requests := asked(60, "image/faces", on(10, 0))
	requests[59].Status = 503
	m.requests(requests...)
	m.bill(detected("photos", on(10, 0), 60))
	report := m.reconciled()
	if err := evidence.Add(m.db.Reader(context.Background()), report); err != nil {
		t.Fatal(err)
	}
	if len(report.Evidence) != 1 {
		t.Fatalf("evidence of %d findings, want 1", len(report.Evidence))
	}
	e := report.Evidence[0]
	if e.Total != 60 || len(e.Usage) != 20 || e.Usage[0].Status != 503 || e.Usage[1].At != on(10, 0) {
		t.Errorf("%d of %d records, first %+v, then %+v", len(e.Usage), e.Total, e.Usage[0], e.Usage[1])
	}
}

// A binding that came later divides the places of requests: those of a run are
// found in their new places.
func TestEvidenceStaysTheRunsOwn(t *testing.T) {
	m := album(t)
	report := m.reconciled()
	before := m.behind(report, on(10, 0), 0)
	m.bindings(model.Binding{Bucket: "pictures", Prefix: "/a", Project: "others"})
	after := m.behind(report, on(10, 0), 0)
	storetest.SameRows(t, "counts", counted(after), counted(before))
	storetest.SameRows(t, "records", listed(after), listed(before))
	if today := m.behind(m.reconciled(), on(10, 0), 0); slices.Equal(counted(today), counted(before)) {
		t.Error("a run of today attributes as that before: the test shows nothing")
	}
}

// What usage is to a cell, by kind of usage.
func TestEvidenceSaysWhatUsageIsToItsCell(t *testing.T) {
	yes, no := true, false
	video := model.Call{Operation: "CreateMediaConvertTask", Codec: "h264", Width: 1920, Height: 1080, Duration: 61_200_000, Known: model.FactSize | model.FactDuration}
	failedVideo := video
	failedVideo.Status, failedVideo.ErrorCode = 400, "InvalidArgument"
	indexed := func(m *month) {
		m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
		m.datasets(model.Dataset{Project: "photos", Name: "all", Template: "Official:FaceManagement"})
		m.bindings(model.Binding{Bucket: "pictures", Project: "photos", Dataset: "all"})
		m.requests(model.Request{At: on(10, 1), Key: "a.jpg", Operations: []string{"PutObject"}},
			model.Request{At: on(10, 2), Key: "a.mp4", Operations: []string{"PutObject"}},
			model.Request{At: on(10, 3), Key: "a.txt", Operations: []string{"PutObject"}})
		m.calls(model.Call{Operation: "BatchIndexFileMeta", Dataset: "all", At: on(10, 4), Objects: []string{"oss://x/x.jpg", "oss://x/y.png", "oss://x/z.txt"}})
	}
	at := func(minute int, c model.Call) model.Call {
		c.At = on(10, minute)
		return c
	}
	office := func(m *month) {
		m.projects(ofOffice...)
		for _, project := range []string{"old", "new"} {
			m.calls(model.Call{Project: project, Operation: "GenerateWebofficeToken", At: on(10, 1), Readonly: &yes, Cached: &no, AccessOut: "access-" + project, RefreshOut: "refresh-" + project},
				model.Call{Project: project, Operation: "RefreshWebofficeToken", At: on(10, 2), AccessIn: "access-" + project, RefreshIn: "refresh-" + project},
				model.Call{Project: project, Operation: "WebofficeOpen", At: on(10, 3), Readonly: &yes, Cached: &no})
		}
	}
	for name, test := range map[string]struct {
		load   func(*month)
		assume map[string]bool
		line   model.BillLine
		want   []string
	}{
		"files that are indexed": {indexed, nil, billed("photos", "ImageFace", on(10, 0), 9, "0.028", 1000), []string{
			"+0 index:FaceDetection completed charged 3/2", "+0 index:FaceDetection index_operator_video_faces charged 1/1"}},
		"faces in videos that a run leaves uncharged": {indexed, map[string]bool{"index_operator_video_faces": false}, billed("photos", "ImageFace", on(10, 0), 9, "0.028", 1000), []string{
			"+0 index:FaceDetection completed charged 3/2", "+0 index:FaceDetection index_operator_video_faces free 1/1"}},
		"seconds, and a job that failed": {func(m *month) { m.calls(at(1, video), at(2, failedVideo)) }, nil, lastingSeconds("VideoCompress264HD", 99), []string{
			"+0 CreateMediaConvertTask completed charged 62/1", "+0 CreateMediaConvertTask refused free 62/1"}},
		"seconds that are another item's": {func(m *month) { m.calls(at(1, video)) }, nil, lastingSeconds("VideoCompress2642K", 62), []string{
			"+0 CreateMediaConvertTask as VideoCompress264HD free 0/1"}},
		"media without a location": {func(m *month) {
			m.calls(at(1, model.Call{Operation: "DetectMediaMeta", Geo: &yes}), at(2, model.Call{Operation: "DetectMediaMeta", Geo: &no}), at(3, model.Call{Operation: "DetectMediaMeta"}))
		}, nil, billed("photos", "ReverseGeocoding", on(10, 0), 9, "0.1415094", 1000), []string{
			"+0 DetectMediaMeta completed charged 1/1", "+0 DetectMediaMeta no_location free 1/1", "+0 DetectMediaMeta undecided free 1/1"}},
		"Weboffice by the opening": {office, nil, billed("old", "DocumentWebofficePreview", on(10, 0), 9, "1.4150943", 1000), []string{
			"+0 GenerateWebofficeToken calls free 1/1", "+0 RefreshWebofficeToken calls free 1/1", "+0 WebofficeOpen completed charged 1/1"}},
		"Weboffice by the call": {office, nil, billed("new", "DocumentWebofficePreview", on(10, 0), 9, "1.4150943", 1000), []string{
			"+0 GenerateWebofficeToken completed charged 1/1", "+0 RefreshWebofficeToken completed charged 1/1", "+0 WebofficeOpen openings free 1/1"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			test.load(m)
			m.options.Assume = test.assume
			m.bill(test.line)
			report := m.reconciled()
			for _, e := range m.evidence(report, 0) {
				if e.Finding.Item == test.line.ItemCode && e.Finding.Project == test.line.Instance {
					storetest.SameRows(t, "counts", counted(e), test.want)
					return
				}
			}
			t.Errorf("no finding of %s %s among %+v", test.line.Instance, test.line.ItemCode, report.Findings)
		})
	}
}

// lastingSeconds is a line for seconds of a video item.
func lastingSeconds(item string, seconds int64) model.BillLine {
	l := billed("photos", item, on(10, 0), seconds, "0.0001273585", 1)
	l.Unit, l.UsageUnit = "second", "seconds"
	return l
}

// A segment that is played shows the call that set its playlist up, though that
// was hours before.
func TestEvidenceOfPlayback(t *testing.T) {
	m := newMonth(t)
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
	m.calls(model.Call{Operation: "GenerateVideoPlaylist", At: on(9, 0), Token: "T", Output: "audio", Duration: 120_000_000, Known: model.FactDuration},
		model.Call{Operation: "GenerateVideoPlaylist", At: on(9, 0), Token: "other", Output: "audio", Duration: 120_000_000, Known: model.FactDuration})
	for hour := range 3 {
		m.requests(model.Request{At: on(9+hour, 1), Key: "film-T-5.ts", Operations: []string{"hls/ts"}})
	}
	line := billed("photos", "LiveTranscoding", on(11, 0), 7, "0.0000141509", 1)
	line.Unit, line.UsageUnit = "countunit", "countunits"
	m.bill(line)
	e := m.behind(m.reconciled(), on(11, 0), 0)
	var plays, playlists int
	for _, u := range e.Usage {
		switch u.Operation {
		case "hls/ts":
			plays++
		case "GenerateVideoPlaylist":
			playlists++
			if u.At >= e.Finding.From {
				t.Errorf("the playlist is of %d, within the cell", u.At)
			}
		}
	}
	if plays == 0 || playlists != 1 || e.Records != e.Stored {
		t.Errorf("%d segments, %d playlists, %d records, %d stored", plays, playlists, e.Records, e.Stored)
	}
}

// What a run attributed stays known when its sources are forgotten; that their
// records are gone is said.
func TestEvidenceOfForgottenSources(t *testing.T) {
	m := album(t)
	report := m.reconciled()
	before := m.behind(report, on(10, 0), 0)
	for _, id := range m.db.Rows("SELECT id FROM source WHERE kind = 'osslog'") {
		number, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		m.db.Forget(number)
	}
	after := m.behind(report, on(10, 0), 0)
	storetest.SameRows(t, "counts", counted(after), counted(before))
	storetest.SameRows(t, "records", listed(after), []string{"+0 DetectImageFaces  completed 1"})
	if after.Records != 4 || after.Stored != 1 {
		t.Errorf("%d of %d records are stored, want 1 of 4", after.Stored, after.Records)
	}
	if err := evidence.Add(m.db.Reader(context.Background()), report); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(report.Notes, func(note model.Saying) bool { return note.Code == model.SaysUsageGone }) {
		t.Errorf("no note says that sources were forgotten: %q", report.Notes)
	}
}
