package evidence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"immrecon/store/runs"

	"immrecon/store/evidence"
	"immrecon/store/ingest"
	"immrecon/store/storetest"

	"immrecon/store/model"
)

// byStatus is a judge that knows one rule: 200 is one call, all else failed.
func byStatus(_ *model.Evidence, u *model.Usage) bool {
	if u.Class == "" {
		u.Class = "completed"
		if u.Status != 200 {
			u.Class = "failed"
		}
	}
	u.Quantity = max(u.Quantity, 1)
	return true
}

// evidenceOf reads the evidence of the finding F1 of a result.
func evidenceOf(t *testing.T, d *storetest.Database, r *runs.Result, limit int) *model.Evidence {
	t.Helper()
	d.Save(r)
	e, err := evidence.Evidence(d.Reader(t.Context()), "F1", byStatus, limit)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// told writes counts and records down shortly, instants from storetest.Noon on.
func told(e *model.Evidence) (counts, records []string) {
	for _, c := range e.Counts {
		counts = append(counts, fmt.Sprintf("%+d %s %s %d/%d", c.Hour-storetest.Noon, c.Operation, c.Class, c.Quantity, c.Records))
	}
	for _, u := range e.Usage {
		records = append(records, fmt.Sprintf("%+d %s %s%s %s:%d", u.At-storetest.Noon, u.Operation, u.Bucket, u.Key, u.File, u.Line))
	}
	return counts, records
}

// album imports a bucket that is bound to photos, a style, and requests to it.
func album(t *testing.T, d *storetest.Database) {
	t.Helper()
	d.Import(model.KindBindings, "bindings.csv", func(in *ingest.Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"})
		in.KeepBinding(3, &model.Binding{Bucket: "album", Prefix: "other/", Project: "others"})
		in.KeepBinding(4, &model.Binding{Bucket: "late", Project: "photos", From: storetest.Noon + 3600})
	})
	d.Import(model.KindStyles, "styles.csv", func(in *ingest.Import) {
		in.KeepStyle(2, &model.Style{Bucket: "album", Name: "face", Content: "image/faces", Operations: []string{"image/faces"}})
		in.KeepStyle(3, &model.Style{Bucket: "album", Name: "old", Content: "image/faces", Operations: []string{"image/faces"}, To: storetest.Noon})
	})
	d.Import(model.KindOSSLog, "access.log", func(in *ingest.Import) {
		failed := storetest.Request(storetest.RequestID(3), "album", "/c.jpg", storetest.Noon+20)
		failed.Status, failed.ErrorCode = 503, "InternalError"
		for n, r := range []*model.Request{
			storetest.Request(storetest.RequestID(1), "album", "/a.jpg", storetest.Noon+10),
			storetest.Request(storetest.RequestID(2), "album", "/b.jpg", storetest.Noon+5, "style/face"),
			failed,
			storetest.Request(storetest.RequestID(4), "album", "/d.jpg", storetest.Noon+30, "image/codes"),
			storetest.Request(storetest.RequestID(5), "elsewhere", "/e.jpg", storetest.Noon+31),
			storetest.Request(storetest.RequestID(6), "album", "/f.jpg", storetest.Noon+3600),
			storetest.Request(storetest.RequestID(7), "album", "other/g.jpg", storetest.Noon+32),
			storetest.Request(storetest.RequestID(8), "late", "/h.jpg", storetest.Noon+33),
			storetest.Request(storetest.RequestID(9), "album", "/i.jpg", storetest.Noon+34, "style/old"),
		} {
			in.KeepRequest(int64(n+1), r)
		}
	})
}

func TestEvidenceFindsTheUsageOfACell(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	album(t, d)
	d.Import(model.KindActionTrail, "trail.json", func(in *ingest.Import) {
		in.KeepCall(1, storetest.Call("both", model.KindActionTrail))
		foreign := storetest.Call("foreign", model.KindActionTrail)
		foreign.Project = "others"
		in.KeepCall(2, foreign)
		other := storetest.Call("other", model.KindActionTrail)
		other.Operation = "DetectImageLabels"
		in.KeepCall(3, other)
	})
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) { in.KeepCall(7, storetest.Call("both", model.KindCalls)) })

	e := evidenceOf(t, d, storetest.Judged(), 0)
	counts, records := told(e)
	storetest.SameRows(t, "counts", counts, []string{
		"+0 DetectImageFaces completed 1/1", "+0 image/faces completed 2/2", "+0 image/faces failed 1/1",
	})
	storetest.SameRows(t, "records", records, []string{
		"+0 DetectImageFaces  calls.csv:7", "+5 image/faces album/b.jpg access.log:2", "+10 image/faces album/a.jpg access.log:1",
		"+20 image/faces album/c.jpg access.log:3",
	})
	if failed := e.Usage[3]; failed.RequestID != storetest.RequestID(3) || failed.ErrorCode != "InternalError" || failed.Project != "photos" {
		t.Errorf("got %+v", failed)
	}
	if len(e.Lines) != 1 || e.Lines[0].LineID != "L-1" || e.Lines[0].File != "march.csv" || e.Lines[0].Line != 2 {
		t.Errorf("bill lines %+v", e.Lines)
	}
	if e.Alternatives["server_error"] != 2 || e.Alternatives["refused"] != 1 || len(e.Alternatives) != 2 {
		t.Errorf("alternatives %v", e.Alternatives)
	}
	if len(e.Rules) != 2 || e.Rules[0].ID != "charge_5xx" || e.Rules[0].Default != "off" || !e.On["completion_time_decides"] || e.On["charge_304"] {
		t.Errorf("rules %+v, on %v", e.Rules, e.On)
	}
}

