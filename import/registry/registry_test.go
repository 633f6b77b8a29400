package registry

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

// tableOf is the table a file of testdata is named after.
func tableOf(t *testing.T, path string) Table {
	t.Helper()
	kind, _, _ := strings.Cut(filepath.Base(path), ".")
	return named(t, model.Kind(kind))
}

func named(t *testing.T, kind model.Kind) Table {
	t.Helper()
	for _, table := range Tables {
		if table.Kind == kind {
			return table
		}
	}
	t.Fatalf("there is no table of %s", kind)
	return Table{}
}

func inputs(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, pattern := range []string{"testdata/*.csv", "testdata/*.ndjson"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		paths = append(paths, found...)
	}
	return paths
}

func TestReadKeepsWhatTheGoldenFilesShow(t *testing.T) {
	for _, path := range inputs(t) {
		t.Run(path, func(t *testing.T) {
			input, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var to readertest.Collected
			if err := tableOf(t, path).Read(bytes.NewReader(input), &to); err != nil {
				t.Fatal(err)
			}
			compare(t, path+".golden", &to)
		})
	}
}

func compare(t *testing.T, golden string, to *readertest.Collected) {
	t.Helper()
	got, err := json.MarshalIndent(to, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *readertest.Update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got\n%s", golden, got)
	}
}

func TestDetectTellsTheTablesApart(t *testing.T) {
	for _, path := range inputs(t) {
		head, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range Tables {
			if want := table.Kind == tableOf(t, path).Kind; table.Detect(head) != want {
				t.Errorf("%s looks like %s: %t, want %t", path, table.Kind, !want, want)
			}
		}
	}
}

func TestDetectLeavesOtherFilesAlone(t *testing.T) {
	for _, head := range []string{
		"",
		"time,project,operation,request_id,task_id,http_status,region,bucket\n",
		`{"time":"2026-03-01T00:00:00Z","project":"p","operation":"DetectImageFaces","region":"r"}`,
		`{"eventName":"DetectImageFaces","acsRegion":"ap-southeast-1"}`,
		`203.0.113.7 - - [01/Mar/2026:00:00:00 +0800] "GET /a.jpg HTTP/1.1" 200 1 2 "-" "-"`,
		"Billing Cycle,Product Code,Billing Item Code,Usage,List Price,Currency\n",
	} {
		for _, table := range Tables {
			if table.Detect([]byte(head)) {
				t.Errorf("%q looks like %s", head, table.Kind)
			}
		}
	}
}

