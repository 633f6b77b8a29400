package pipeline_test

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"immrecon/import/pipeline"
	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// again imports a folder as the program does, and returns how many of its files
// were known without being read, and how many in all. Whatever is read is settled, as
// it would be two seconds later, unless it is to be fresh.
func again(t *testing.T, d *db.DB, folder string, fresh bool, beforehand func()) (unchanged, known, all int) {
	t.Helper()
	k, err := pipeline.ReadKnown(d.Reader(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	found, err := source.Find([]string{folder}, strings.NewReader(""), k.Unchanged)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	for n := range found.Files {
		found.Files[n].Settled = !fresh
	}
	beforehand()
	o := pipeline.Options{Known: k, Progress: source.Silent{}, Now: func() time.Time { return now }}
	err = pipeline.Import(t.Context(), d, found, o, func(o pipeline.Outcome) error {
		all++
		if o.Known {
			known++
		}
		if o.Unchanged {
			unchanged++
			if o.Source.SHA256 == "" || !o.Known {
				t.Errorf("%s is unchanged, but of %+v", o.Name, o.Source)
			}
		}
		return o.Err
	})
	if err != nil {
		t.Fatal(err)
	}
	return unchanged, known, all
}

func nothing() {}

func TestUnchangedFilesAreNotRead(t *testing.T) {
	folder := written(t, month)
	pack(t, filepath.Join(folder, "pack.zip"), map[string]string{
		"datasets.csv": "project,dataset,workflow_template\ngallery,main,\n", "again.csv": month["projects.csv"]})
	d := openNew(t)
	total := len(month) + 2

	// Just written, a file may change again without a trace.
	if _, known, all := again(t, d, folder, true, nothing); known != 1 || all != total {
		t.Fatalf("%d of %d are known, want the second of two with the same content, and %d", known, all, total)
	}
	if unchanged, known, _ := again(t, d, folder, true, nothing); unchanged != 0 || known != total {
		t.Errorf("fresh: %d unchanged, %d known, want none and all", unchanged, known)
	}

	// Once it has settled, it is read a last time.
	if unchanged, known, _ := again(t, d, folder, false, nothing); unchanged != 0 || known != total {
		t.Errorf("settled: %d unchanged, %d known, want none and all", unchanged, known)
	}
	remove := func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
	}
	if unchanged, _, all := again(t, d, folder, false, remove); unchanged != total || all != total {
		t.Errorf("%d of %d files are not read, want all %d", unchanged, all, total)
	}
}

func TestAForgottenSourceIsReadAgain(t *testing.T) {
	folder := written(t, month)
	d := openNew(t)
	again(t, d, folder, false, nothing)
	projects := sourceNamed(t, d, "projects.csv")
	err := d.Write(t.Context(), func(tx *db.Tx) error { return ingest.Forget(tx, projects, now) })
	if err != nil {
		t.Fatal(err)
	}
	if unchanged, known, all := again(t, d, folder, false, nothing); unchanged != all-1 || known != all-1 {
		t.Errorf("of %d, %d unchanged and %d known, want all but the one that was forgotten", all, unchanged, known)
	}
	sourceNamed(t, d, "projects.csv")
}

// What is at a place now is of another source than what was there.
func TestAChangedFileIsReadAgain(t *testing.T) {
	folder := written(t, month)
	d := openNew(t)
	again(t, d, folder, false, nothing)
	path := filepath.Join(folder, "projects.csv")
	changed := month["projects.csv"] + "another,ap-southeast-1,2024-01-01T00:00:00+08:00,\n"
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if unchanged, known, all := again(t, d, folder, false, nothing); unchanged != all-1 || known != all-1 {
		t.Errorf("of %d, %d unchanged and %d known, want all but the one that was changed", all, unchanged, known)
	}
	if unchanged, _, all := again(t, d, folder, false, nothing); unchanged != all {
		t.Errorf("%d of %d unchanged", unchanged, all)
	}
	places, err := sources.Places(d.Reader(t.Context()))
	if err != nil || len(places) != len(month) {
		t.Errorf("%d places, want %d: %v", len(places), len(month), err)
	}
}

func sourceNamed(t *testing.T, d *db.DB, name string) model.Source {
	t.Helper()
	all, err := sources.All(d.Reader(context.Background()))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if filepath.Base(s.Name) == name {
			return s
		}
	}
	t.Fatalf("no source is %s", name)
	return model.Source{}
}

func pack(t *testing.T, path string, members map[string]string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(file)
	for name, content := range members {
		to, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(to, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