// A limit cuts the records off, the first stay; the counts are of all.
func TestEvidenceIsLimited(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	album(t, d)
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		for n := range 5 {
			c := storetest.Call(fmt.Sprint("call-", n), model.KindCalls)
			c.At += int64(7 + n)
			in.KeepCall(int64(n+2), c)
		}
	})
	counts, records := told(evidenceOf(t, d, storetest.Judged(), 2))
	storetest.SameRows(t, "counts", counts, []string{
		"+0 DetectImageFaces completed 5/5", "+0 image/faces completed 2/2", "+0 image/faces failed 1/1",
	})
	storetest.SameRows(t, "records", records, []string{"+5 image/faces album/b.jpg access.log:2", "+7 DetectImageFaces  calls.csv:2"})
}

// Where the bill never names the project of an item, the cell is that of all
// projects of the region, bound or not.
func TestEvidenceOfABillWithoutProjects(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	album(t, d)
	r := storetest.Judged()
	r.Cells[0].Project = ""
	counts, _ := told(evidenceOf(t, d, r, 0))
	storetest.SameRows(t, "counts", counts, []string{"+0 image/faces completed 5/5", "+0 image/faces failed 1/1"})
}

// Objects written where they are indexed are usage of what their operators are
// charged under, and so are those that an indexing call names.
func TestEvidenceOfIndexing(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Import(model.KindBindings, "bindings.csv", func(in *ingest.Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos", Dataset: "all"})
	})
	d.Import(model.KindDatasets, "datasets.csv", func(in *ingest.Import) {
		in.KeepDataset(2, &model.Dataset{Project: "photos", Name: "all", Template: "Official:FaceManagement"})
		in.KeepDataset(3, &model.Dataset{Project: "photos", Name: "none", Template: "Official:DefaultEmptyId"})
	})
	d.Import(model.KindOSSLog, "access.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "album", "a.jpg", storetest.Noon+1, "PutObject"))
		in.KeepRequest(2, storetest.Request(storetest.RequestID(2), "album", "a.txt", storetest.Noon+2, "PutObject"))
		in.KeepRequest(3, storetest.Request(storetest.RequestID(3), "elsewhere", "a.jpg", storetest.Noon+3, "PutObject"))
	})
	d.Import(model.KindActionTrail, "trail.json", func(in *ingest.Import) {
		for n, dataset := range []string{"all", "none"} {
			c := storetest.Call(dataset, model.KindActionTrail)
			c.Operation, c.Dataset, c.Objects = "BatchIndexFileMeta", dataset, []string{"oss://album/x.jpg", "oss://album/y.png", "oss://album/z.txt"}
			in.KeepCall(int64(n+1), c)
		}
	})
	r := storetest.Judged()
	r.Cells[0].Item = "ImageFace"
	counts, records := told(evidenceOf(t, d, r, 0))
	storetest.SameRows(t, "counts", counts, []string{"+0 index:FaceDetection completed 3/2"})
	storetest.SameRows(t, "records", records, []string{"+0 index:FaceDetection  trail.json:1", "+1 index:FaceDetection albuma.jpg access.log:1"})
}

// A segment that is played shows the call that set its playlist up, though that
// was hours before.
func TestEvidenceOfPlayback(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Import(model.KindBindings, "bindings.csv", func(in *ingest.Import) { in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"}) })
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		for n, token := range []string{"abc", "never"} {
			c := storetest.Call(token, model.KindCalls)
			c.Operation, c.Token, c.At = "GenerateVideoPlaylist", token, storetest.Noon-7200
			in.KeepCall(int64(n+2), c)
		}
	})
	d.Import(model.KindOSSLog, "access.log", func(in *ingest.Import) {
		in.KeepRequest(1, storetest.Request(storetest.RequestID(1), "album", "live/my-film-abc-0.ts", storetest.Noon+1, "hls/ts"))
	})
	r := storetest.Judged()
	r.Cells[0].Item = "LiveTranscoding"
	_, records := told(evidenceOf(t, d, r, 0))
	storetest.SameRows(t, "records", records, []string{"-7200 GenerateVideoPlaylist  calls.csv:2", "+1 hls/ts albumlive/my-film-abc-0.ts access.log:1"})
}

func TestEvidenceIsOfTheLatestRun(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Save(storetest.Judged())
	if e := evidenceOf(t, d, storetest.Judged(), 0); e.Run.Key != "2026-03/2" {
		t.Errorf("run %s", e.Run.Key)
	}
}

func TestEvidenceOfNoFinding(t *testing.T) {
	d := storetest.Open(t)
	if _, err := evidence.Evidence(d.Reader(t.Context()), "F?", byStatus, 0); err == nil || !strings.Contains(err.Error(), "immrecon findings") {
		t.Errorf("got %v", err)
	}
}

func TestQuotedTextStaysText(t *testing.T) {
	d := storetest.Open(t)
	hostile := []string{"it's", "'); DROP TABLE source; --", ""}
	for _, text := range hostile {
		if got := d.Rows("SELECT " + evidence.Quoted([]string{text})); !slices.Equal(got, []string{text}) {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}
