package readertest_test

import (
	"slices"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func TestCollectedCountsLikeTheDatabase(t *testing.T) {
	for _, kind := range model.Kinds {
		write := func(to model.RecordWriter) {
			storetest.OneOfEach(kind)(to, 2)
			to.Skip(1)
			to.Reject(3, "r", "t")
		}
		var memory readertest.Collected
		write(&memory)
		s := storetest.Open(t).Import(kind, "file", func(in *ingest.Import) { write(in) })
		if memory.Tally != s.Tally || !slices.Equal(memory.Rejects, []model.Rejected{{Line: 3, Reason: "r", Text: "t"}}) {
			t.Errorf("%s: memory counts %+v, the database %+v", kind, memory.Tally, s.Tally)
		}
	}
}
