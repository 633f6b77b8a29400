package ingest_test

import (
	"strings"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// A delimiter that keys have too asks for logs again where they were not searched for a
// style that is in force in one of their hours, and nowhere else.
func TestSoughtStyles(t *testing.T) {
	noon := storetest.Noon
	dash := model.Style{Bucket: "bucket-0", Name: "small", Delimiter: "-"}
	within := func(s model.Style, from, to int64) model.Style { s.From, s.To = from, to; return s }
	another := func(s model.Style, bucket, name, delimiter string) model.Style {
		s.Bucket, s.Name, s.Delimiter = bucket, name, delimiter
		return s
	}
	for name, test := range map[string]struct {
		before, after []model.Style
		refused       bool
	}{
		"a new style":                       {nil, []model.Style{dash}, true},
		"a style that was known":            {[]model.Style{dash}, []model.Style{dash}, false},
		"a part of the time of a known one": {[]model.Style{dash}, []model.Style{within(dash, noon, noon+60)}, false},
		"more than the time of a known one": {[]model.Style{within(dash, 0, noon)}, []model.Style{dash}, true},
		"since after the log":               {nil, []model.Style{within(dash, noon+3600, 0)}, false},
		"since within the log's last hour":  {nil, []model.Style{within(dash, noon+3599, 0)}, true},
		"until before the log":              {nil, []model.Style{within(dash, 0, noon)}, false},
		"of another bucket":                 {nil, []model.Style{another(dash, "bucket-1", "small", "-")}, false},
		"by the usual delimiter":            {nil, []model.Style{another(dash, "bucket-0", "small", "!")}, false},
		"by none":                           {nil, []model.Style{another(dash, "bucket-0", "small", "")}, false},
		"another name, the delimiter known": {[]model.Style{dash}, []model.Style{another(dash, "bucket-0", "large", "")}, true},
		"another delimiter of a known name": {[]model.Style{dash}, []model.Style{another(dash, "bucket-0", "small", "_")}, true},
		"other content of a known name":     {[]model.Style{dash}, []model.Style{{Bucket: "bucket-0", Name: "small", Operations: []string{"image/codes"}}}, false},
		"a name when no delimiter is":       {[]model.Style{within(dash, 0, noon)}, []model.Style{another(within(dash, noon, 0), "bucket-0", "large", "")}, false},
	} {
		d := storetest.Open(t)
		d.Import(model.KindStyles, "first.csv", keepStyles(test.before))
		d.Import(model.KindOSSLog, "access.log", func(in *ingest.Import) {
			in.SawBucket("bucket-0", time.Unix(noon, 0))
			in.Skip(1)
		})
		_, err := d.TryImport(model.KindStyles, "second.csv", keepStyles(test.after))
		if refused := err != nil && strings.Contains(err.Error(), "second.csv: logs of bucket bucket-0 were read before"); refused != test.refused || err != nil && !refused {
			t.Errorf("%s: %v, want it refused: %t", name, err, test.refused)
		}
	}
}

func keepStyles(all []model.Style) func(in *ingest.Import) {
	return func(in *ingest.Import) {
		for n := range all {
			in.KeepStyle(int64(n+2), &all[n])
		}
	}
}
