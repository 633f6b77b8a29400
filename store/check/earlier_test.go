package check_test

import (
	"strings"
	"testing"
	"time"

	"immrecon/store/check"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// Seals of every version notice what they are over, and leave the rest to later ones.
func TestSealsOfEarlierVersionsStillFit(t *testing.T) {
	sealOf := func(d *storetest.Database, kind model.Kind, version int) string {
		t.Helper()
		stored, err := ingest.ReadStored(d.Reader(t.Context()))
		noError(t, err)
		seal, err := ingest.Seal(d.Reader(t.Context()), 1, kind, version, stored)
		noError(t, err)
		return seal
	}
	for _, test := range []struct {
		kind    model.Kind
		tamper  string
		noticed []bool // by version
	}{
		{model.KindBill, "UPDATE bill_line SET gross = '7'", []bool{true, true, true, true}},
		{model.KindBill, "UPDATE bill_line SET deducted = 7", []bool{false, true, true, true}},
		{model.KindBill, "UPDATE bill_line SET line_id = '7'", []bool{false, false, false, true}},
		{model.KindCalls, "UPDATE api_call SET video_streams = 7", []bool{false, false, true, true}},
		{model.KindCalls, "UPDATE api_call SET token = '7'", []bool{false, true, true, true}},
		{model.KindCalls, "UPDATE source SET bytes = 7", []bool{false, false, false, true}},
		{model.KindOSSLog, "UPDATE oss_hour SET status = 500; UPDATE oss_usage SET status = 500", []bool{true, true, true, true}},
		{model.KindOSSLog, "UPDATE oss_usage SET object_key = 'b.jpg'", []bool{false, false, false, true}},
		{model.KindOSSLog, "UPDATE symbol SET name = 'image/labels' WHERE name = 'image/faces'", []bool{true, true, true, true}},
		{model.KindProjects, "UPDATE project SET region = '7'", []bool{true, true, true, true}},
	} {
		d := storetest.Open(t)
		d.Import(test.kind, "it", func(in *ingest.Import) { storetest.OneOfEach(test.kind)(in, 1) })
		var before []string
		for version := range test.noticed {
			before = append(before, sealOf(d, test.kind, version))
		}
		d.Tamper(test.tamper)
		for version, want := range test.noticed {
			if got := sealOf(d, test.kind, version) != before[version]; got != want {
				t.Errorf("%s: noticed by version %d: %t", test.tamper, version, got)
			}
		}
	}
}

// The catalogue of another version of the program is not accused. The one of this
// version is compared row by row, whatever it says it is.
func TestTheCatalogueIsComparedWithTheProgram(t *testing.T) {
	look := func(tamper string) model.Check {
		t.Helper()
		d := storetest.Open(t)
		d.Tamper(tamper)
		all, err := check.All(d.Reader(t.Context()))
		noError(t, err)
		for _, c := range all {
			if c.Name == "catalogue" {
				return c
			}
		}
		t.Fatal("there is no such check")
		return model.Check{}
	}
	if c := look("UPDATE catalogue SET version = 'old'; DELETE FROM price WHERE id = 1"); len(c.Faults) > 0 ||
		!strings.HasPrefix(c.Note, "version old, loaded by another program; this one has ") {
		t.Errorf("of an older program: %+v", c)
	}
	for tamper, says := range map[string]string{
		"UPDATE catalogue SET version = 'old'":                           "it says to be version old, and has the rows of ",
		"UPDATE price SET price = '7' WHERE id = 1":                      "table price has a row that is not this program's: id 1, ",
		"DELETE FROM rule WHERE rule = 'charge_5xx'":                     "table rule lacks a row: rule charge_5xx, ",
		"DELETE FROM catalogue":                                          "it says to be of 0 versions, not one",
		"INSERT INTO media_type (extension, media) VALUES ('x', 'imag')": "table media_type has a row that is not this program's: extension x, media imag",
	} {
		if c := look(tamper); len(c.Faults) == 0 || !strings.HasPrefix(c.Faults[0], says) {
			t.Errorf("%s: %q", tamper, c.Faults)
		}
	}
}

// What later sources add to what is shared is no fault of the earlier ones.
func TestWhatIsSharedMayGrow(t *testing.T) {
	d := storetest.Open(t)
	keep := func(n int, region string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			r := storetest.Request(storetest.RequestID(n), "photos", "inbox/a.jpg", storetest.Noon)
			r.Region = region
			in.KeepRequest(1, r)
			in.SawBucket("photos", time.Unix(storetest.Noon, 0))
		}
	}
	style := func(name string) func(*ingest.Import) {
		return func(in *ingest.Import) {
			in.KeepStyle(1, &model.Style{Bucket: "styled", Name: name, Delimiter: "-", Operations: []string{"image/faces"}})
		}
	}
	first := d.Import(model.KindOSSLog, "host.log", keep(1, ""))
	d.MustHold()
	d.Import(model.KindOSSLog, "region.log", keep(2, "ap-southeast-1"))
	bound := d.Import(model.KindBindings, "bindings.csv", func(in *ingest.Import) {
		in.KeepBinding(1, &model.Binding{Bucket: "photos", Prefix: "inbox/", Project: "photos"})
	})
	d.Import(model.KindStyles, "one.csv", style("thumb"))
	d.Import(model.KindStyles, "two.csv", style("large"))
	d.MustHold()
	d.Forget(first.ID)
	d.Forget(bound.ID)
	d.MustHold()
	d.Import(model.KindOSSLog, "host.log", keep(1, ""))
	d.MustHold()
}
