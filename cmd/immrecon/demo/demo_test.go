package demo

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"immrecon/store/model"
)

// written is a month with the content of every file by its name.
type written struct {
	truth *Truth
	files map[string][]byte
}

// writeMonth writes a month into memory.
func writeMonth(t *testing.T, o Options) written {
	t.Helper()
	o, err := o.completed()
	if err != nil {
		t.Fatal(err)
	}
	m := written{files: map[string][]byte{}}
	f := &folder{put: func(name string, content []byte) error {
		if _, exists := m.files[name]; exists {
			t.Errorf("%s is written twice", name)
		}
		m.files[name] = content
		return nil
	}}
	m.truth = compose(o, f)
	if f.err != nil {
		t.Fatal(f.err)
	}
	return m
}

// onDiskAt reads what is in a directory.
func onDiskAt(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(os.DirFS(dir), name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// months are options that between them take every turn of the generator.
var months = map[string]Options{
	"default":     Default(),
	"right":       {Seed: 2, Days: 1},
	"chinese day": {Month: "2025-12", Seed: 3, Faults: true, Form: FormChinese, Grain: model.GrainDay, Days: 2},
	"english day": {Month: "2026-02", Seed: 4, Faults: true, Grain: model.GrainDay, Days: 2},
	"busy":        {Month: "2025-08", Seed: 5, Faults: true, Form: FormChinese, Days: 1, Scale: 3},
}

func TestTheSameOptionsGiveTheSameBytes(t *testing.T) {
	for name, o := range months {
		t.Run(name, func(t *testing.T) {
			first, second := writeMonth(t, o).files, writeMonth(t, o).files
			if !maps.EqualFunc(first, second, bytes.Equal) {
				t.Error("two runs wrote different files")
			}
			o.Seed++
			if maps.EqualFunc(first, writeMonth(t, o).files, bytes.Equal) {
				t.Error("another seed wrote the same files")
			}
		})
	}
}

func TestTruthOnDiskIsTheOneReturned(t *testing.T) {
	m := writeMonth(t, Default())
	want, err := json.MarshalIndent(m.truth, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.files["truth.json"]; string(got) != string(want)+"\n" {
		t.Error("truth.json differs from the truth that Write returned")
	}
}

func TestTruthCountsWhatWasWritten(t *testing.T) {
	m := writeMonth(t, Default())
	logFiles, logLines := 0, 0
	for name, content := range m.files {
		if strings.HasPrefix(name, "logs/") {
			logFiles++
			logLines += bytes.Count(content, []byte("\n"))
		}
	}
	got := []int{logLines, logFiles, len(m.events(t)), len(m.table(t, "calls/calls.csv")), len(m.bill(t))}
	want := []int{m.truth.LogLines, m.truth.LogFiles, m.truth.APIEvents, m.truth.Calls, m.truth.BillRows}
	if !slices.Equal(got, want) {
		t.Errorf("log lines, log files, events, calls, bill rows: the files have %v, the truth says %v", got, want)
	}
	if logLines < 4000 || logLines > 7000 {
		t.Errorf("%d log lines: no longer a small month to try the tool on", logLines)
	}
}

func TestReadmeSaysThatItIsSynthetic(t *testing.T) {
	readme := string(writeMonth(t, Options{Days: 1}).files["README.txt"])
	if !strings.Contains(readme, "made up") || !strings.Contains(readme, "SYNTHETIC") {
		t.Errorf("README.txt does not warn its reader:\n%s", readme)
	}
}

func TestWriteRefuses(t *testing.T) {
	cases := map[string]struct {
		options Options
		reason  string
	}{
		"a month that is none":        {Options{Month: "March"}, `month "March"`},
		"a month before the prices":   {Options{Month: "2025-07"}, "too early"},
		"more days than the month":    {Options{Month: "2026-02", Days: 29}, "no 29 days"},
		"negative days":               {Options{Days: -1}, "no -1 days"},
		"negative scale":              {Options{Scale: -2}, "scale -2"},
		"a form it cannot write":      {Options{Form: "focus"}, `form "focus"`},
		"a grain no usage bill is in": {Options{Grain: model.GrainMonth}, `grain "month"`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Write(t.TempDir(), c.options)
			if err == nil || !strings.Contains(err.Error(), c.reason) {
				t.Errorf("error %v does not say %q", err, c.reason)
			}
		})
	}
}

func TestWritePutsTheMonthOnDisk(t *testing.T) {
	dir, o := t.TempDir(), Options{Days: 1}
	truth, err := Write(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	want := writeMonth(t, o)
	if !maps.EqualFunc(onDiskAt(t, dir), want.files, bytes.Equal) || truth.LogLines != want.truth.LogLines {
		t.Error("the month on disk is not the month")
	}
}

func TestWriteLeavesOtherFilesAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "bill.csv"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, Options{Days: 1}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("writing into a folder in use: error %v", err)
	}
	if files := onDiskAt(t, dir); len(files) != 1 || string(files["bill.csv"]) != "mine" {
		t.Error("the folder changed all the same")
	}
}

func TestWriteReportsAFolderItCannotMake(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(filepath.Join(file, "month"), Options{}); err == nil {
		t.Error("no error for a folder inside a file")
	}
}
