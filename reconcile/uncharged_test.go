package reconcile_test

import (
	"strings"
	"testing"

	"immrecon/store/model"
)

// Usage that a run leaves uncharged is the whole surplus of a bill that charges
// it: the finding must say so.
func TestUsageLeftUnchargedExplainsTheSurplusItMakes(t *testing.T) {
	indexed := func(template string, keys ...string) func(*month) {
		return func(m *month) {
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
			m.datasets(model.Dataset{Project: "photos", Name: "all", Template: template})
			m.bindings(model.Binding{Bucket: "pictures", Project: "photos", Dataset: "all"})
			for _, key := range keys {
				m.requests(model.Request{At: on(10, 0), Key: key, Operations: []string{"PutObject"}})
			}
			m.calls(model.Call{Operation: "ListProjects", At: on(10, 0)})
		}
	}
	asDocuments := func(operation string) func(*month) {
		return func(m *month) {
			m.projects(ofOffice...)
			m.bindings(model.Binding{Bucket: "pictures", Project: "new"})
			m.requests(asked(3, operation, on(10, 0))...)
			m.calls(model.Call{Project: "new", Operation: "ListProjects", At: on(10, 0)})
		}
	}
	for name, test := range map[string]struct {
		load    func(*month)
		assume  string // switched off
		line    model.BillLine
		surplus int64
		basis   model.Basis
		rule    string
		words   string
	}{
		"faces in videos": {indexed("Official:FaceManagement", "a.jpg", "a.mp4", "b.mp4", "c.mov"), "index_operator_video_faces",
			billed("photos", "ImageFace", on(10, 0), 4, "0.028", 1000), 3, model.Assumed, "index_operator_video_faces", "usage_index_operator_video_faces(3)"},
		"a template that costs nothing": {indexed("Official:CognitionImageManagement", "a.jpg", "b.jpg"), "",
			billed("photos", "ImageFace", on(10, 0), 2, "0.028", 1000), 2, model.Documented, "cognition_templates_free", "usage_free_template(2)"},
		"previews through OSS": {asDocuments("doc/preview"), "doc_preview_is_one_call",
			billed("new", "DocumentWebofficePreview", on(10, 0), 3, "1.4150943", 1000), 3, model.Assumed, "doc_preview_is_one_call", "usage_completed(3, doc/preview)"},
		"edits through OSS": {asDocuments("doc/edit"), "doc_edit_is_one_call",
			billed("new", "DocumentWebofficeEdit", on(10, 0), 3, "2.8301887", 1000), 3, model.Assumed, "doc_edit_is_one_call", "usage_completed(3, doc/edit)"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.stated()
			test.load(m)
			m.bill(test.line)
			if test.assume != "" {
				if found := m.reconciled().Findings; len(found) != 0 {
					t.Fatalf("as assumed by default the bill is right, and has findings %+v", found)
				}
				m.options.Assume = map[string]bool{test.assume: false}
			}
			r := m.reconciled()
			if len(r.Findings) != 1 {
				t.Fatalf("findings %+v, want one", r.Findings)
			}
			f := r.Findings[0]
			if f.Cause != model.FreeItemBilled || f.Verdict != model.Overcharged || f.Basis != test.basis || f.Difference.Quantity != test.surplus || f.Evidence != test.surplus {
				t.Errorf("%s %s %s of %d by %d records", f.Verdict, f.Cause, f.Basis, f.Difference.Quantity, f.Evidence)
			}
			for _, words := range []string{test.words, test.rule} {
				if !strings.Contains(f.Explanation.String(), words) {
					t.Errorf("the explanation does not say %q: %s", words, f.Explanation)
				}
			}
			if strings.Contains(f.Explanation.String(), string(model.SaysBesideUnequal)) {
				t.Errorf("the explanation denies what it is: %s", f.Explanation)
			}
		})
	}
}
