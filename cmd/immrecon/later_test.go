package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// laterRegistry turns round what the demo's registry and price list say: who
// owns a bucket, how old a project is, what a style stands for, what is indexed
// and what things cost.
var laterRegistry = map[string]string{
	"projects.csv": "project,region,created_at,workflow_template\n" +
		"desk,ap-southeast-1,2024-03-15T09:30:00+08:00,Official:FaceManagement\npapers,ap-southeast-1,2022-02-20T14:00:00+08:00,Official:DefaultEmptyId\n" +
		"gallery,ap-southeast-1,2024-09-02T10:00:00+08:00,Official:CognitionImageManagement\n",
	"bindings.csv": "bucket,prefix,project,dataset,from,to\n" +
		"example-shop-gallery,,studio,,,\nexample-shop-gallery,a,desk,,,\nexample-shop-studio,,gallery,visitors,,\n",
	"datasets.csv": "project,dataset,workflow_template\ngallery,visitors,Official:DefaultEmptyId\n",
	"styles.csv":   "bucket,style,content,from,to\nexample-shop-gallery,portrait,image/faces,,\nexample-shop-gallery,tile,image/faces,,\n",
	"prices.csv": "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source\n" +
		"intl,USD,DocumentWebofficeEdit,,,99,1000,call,,,a later contract\nintl,USD,ImageDetect,,,77,1000,call,,,a later contract\n",
}

// Whatever is imported after a run, what it found is exported byte by byte as it
// was before.
func TestARunStaysWhatItWas(t *testing.T) {
	if !inOwnProcess(t) { // the environment has the clock
		return
	}
	t.Setenv(clockVariable, "2026-05-06T10:00:00+08:00")
	db := reconciled(t)
	if _, notes, code := told("--db", db, "dispute", "new", "--month", "2026-03", "--cause", "weboffice_calls_for_opens", "--min", "0.001"); code != exitDone {
		t.Fatal(notes)
	}
	before := exported(t, db)
	registry := t.TempDir()
	for name, rows := range laterRegistry {
		write(t, filepath.Join(registry, name), rows)
	}
	if _, notes, code := told("--db", db, "--quiet", "import", registry); code != exitDone {
		t.Fatal(notes)
	}
	after := exported(t, db)
	for name, was := range before {
		if is := after[name]; !bytes.Equal(is, was) {
			t.Errorf("%s was %d bytes and is %d others", name, len(was), len(is))
		}
	}
	if len(after) != len(before) || len(before) < 20 {
		t.Errorf("%d files were exported, and are %d", len(before), len(after))
	}
	if out, notes, code := told("--db", db, "check"); code != exitDone {
		t.Errorf("check: %s%s", out, notes)
	}
	if _, notes, code := told("--db", db, "--quiet", "reconcile", "--month", "2026-03"); code != exitDiscrepancies {
		t.Fatal(notes)
	}
	if today, _, _ := told("--db", db, "findings", "--month", "2026-03", "--format", "json"); bytes.Equal([]byte(today), before["findings"]) {
		t.Error("a run of today finds the same: what was imported later changes nothing, and the test shows nothing")
	}
}

// exported writes the latest run of the demo month in every form there is, and
// returns the content of each file.
func exported(t *testing.T, db string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	must := func(args ...string) []byte {
		t.Helper()
		out, notes, code := told(append([]string{"--db", db}, args...)...)
		if code != exitDone {
			t.Fatalf("%v: exit code %d: %s", args, code, notes)
		}
		return []byte(out)
	}
	for form, out := range map[string]string{"xlsx": "report.xlsx", "csv": "tables", "json": "report.json", "focus": "focus"} {
		must("export", form, "--month", "2026-03", "--out", filepath.Join(dir, out))
	}
	must("dispute", "export", "D-2026-03-01", "--out", filepath.Join(dir, "packet"), "--claimant", "Example Ltd")
	all := filesIn(t, dir)
	all["summary"] = must("summary", "--month", "2026-03")
	all["findings"] = must("findings", "--month", "2026-03", "--format", "json")
	var list struct{ Findings []findingOfJSON }
	noError(t, json.Unmarshal(all["findings"], &list))
	seen := map[string]bool{}
	for _, f := range list.Findings { // one of each cause
		if seen[f.Cause] {
			continue
		}
		seen[f.Cause] = true
		all["explain "+f.ID] = must("explain", f.ID, "--all")
	}
	return all
}

// filesIn reads every file of a folder.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	noError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			all[name], err = os.ReadFile(path)
		}
		return err
	}))
	return all
}
