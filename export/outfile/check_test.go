package outfile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCheckTellsWhatIsWrongWithAPlace(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"old.xlsx", "plain"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"tables", "book.xlsx"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	file := func(path string) error { return Check(path, ".xlsx") }
	for name, c := range map[string]struct {
		check func(string) error
		path  string
		want  string // "" is nothing wrong
	}{
		"a new file":                   {file, "new.xlsx", ""},
		"an old file":                  {file, "old.xlsx", ""},
		"in capitals":                  {file, "NEW.XLSX", ""},
		"without extension":            {file, "new", ""},
		"a folder without extension":   {file, "tables", "it is a folder; name a file in it"},
		"a folder with the extension":  {file, "book.xlsx", "it is a folder; name a file in it"},
		"another extension":            {file, "new.pdf", "what is written is a .xlsx file, not a .pdf; name it "},
		"a folder that is not there":   {file, "missing/new.xlsx", "is the folder there, and may it be written to?"},
		"a file as folder":             {file, "plain/new.xlsx", "is the folder there, and may it be written to?"},
		"a folder":                     {CheckFolder, "tables", ""},
		"a new folder":                 {CheckFolder, "more/tables", ""},
		"a file instead of a folder":   {CheckFolder, "plain", "it is no folder, and what is written is a folder of files"},
		"a name of a file as a folder": {CheckFolder, "tables.xlsx", "what is written is a folder of files, not a .xlsx file"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(folder, c.path)
			err := c.check(path)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path)):
				t.Errorf("%v does not say %q of %s", err, c.want, path)
			}
		})
	}
	if file("") == nil || CheckFolder("") == nil {
		t.Error("no name is a place")
	}
	if left, _ := os.ReadDir(folder); len(left) != 4 {
		t.Errorf("checking left %d files over", len(left)-4)
	}
}

func TestMissingFolders(t *testing.T) {
	folder := t.TempDir()
	missing := missingFolders(filepath.Join(folder, "a", "b"))
	if want := []string{filepath.Join(folder, "a", "b"), filepath.Join(folder, "a")}; !slices.Equal(missing, want) {
		t.Errorf("missing are %v, want %v", missing, want)
	}
	if err := MakeFolder(filepath.Join(folder, "a", "b")); err != nil {
		t.Fatal(err)
	}
	if missing := missingFolders(filepath.Join(folder, "a", "b")); len(missing) > 0 {
		t.Errorf("after they were made %v are missing", missing)
	}
}
