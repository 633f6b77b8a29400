package dispute

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/store/model"
)

// A packet goes into a folder of its own: never over another claim's, over its own
// only where that is asked for, and never over what is no packet.
func TestAPacketHasAFolderOfItsOwn(t *testing.T) {
	cases := map[string]struct {
		before  func(t *testing.T, folder string)
		replace bool
		says    string // "" where it is written
	}{
		"no folder":      {nil, false, ""},
		"other files":    {put("notes.txt", "mine"), false, ""},
		"its own":        {packet("D-2026-03-01"), false, "holds its packet already; --force replaces that"},
		"its own, asked": {packet("D-2026-03-01"), true, ""},
		"another claim's": {packet("D-2026-03-02"), false,
			"holds the packet of claim D-2026-03-02; choose another folder, each claim has its own"},
		"another claim's, asked":       {packet("D-2026-03-02"), true, "holds the packet of claim D-2026-03-02"},
		"a manifest of something else": {put("manifest.json", `{"schema":"other/1"}`), true, "is not the manifest of a packet"},
		"a manifest that is broken":    {put("manifest.json", "{"), true, "is not the manifest of a packet"},
		"a file of that name":          {put("summary.html", "mine"), false, "summary.html is there already, and of no packet"},
		"a file of that name, asked":   {put("summary.html", "mine"), true, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "packet")
			if c.before != nil {
				c.before(t, folder)
			}
			was := contents(t, folder)
			_, err := Write(folder, claim(), Options{Replace: c.replace})
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Fatalf("got %v, want %q", err, c.says)
			}
			if c.says == "" {
				return
			}
			if now := contents(t, folder); len(now) != len(was) {
				t.Errorf("%d files, and there were %d", len(now), len(was))
			} else {
				for file, content := range was {
					if now[file] != content {
						t.Errorf("%s was changed", file)
					}
				}
			}
		})
	}
}

func packet(id string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		p := claim()
		p.Claim.ID = id
		if _, err := Write(folder, p, Options{}); err != nil {
			t.Fatal(err)
		}
	}
}

func put(name, content string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// contents are the files of a folder, none where there is no folder.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		all[e.Name()] = string(content(t, folder, e.Name()))
	}
	return all
}

// What the packet that is replaced had and the new one has not is gone.
func TestNothingIsLeftOfAPacketThatIsReplaced(t *testing.T) {
	folder := t.TempDir()
	p := claim()
	p.Sample = &model.ClaimSample{Size: 1, Seed: 7, Records: 2, Total: dec("0.000056"), Interval: dec("0.000056"), Start: dec("0.00001")}
	put("notes.txt", "mine")(t, folder)
	if _, err := Write(folder, p, Options{Zip: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(folder, claim(), Options{Replace: true}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"sample.csv": false, "D-2026-03-01.zip": false, "manifest.json": true, "totals.csv": true, "notes.txt": true} {
		if _, there := contents(t, folder)[name]; there != want {
			t.Errorf("%s is there: %t, want %t", name, there, want)
		}
	}
}
