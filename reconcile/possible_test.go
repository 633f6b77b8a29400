package reconcile_test

import (
	"testing"

	"immrecon/store/model"
)

// What a record may be charged under excuses what is billed there, up to what the
// record can come to; beyond that the bill is wrong.
func TestRecordsExcuseWhatTheyMayBe(t *testing.T) {
	yes := true
	indexing := func(m *month) {
		m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
		m.datasets(model.Dataset{Project: "photos", Name: "faces", Template: "Official:FaceManagement"})
		m.bindings(model.Binding{Bucket: "pictures", Project: "photos", Dataset: "faces"})
	}
	office := func(m *month) {
		m.projects(ofOffice...)
		m.bindings(model.Binding{Bucket: "pictures", Project: "old"}, model.Binding{Bucket: "papers", Project: "new"})
	}
	put := func(keys ...string) func(*month) {
		return func(m *month) {
			for _, key := range keys {
				m.requests(model.Request{At: on(10, 0), Key: key, Operations: []string{"PutObject"}})
			}
		}
	}
	calls := func(all ...model.Call) func(*month) {
		return func(m *month) {
			for n := range all {
				all[n].At = on(10, n)
			}
			m.calls(all...)
		}
	}
	const unbounded = -1
	for name, test := range map[string]struct {
		tables, load     func(*month)
		project, item    string
		proven, possible int64
	}{
		"a key without extension":    {indexing, put("a.jpg", "b"), "photos", "ImageFace", 1, 2},
		"an extension nobody knows":  {indexing, put("a.qqq", "b.qqq"), "photos", "ImageFace", 0, 2},
		"a document is no face":      {indexing, put("a.pdf"), "photos", "ImageFace", 0, 0},
		"an object that is not said": {indexing, calls(model.Call{Operation: "IndexFileMeta", Dataset: "faces"}), "photos", "ImageFace", 0, 1},
		"objects that are not said":  {indexing, calls(model.Call{Operation: "BatchIndexFileMeta", Dataset: "faces"}), "photos", "ImageFace", 0, unbounded},
		"whether there is a location": {indexing, calls(model.Call{Operation: "DetectMediaMeta"}, model.Call{Operation: "DetectMediaMeta", Geo: &yes}),
			"photos", "ReverseGeocoding", 1, 2},
		"two events and a row of the log under another id": {indexing, calls(
			model.Call{Channel: model.KindActionTrail, Operation: "DetectImageFaces"}, model.Call{Channel: model.KindActionTrail, Operation: "DetectImageFaces"},
			model.Call{Operation: "DetectImageFaces"}), "photos", "ImageDetect", 2, 3},
		"the same of metered calls": {indexing, calls(
			model.Call{Channel: model.KindActionTrail, Operation: "DetectMediaMeta", Geo: &yes}, model.Call{Channel: model.KindActionTrail, Operation: "DetectMediaMeta", Geo: &yes},
			model.Call{Operation: "DetectMediaMeta", Geo: &yes}), "photos", "ReverseGeocoding", 2, 3},
		"one event and a row of the log under another id": {indexing, calls(
			model.Call{Channel: model.KindActionTrail, Operation: "DetectImageFaces"}, model.Call{Operation: "DetectImageFaces"}), "photos", "ImageDetect", 1, 1},
		"openings of an unknown kind": {office, calls(model.Call{Project: "old", Operation: "WebofficeOpen"}, model.Call{Project: "old", Operation: "WebofficeOpen", Readonly: &yes}),
			"old", "DocumentWebofficePreview", 0, 2},
		"openings of a project that pays by the call": {office, calls(model.Call{Project: "new", Operation: "WebofficeOpen", Readonly: &yes}),
			"new", "DocumentWebofficePreview", 0, 0},
		"documents asked for through OSS": {office, func(m *month) { m.requests(asked(3, "doc/preview", on(10, 0))...) }, "old", "DocumentWebofficePreview", 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated()
			test.tables(m)
			test.load(m)
			m.calls(model.Call{Project: test.project, Operation: "ListProjects", At: on(10, 30)})
			most := test.possible
			if most == unbounded {
				most = 1000
			}
			m.bill(billed(test.project, test.item, on(10, 0), most+1, "1", 1000))
			var excused, accused int64
			for _, f := range m.reconciled().Findings {
				if f.Item != test.item || f.Difference.Quantity == 0 {
					continue
				}
				switch f.Verdict {
				case model.Unverifiable:
					excused += f.Difference.Quantity
				case model.Overcharged:
					accused += f.Difference.Quantity
				}
			}
			want := [2]int64{most - test.proven, 1}
			if test.possible == unbounded {
				want = [2]int64{most + 1 - test.proven, 0}
			}
			if got := [2]int64{excused, accused}; got != want {
				t.Errorf("unverifiable and overcharged are %v, want %v", got, want)
			}
		})
	}
}

// That nobody should pay for calls that failed is an assumption, whosever they are:
// a bill for records that cannot be placed and that failed is asked about, as it
// would be if they were.
func TestFailedRecordsOfNobodyAreNoClaim(t *testing.T) {
	failed := func(bucket, operation string) func(*month) {
		return func(m *month) {
			all := asked(2, operation, on(10, 0))
			for n := range all {
				all[n].Status, all[n].Bucket = 500, bucket
			}
			m.requests(all...)
		}
	}
	for name, test := range map[string]struct {
		load  func(*month)
		claim string
	}{
		"of a bucket that no binding names": {failed("strange", "image/labels"), "0"},
		"of a style that no table has":      {failed("pictures", "style/poster"), "0"},
		"of another item":                   {failed("strange", "image/codes"), "0.000284"},
		"none at all":                       {func(*month) {}, "0.000284"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated()
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			test.load(m)
			m.calls(model.Call{Operation: "ListProjects", At: on(10, 30)})
			m.bill(billed("photos", "ImageLabel", on(10, 0), 2, "0.142", 1000))
			s := m.reconciled().Statement
			if got := s.Claim.Amount.String(); got != test.claim || s.Claim.Amount.Add(s.Ask.Amount).String() != "0.000284" {
				t.Errorf("claim %s and ask %s, want %s of 0.000284 claimed", got, s.Ask.Amount, test.claim)
			}
		})
	}
}

// The log of a bucket that nobody bound may be any project's: where an hour of it is
// missing between others, it may have held what is billed.
func TestAHoleInTheLogOfNobodysBucket(t *testing.T) {
	for name, test := range map[string]struct {
		hours []int
		claim bool
	}{
		"whole":                        {[]int{8, 9, 10, 11, 12}, true},
		"with a hole":                  {[]int{8, 9, 11, 12}, false},
		"with a hole beside":           {[]int{7, 8, 10, 11, 12}, false},
		"that begins after the period": {[]int{14, 15, 16}, true},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated(model.KindActionTrail, model.KindCalls)
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos"})
			for _, hour := range []int{7, 8, 9, 10, 11, 12, 13} {
				m.requests(model.Request{At: on(hour, 30), Bucket: "pictures", Operations: []string{"image/codes"}})
			}
			for _, hour := range test.hours {
				m.requests(model.Request{At: on(hour, 30), Bucket: "strange", Operations: []string{"image/codes"}})
			}
			m.bill(billed("photos", "ImageLabel", on(10, 0), 2, "0.142", 1000))
			s := m.reconciled().Statement
			if got := s.Claim.Findings > 0; got != test.claim {
				t.Errorf("claim %s, ask %s, unverifiable %s", s.Claim.Amount, s.Ask.Amount, s.Unverifiable)
			}
		})
	}
}
