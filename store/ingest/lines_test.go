package ingest_test

import (
	"reflect"
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/storetest"
)

func TestLinesOfEveryKindAreConserved(t *testing.T) {
	for _, kind := range model.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			d, keep := storetest.Open(t), storetest.OneOfEach(kind)
			s := d.Import(kind, "some file", func(in *ingest.Import) {
				in.Skip(1)
				for line := int64(2); line <= 6; line++ {
					keep(in, line)
				}
				in.Reject(7, "the fifth field is no number", "a;b;c;d;e")
				in.Skip(8)
			})
			if want := (model.Tally{Read: 8, Kept: 5, Skipped: 2, Rejected: 1}); s.Tally != want {
				t.Errorf("tally %+v, want %+v", s.Tally, want)
			}
			d.MustHold()
			rejected, err := sources.Rejected(d.Reader(t.Context()), s.ID)
			want := []model.RejectedLine{{SourceID: s.ID, File: "some file", Rejected: model.Rejected{Line: 7, Reason: "the fifth field is no number", Text: "a;b;c;d;e"}}}
			if err != nil || !reflect.DeepEqual(rejected, want) {
				t.Errorf("rejected lines %v, %v; want %v", rejected, err, want)
			}
		})
	}
}
