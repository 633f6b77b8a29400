package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

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
func evidenceOf(t *testing.T, db *DB, r *Result, limit int) *model.Evidence {
	t.Helper()
	saved(t, db, r)
	e, err := db.Evidence(context.Background(), "F1", byStatus, limit)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// told writes counts and records down shortly, instants from noon on.
func told(e *model.Evidence) (counts, records []string) {
	for _, c := range e.Counts {
		counts = append(counts, fmt.Sprintf("%+d %s %s %d/%d", c.Hour-noon, c.Operation, c.Class, c.Quantity, c.Records))
	}
	for _, u := range e.Usage {
		records = append(records, fmt.Sprintf("%+d %s %s%s %s:%d", u.At-noon, u.Operation, u.Bucket, u.Key, u.File, u.Line))
	}
	return counts, records
}

// album imports a bucket that is bound to photos, a style, and requests to it.
func album(t *testing.T, db *DB) {
	t.Helper()
	imported(t, db, model.KindBindings, "bindings.csv", func(in *Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"})
		in.KeepBinding(3, &model.Binding{Bucket: "album", Prefix: "other/", Project: "others"})
		in.KeepBinding(4, &model.Binding{Bucket: "late", Project: "photos", From: noon + 3600})
	})
	imported(t, db, model.KindStyles, "styles.csv", func(in *Import) {
		in.KeepStyle(2, &model.Style{Bucket: "album", Name: "face", Content: "image/faces", Operations: []string{"image/faces"}})
		in.KeepStyle(3, &model.Style{Bucket: "album", Name: "old", Content: "image/faces", Operations: []string{"image/faces"}, To: noon})
	})
	imported(t, db, model.KindOSSLog, "access.log", func(in *Import) {
		failed := request(hexID(3), "album", "/c.jpg", noon+20)
		failed.Status, failed.ErrorCode = 503, "InternalError"
		for n, r := range []*model.Request{
			request(hexID(1), "album", "/a.jpg", noon+10),
			request(hexID(2), "album", "/b.jpg", noon+5, "style/face"),
			failed,
			request(hexID(4), "album", "/d.jpg", noon+30, "image/codes"),
			request(hexID(5), "elsewhere", "/e.jpg", noon+31),
			request(hexID(6), "album", "/f.jpg", noon+3600),
			request(hexID(7), "album", "other/g.jpg", noon+32),
			request(hexID(8), "late", "/h.jpg", noon+33),
			request(hexID(9), "album", "/i.jpg", noon+34, "style/old"),
		} {
			in.KeepRequest(int64(n+1), r)
		}
	})
}

func TestEvidenceFindsTheUsageOfACell(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	album(t, db)
	imported(t, db, model.KindActionTrail, "trail.json", func(in *Import) {
		in.KeepCall(1, call("both", model.KindActionTrail))
		foreign := call("foreign", model.KindActionTrail)
		foreign.Project = "others"
		in.KeepCall(2, foreign)
		other := call("other", model.KindActionTrail)
		other.Operation = "DetectImageLabels"
		in.KeepCall(3, other)
	})
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) { in.KeepCall(7, call("both", model.KindCalls)) })

	e := evidenceOf(t, db, judged(), 0)
	counts, records := told(e)
	sameRows(t, "counts", counts, []string{
		"+0 DetectImageFaces completed 1/1", "+0 image/faces completed 2/2", "+0 image/faces failed 1/1",
	})
	sameRows(t, "records", records, []string{
		"+0 DetectImageFaces  calls.csv:7", "+5 image/faces album/b.jpg access.log:2", "+10 image/faces album/a.jpg access.log:1",
		"+20 image/faces album/c.jpg access.log:3",
	})
	if failed := e.Usage[3]; failed.RequestID != hexID(3) || failed.ErrorCode != "InternalError" || failed.Project != "photos" {
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
	db := openNew(t)
	withBill(t, db)
	album(t, db)
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) {
		for n := range 5 {
			c := call(fmt.Sprint("call-", n), model.KindCalls)
			c.At += int64(7 + n)
			in.KeepCall(int64(n+2), c)
		}
	})
	counts, records := told(evidenceOf(t, db, judged(), 2))
	sameRows(t, "counts", counts, []string{
		"+0 DetectImageFaces completed 5/5", "+0 image/faces completed 2/2", "+0 image/faces failed 1/1",
	})
	sameRows(t, "records", records, []string{"+5 image/faces album/b.jpg access.log:2", "+7 DetectImageFaces  calls.csv:2"})
}

// Where the bill never names the project of an item, the cell is that of all
// projects of the region, bound or not.
func TestEvidenceOfABillWithoutProjects(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	album(t, db)
	r := judged()
	r.Cells[0].Project = ""
	counts, _ := told(evidenceOf(t, db, r, 0))
	sameRows(t, "counts", counts, []string{"+0 image/faces completed 5/5", "+0 image/faces failed 1/1"})
}