func TestReadRejects(t *testing.T) {
	const priceHeader = "site,currency,item,price,per,unit,effective_from,effective_to,basis\n"
	const bindingHeader = "bucket,prefix,project,from,to\n"
	const styleHeader = "bucket,style,content\n"
	const coverageHeader = "channel,subject,operations,from,to,records,source\n"
	const march = "2026-03-01T00:00:00+08:00,2026-04-01T00:00:00+08:00"
	cases := []struct {
		kind             model.Kind
		header, row, why string
	}{
		{model.KindProjects, "project,region,created_at\n", ",r,", "column project: is empty"},
		{model.KindProjects, "project,region,created_at\n", "p,r,yesterday", `column created_at: "yesterday" is not an RFC 3339 time with zone`},
		{model.KindProjects, "project,region,created_at\n", "p,r,2023-12-01T00:00:00", `column created_at: "2023-12-01T00:00:00" is not an RFC 3339 time with zone`},
		{model.KindDatasets, "project,dataset\n", "p,", "column dataset: is empty"},
		{model.KindDatasets, "project,dataset\n", ",d", "column project: is empty"},
		{model.KindBindings, bindingHeader, ",a/,p,,", "column bucket: is empty"},
		{model.KindBindings, bindingHeader, "b,a/,,,", "column project: is empty"},
		{model.KindBindings, bindingHeader, "b,a/,p,2026-04-01T00:00:00+08:00,2026-03-01T00:00:00+08:00", `column to: "2026-03-01T00:00:00+08:00" is not after from "2026-04-01T00:00:00+08:00"`},
		{model.KindStyles, styleHeader, "b,s,", "column content: is empty"},
		{model.KindStyles, styleHeader, "b,,image/faces", "column style: is empty"},
		{model.KindCoverage, coverageHeader, ",b,," + march + ",,", "column channel: is empty"},
		{model.KindCoverage, coverageHeader, "bill,b,," + march + ",,", `column channel: "bill" is none of osslog, slslog, actiontrail, calls`},
		{model.KindCoverage, coverageHeader, "osslog,b,,,2026-04-01T00:00:00+08:00,,", "column from: is empty"},
		{model.KindCoverage, coverageHeader, "osslog,b,,2026-04-01T00:00:00+08:00,,,", "column to: is empty"},
		{model.KindCoverage, coverageHeader, "osslog,b,,2026-04-01T00:00:00+08:00,2026-03-01T00:00:00+08:00,,", `column to: "2026-03-01T00:00:00+08:00" is not after from "2026-04-01T00:00:00+08:00"`},
		{model.KindCoverage, coverageHeader, "osslog,b,," + march + ",all,", `column records: "all" is not a decimal number`},
		{model.KindCoverage, coverageHeader, "osslog,b,," + march + ",-1,", `column records: "-1" is not a whole number of at least 0`},
		{model.KindAliases, "bill_id,project,region\n", ",p,r", "column bill_id: is empty"},
		{model.KindAliases, "bill_id,project,region\n", "i-1,,r", "column project: is empty"},
		{model.KindAliases, "bill_id,project,region,from\n", "i-1,p,r,January", `column from: "January" is not an RFC 3339 time with zone`},
		{model.KindPrices, priceHeader, ",USD,I,1,1,call,,,", "column site: is empty"},
		{model.KindPrices, priceHeader, "intl,,I,1,1,call,,,", "column currency: is empty"},
		{model.KindPrices, priceHeader, "intl,USD,,1,1,call,,,", "column item: is empty"},
		{model.KindPrices, priceHeader, "intl,USD,I,,1,call,,,", "column price: is empty"},
		{model.KindPrices, priceHeader, "intl,USD,I,free,1,call,,,", `column price: "free" is not a decimal number`},
		{model.KindPrices, priceHeader, "intl,USD,I,-0.01,1,call,,,", `column price: "-0.01" is below 0`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,,call,,,", "column per: is empty"},
		{model.KindPrices, priceHeader, "intl,USD,I,1,0,call,,,", `column per: "0" is not above 0`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1.5,call,,,", `column per: "1.5" is not a whole number of at least 0`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1000,calls,,,", `column unit: "calls" is none of call, image, second, frame, stream, countunit, byte`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1,call,,,rumour", `column basis: "rumour" is neither documented nor assumed`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1,call,2025-07-28T11:30:00+08:00,,", `column effective_from: "2025-07-28T11:30:00+08:00" is not on a full hour of UTC+8, and bills are by the hour`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1,call,,2025-07-28T11:00:00+05:30,", `column effective_to: "2025-07-28T11:00:00+05:30" is not on a full hour of UTC+8, and bills are by the hour`},
		{model.KindPrices, priceHeader, "intl,USD,I,1,1,call,2025-07-28T11:00:00+08:00,2025-07-28T03:00:00Z,", `column effective_to: "2025-07-28T03:00:00Z" is not after effective_from "2025-07-28T11:00:00+08:00"`},
	}
	for _, c := range cases {
		var to readertest.Collected
		if err := named(t, c.kind).Read(strings.NewReader(c.header+c.row+"\n"), &to); err != nil {
			t.Errorf("%s %q: %v", c.kind, c.row, err)
			continue
		}
		want := []model.Rejected{{Line: 2, Reason: c.why, Text: c.row}}
		if !reflect.DeepEqual(to.Rejects, want) || to.Tally != (model.Tally{Read: 2, Skipped: 1, Rejected: 1}) {
			t.Errorf("%s %q: %+v, rejected %v; want %v", c.kind, c.row, to.Tally, to.Rejects, want)
		}
	}
}

func TestReadNamesAMissingColumn(t *testing.T) {
	const header = "project,region,created\n"
	if !projects.Detect([]byte(header)) {
		t.Error("a projects table that lacks a column is not detected, so nothing can say which")
	}
	err := projects.Read(strings.NewReader(header), &readertest.Collected{})
	want := "line 1: the header has no column created_at, only project, region, created; add the column, or name what the file holds with --kind"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	for _, table := range Tables {
		if err := table.Read(strings.NewReader("colour\n"), &readertest.Collected{}); err == nil {
			t.Errorf("%s can do without any of its columns", table.Kind)
		}
	}
}

// FuzzTables checks that a kept row holds what its kind cannot do without, and
// that the tally adds up.
func FuzzTables(f *testing.F) {
	for _, pattern := range []string{"testdata/*.csv", "testdata/*.ndjson"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			seed, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(seed)
		}
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		var to readertest.Collected
		for _, table := range Tables {
			_, _ = readertest.Hold(t, table.Read, input)
			_ = table.Read(bytes.NewReader(input), &to) // what was read before an error must hold as well
		}
		for _, p := range to.Projects {
			if p.Name == "" || p.CreatedAt < 0 {
				t.Errorf("kept %+v", p)
			}
		}
		for _, b := range to.Bindings {
			if b.Bucket == "" || b.Project == "" || (b.To != 0 && b.To <= b.From) {
				t.Errorf("kept %+v", b)
			}
		}
		for _, s := range to.Coverage {
			if !slices.Contains(statedChannels, s.Channel) || s.From <= 0 || s.To <= s.From || s.Records < 0 || !s.Counted && s.Records != 0 || slices.Contains(s.Operations, "") {
				t.Errorf("kept %+v", s)
			}
		}
		for _, a := range to.Aliases {
			if a.BillID == "" || a.Project == "" || a.To != 0 && a.To <= a.From {
				t.Errorf("kept %+v", a)
			}
		}
		for _, p := range to.Prices {
			if p.Item == "" || p.Unit == "" || p.Per <= 0 || p.Amount.IsNegative() || p.From%3600 != 0 || p.To%3600 != 0 {
				t.Errorf("kept %+v", p)
			}
		}
	})
}
