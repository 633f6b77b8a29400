package reconcile_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// The places in which SQL names a class: what a CASE results in, what a class is
// compared with, and a text in the column class of an INSERT.
var (
	sqlComment  = regexp.MustCompile(`--[^\n]*`)
	sqlText     = regexp.MustCompile(`'([^']*)'`)
	classResult = regexp.MustCompile(`(?i)\b(?:then|else)\s+'[^']*'|'[^']*'\s+as\s+class\b`)
	classTest   = regexp.MustCompile(`(?i)\bclass\s*(?:(?:=|<>|!=|when)\s*'[^']*'|(?:not\s+)?in\s*\([^)]*\))`)
	classInsert = regexp.MustCompile(`(?is)insert\s+into\s+\w+\s*\(([^)]*)\)\s*select\s+(.*?)\sfrom\s`)
)

// classesIn lists the classes that a script names.
func classesIn(script string) []string {
	script = sqlComment.ReplaceAllString(script, "")
	named := append(classResult.FindAllString(script, -1), classTest.FindAllString(script, -1)...)
	for _, insert := range classInsert.FindAllStringSubmatch(script, -1) {
		columns, values := fields(insert[1]), fields(insert[2])
		if n := slices.Index(columns, "class"); n >= 0 && n < len(values) {
			named = append(named, values[n])
		}
	}
	var classes []string
	for _, text := range named {
		for _, match := range sqlText.FindAllStringSubmatch(text, -1) {
			classes = append(classes, match[1])
		}
	}
	return classes
}

// fields splits a list at its own commas, not those within brackets.
func fields(list string) []string {
	var all []string
	depth, start := 0, 0
	for n, r := range list + "," {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			all, start = append(all, strings.TrimSpace(list[start:n])), n+1
		}
	}
	return all
}

func TestClassesAreFoundInSQL(t *testing.T) {
	got := classesIn(`
		INSERT INTO charge (project, class, quantity) SELECT c.project, 'a', max(c.x, 1) FROM call c WHERE c.class <> 'b'; -- 'no'
		INSERT INTO charge (class) SELECT CASE c.class WHEN 'c' THEN r.x ELSE 'd' END FROM call c WHERE class IN ('e', 'f') AND c.kind = 'no';
		CREATE TEMP TABLE x AS SELECT 'g' AS class, 'no' AS other`)
	slices.Sort(got)
	if want := []string{"a", "b", "c", "d", "d", "e", "f", "g"}; !slices.Equal(slices.Compact(got), slices.Compact(want)) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSQLNamesOnlyClassesThatAreKnown(t *testing.T) {
	scripts, err := filepath.Glob("sql/*.sql")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	found := 0
	for _, name := range scripts {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, class := range classesIn(string(script)) {
			found++
			if _, known := meter.UsageOf(meter.Class(class)); !known {
				t.Errorf("%s names the class %q, which meter.Usages lacks", name, class)
			}
		}
	}
	if found == 0 {
		t.Error("no script names any class")
	}
}

// everyClass fills a month with usage of every class there is.
func everyClass(m *month) {
	yes, no := true, false
	m.projects(ofOffice...)
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
	m.datasets(
		model.Dataset{Project: "photos", Name: "faces", Template: "Official:FaceManagement"},
		model.Dataset{Project: "photos", Name: "free", Template: "Official:CognitionImageManagement"})
	m.bindings(
		model.Binding{Bucket: "pictures", Project: "photos"},
		model.Binding{Bucket: "pictures", Prefix: "faces/", Project: "photos", Dataset: "faces"},
		model.Binding{Bucket: "pictures", Prefix: "free/", Project: "photos", Dataset: "free"},
		model.Binding{Bucket: "papers", Project: ofOffice[0].Name})
	for _, status := range []int{200, 304, 404, 503, 301} {
		m.calls(model.Call{Operation: "DetectImageFaces", At: on(9, 0), Status: status})
	}
	m.calls(
		model.Call{Operation: "DetectImageFaces", At: on(9, 0), ErrorCode: "TaskFailed"},
		model.Call{Operation: "DetectMediaMeta", At: on(9, 0), Geo: &no},
		model.Call{Operation: "CreateImageToPDFTask", At: on(9, 0)}, // without the number of images
		model.Call{Operation: "video/convert", At: on(9, 0), Codec: "copy", Duration: 2_500_000, Known: model.FactDuration},
		model.Call{Operation: "GenerateVideoPlaylist", At: on(9, 0), Token: "T", Output: "audio", Duration: 120_000_000, Known: model.FactDuration})
	m.calls(model.Call{Channel: model.KindActionTrail, Operation: "CreateStory", TaskID: "Story-1", At: on(9, 0)})
	for range 2 { // one of which the log may have
		m.calls(model.Call{Channel: model.KindActionTrail, Operation: "CompareImageFaces", At: on(9, 0)})
	}
	m.calls(model.Call{Operation: "CompareImageFaces", At: on(9, 0)})
	m.projects(model.Project{Name: "twins", Region: "ap-southeast-1"}, model.Project{Name: "twins", Region: "us-west-1"})
	m.calls(model.Call{Project: "twins", Operation: "DetectImageFaces", At: on(9, 0)})
	for _, p := range ofOffice {
		m.calls(
			model.Call{Project: p.Name, Operation: "GenerateWebofficeToken", At: on(9, 0), Readonly: &yes, Cached: &no},
			model.Call{Project: p.Name, Operation: "WebofficeOpen", At: on(9, 0), Readonly: &yes, Cached: &no})
	}
	put := []string{"PutObject"}
	m.requests(
		model.Request{Bucket: "papers", At: on(9, 0), Key: "a.docx", Operations: []string{"doc/preview"}},
		model.Request{At: on(9, 0), Key: "faces/a.mp4", Operations: put},
		model.Request{At: on(9, 0), Key: "free/a.jpg", Operations: put},
		model.Request{At: on(11, 0), Key: "film-T-5.ts", Operations: []string{"hls/ts"}}, // the log of 10:00 is missing
		model.Request{At: on(11, 0), Key: "film-T-5.ts", Operations: []string{"hls/ts"}},
		model.Request{At: on(11, 20), Operations: []string{model.SegmentDelete}},
		model.Request{At: on(11, 30), Key: "film-T-5.ts", Operations: []string{"hls/ts"}})
}

func TestEveryKnownClassIsOneThatARunMakes(t *testing.T) {
	m := newMonth(t)
	everyClass(m)
	m.options.Assume = map[string]bool{"index_operator_video_faces": false}
	made := map[string]bool{}
	for c := range m.reconciled().Cells {
		if c.Expected.Quantity > 0 {
			made[string(meter.Completed)] = true
		}
		for class := range c.Alternatives {
			made[class] = true
		}
	}
	for _, u := range meter.Usages() {
		if !made[string(u.Class)] {
			t.Errorf("no usage of the month has the class %s", u.Class)
		}
		delete(made, string(u.Class))
	}
	if len(made) > 0 {
		t.Errorf("classes that meter.Usages lacks: %v", slices.Sorted(maps.Keys(made)))
	}
}
