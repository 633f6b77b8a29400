package months_test

import (
	"slices"
	"testing"
	"time"

	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/storetest"
)

// What a source must hold to touch a closed month, by kind; the closed month
// knows a project, a binding and a logged hour already.
func TestWhatTouchesAClosedMonth(t *testing.T) {
	from, to, err := model.MonthSpan("2026-03")
	if err != nil {
		t.Fatal(err)
	}
	request := func(at int64) func(*ingest.Import) {
		return func(in *ingest.Import) { in.KeepRequest(1, storetest.Request("R", "photos", "a.jpg", at)) }
	}
	binding := func(bucket string, from, to int64) func(*ingest.Import) {
		return func(in *ingest.Import) {
			in.KeepBinding(1, &model.Binding{Bucket: bucket, Project: "photos", From: from, To: to})
		}
	}
	project := func(name string, created int64) func(*ingest.Import) {
		return func(in *ingest.Import) { in.KeepProject(1, &model.Project{Name: name, CreatedAt: created}) }
	}
	logged := func(at int64) func(*ingest.Import) {
		return func(in *ingest.Import) { in.Skip(1); in.SawBucket("photos", time.Unix(at, 0)) }
	}
	known := &model.Request{ID: "known", Bucket: "photos", At: storetest.Noon, Operations: []string{"x"}}
	another := storetest.Copies(t, func(d *storetest.Database) {
		d.ImportBill()
		d.Import(model.KindProjects, "projects.csv", project("photos", from))
		d.Import(model.KindBindings, "bindings.csv", binding("photos", 0, 0))
		d.Import(model.KindOSSLog, "noon.log", func(in *ingest.Import) {
			in.KeepRequest(1, known)
			in.SawBucket("photos", time.Unix(storetest.Noon, 0))
		})
		d.Change(func(tx *db.Tx) error {
			return months.Record(tx, "2026-03", model.Decision{Close: true, At: time.Unix(storetest.Noon, 0)})
		})
	})
	for name, test := range map[string]struct {
		kind    model.Kind
		keep    func(*ingest.Import)
		touches bool
	}{
		"the first second":               {model.KindOSSLog, request(from), true},
		"the last second":                {model.KindSLSLog, request(to - 1), true},
		"the second before":              {model.KindOSSLog, request(from - 1), false},
		"the second after":               {model.KindOSSLog, request(to), false},
		"a request that is there":        {model.KindOSSLog, func(in *ingest.Import) { in.KeepRequest(1, known) }, false},
		"an hour whose log was missing":  {model.KindOSSLog, logged(from), true},
		"an hour whose log is there":     {model.KindOSSLog, logged(storetest.Noon), false},
		"a call":                         {model.KindActionTrail, func(in *ingest.Import) { in.KeepCall(1, storetest.Call("C", model.KindActionTrail)) }, true},
		"a line of its bill":             {model.KindBill, func(in *ingest.Import) { in.KeepBillLine(1, storetest.BillLine("new", "new")) }, true},
		"a line of its bill once more":   {model.KindBill, func(in *ingest.Import) { in.KeepBillLine(9, storetest.BillLine("L-1", "L-1")) }, false},
		"a project of then":              {model.KindProjects, project("new", from), true},
		"a project of later":             {model.KindProjects, project("new", to), false},
		"a project that is there":        {model.KindProjects, project("photos", from), false},
		"a project with another date":    {model.KindProjects, project("photos", from+1), true},
		"a binding without dates":        {model.KindBindings, binding("new", 0, 0), true},
		"a binding that is there":        {model.KindBindings, binding("photos", 0, 0), false},
		"a binding of later":             {model.KindBindings, binding("new", to, 0), false},
		"a binding of before":            {model.KindBindings, binding("new", 0, from), false},
		"a dataset":                      {model.KindDatasets, func(in *ingest.Import) { in.KeepDataset(1, &model.Dataset{Project: "photos", Name: "new"}) }, true},
		"a style of later":               {model.KindStyles, func(in *ingest.Import) { in.KeepStyle(1, &model.Style{Bucket: "photos", Name: "s", From: to}) }, false},
		"a price of then":                {model.KindPrices, func(in *ingest.Import) { in.KeepPrice(1, &model.Price{Item: "ImageDetect", Per: 1000, To: from + 1}) }, true},
		"a file with nothing to keep":    {model.KindOSSLog, func(in *ingest.Import) { in.Skip(1) }, false},
		"a file of which all is refused": {model.KindCalls, func(in *ingest.Import) { in.Reject(1, "no number", "x") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := another(t)
			source := d.Import(test.kind, "late", test.keep)
			got, err := months.TouchesClosed(d.Reader(t.Context()), source)
			if want := map[bool][]string{true: {"2026-03"}}[test.touches]; err != nil || !slices.Equal(got, want) {
				t.Errorf("touches %v, %v; want %v", got, err, want)
			}
			if touches, err := months.Touches(d.Reader(t.Context()), source, "2026-03"); err != nil || touches != test.touches {
				t.Errorf("touches March: %t, %v", touches, err)
			}
		})
	}
}