// Objects written where they are indexed are usage of what their operators are
// charged under, and so are those that an indexing call names.
func TestEvidenceOfIndexing(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	imported(t, db, model.KindBindings, "bindings.csv", func(in *Import) {
		in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos", Dataset: "all"})
	})
	imported(t, db, model.KindDatasets, "datasets.csv", func(in *Import) {
		in.KeepDataset(2, &model.Dataset{Project: "photos", Name: "all", Template: "Official:FaceManagement"})
		in.KeepDataset(3, &model.Dataset{Project: "photos", Name: "none", Template: "Official:DefaultEmptyId"})
	})
	imported(t, db, model.KindOSSLog, "access.log", func(in *Import) {
		in.KeepRequest(1, request(hexID(1), "album", "a.jpg", noon+1, "PutObject"))
		in.KeepRequest(2, request(hexID(2), "album", "a.txt", noon+2, "PutObject"))
		in.KeepRequest(3, request(hexID(3), "elsewhere", "a.jpg", noon+3, "PutObject"))
	})
	imported(t, db, model.KindActionTrail, "trail.json", func(in *Import) {
		for n, dataset := range []string{"all", "none"} {
			c := call(dataset, model.KindActionTrail)
			c.Operation, c.Dataset, c.Objects = "BatchIndexFileMeta", dataset, []string{"oss://album/x.jpg", "oss://album/y.png", "oss://album/z.txt"}
			in.KeepCall(int64(n+1), c)
		}
	})
	r := judged()
	r.Cells[0].Item = "ImageFace"
	counts, records := told(evidenceOf(t, db, r, 0))
	sameRows(t, "counts", counts, []string{"+0 index:FaceDetection completed 3/2"})
	sameRows(t, "records", records, []string{"+0 index:FaceDetection  trail.json:1", "+1 index:FaceDetection albuma.jpg access.log:1"})
}

// A segment that is played shows the call that set its playlist up, though that
// was hours before.
func TestEvidenceOfPlayback(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	imported(t, db, model.KindBindings, "bindings.csv", func(in *Import) { in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"}) })
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) {
		for n, token := range []string{"abc", "never"} {
			c := call(token, model.KindCalls)
			c.Operation, c.Token, c.At = "GenerateVideoPlaylist", token, noon-7200
			in.KeepCall(int64(n+2), c)
		}
	})
	imported(t, db, model.KindOSSLog, "access.log", func(in *Import) {
		in.KeepRequest(1, request(hexID(1), "album", "live/my-film-abc-0.ts", noon+1, "hls/ts"))
	})
	r := judged()
	r.Cells[0].Item = "LiveTranscoding"
	_, records := told(evidenceOf(t, db, r, 0))
	sameRows(t, "records", records, []string{"-7200 GenerateVideoPlaylist  calls.csv:2", "+1 hls/ts albumlive/my-film-abc-0.ts access.log:1"})
}

func TestEvidenceIsOfTheLatestRun(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	saved(t, db, judged())
	if e := evidenceOf(t, db, judged(), 0); e.Run.Key != "2026-03/2" {
		t.Errorf("run %s", e.Run.Key)
	}
}

func TestEvidenceOfNoFinding(t *testing.T) {
	db := openNew(t)
	if _, err := db.Evidence(context.Background(), "F?", byStatus, 0); err == nil || !strings.Contains(err.Error(), "immrecon findings") {
		t.Errorf("got %v", err)
	}
}

func TestOwnPricesAreListedByImport(t *testing.T) {
	db := openNew(t)
	for n, name := range []string{"old.csv", "new.csv"} {
		imported(t, db, model.KindPrices, name, func(in *Import) {
			for line := range 2 {
				in.KeepPrice(int64(line+2), &model.Price{Site: "intl", Currency: "USD", Item: name, Amount: dec("0.5"), Per: int64(n + 1), Unit: "call", From: int64(line)})
			}
		})
	}
	lists, err := db.OwnPrices(context.Background())
	if err != nil || len(lists) != 2 {
		t.Fatalf("got %v, %v", lists, err)
	}
	for n, name := range []string{"old.csv", "new.csv"} {
		same := func(p model.Price) bool { return p.Item == name && p.Amount.Equal(dec("0.5")) && p.Per == int64(n+1) }
		if len(lists[n]) != 2 || !same(lists[n][0]) || !same(lists[n][1]) || lists[n][1].From != 1 {
			t.Errorf("list %d: %v", n, lists[n])
		}
	}
}

func TestQuotedTextStaysText(t *testing.T) {
	db := openNew(t)
	hostile := []string{"it's", "'); DROP TABLE source; --", ""}
	for _, text := range hostile {
		if got := rowsOf(t, db, "SELECT "+quoted([]string{text})); !slices.Equal(got, []string{text}) {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}
