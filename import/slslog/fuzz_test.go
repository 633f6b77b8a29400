package slslog

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"immrecon/import/readertest"
)

// csvRecord is a record as a table of one row, as any program writes CSV.
func csvRecord(t *testing.T, fields map[string]string) []byte {
	t.Helper()
	var out strings.Builder
	w := csv.NewWriter(&out)
	names := slices.Sorted(maps.Keys(fields))
	var values []string
	for _, name := range names {
		values = append(values, fields[name])
	}
	if err := w.WriteAll([][]string{names, values}); err != nil {
		t.Fatal(err)
	}
	return []byte(out.String())
}

// FuzzForms checks that a record says the same as a row of CSV and as JSON.
func FuzzForms(f *testing.F) {
	for _, q := range requests {
		f.Add(q.method, q.target, q.operation, q.key, "200", "2000", "1772326801", "oss-cn-beijing-d")
	}
	f.Add("GET", "/a\".jpg,b\n?x-oss-process=image/faces", "GetObject", "a\",\r\nb", "404", "-", "0", " ")
	f.Fuzz(func(t *testing.T, method, target, operation, key, status, took, at, location string) {
		fields := map[string]string{
			"__topic__": accessLog, "__time__": at, "http_method": method, "request_uri": target, "http_status": status, "response_time": took,
			"request_id": "69A38B0000000000000000A1", "operation": operation, "bucket": "acme", "object": key, "bucket_location": location,
		}
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		asJSON, err := readertest.Hold(t, Read, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range fields {
			if !utf8.ValidString(value) { // JSON has other text then, and a row of CSV is rejected
				return
			}
		}
		asCSV, err := readertest.Hold(t, Read, csvRecord(t, fields))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(asCSV.Requests, asJSON.Requests) || !reflect.DeepEqual(asCSV.Hours, asJSON.Hours) || asCSV.Tally.Rejected != asJSON.Tally.Rejected {
			t.Errorf("CSV reads as %+v, rejects %+v\nJSON as %+v, rejects %+v", asCSV.Requests, asCSV.Rejects, asJSON.Requests, asJSON.Rejects)
		}
	})
}
