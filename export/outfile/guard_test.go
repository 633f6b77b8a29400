package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is known by what it is, under whatever name, and by its content.
func TestGuard(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := errors.Join(
		os.WriteFile(at("audit.db"), []byte("database"), 0o600),
		os.WriteFile(at("bill.csv"), []byte("a bill"), 0o600),
		os.WriteFile(at("other.csv"), []byte("b bill"), 0o600),
		os.Mkdir(at("real"), 0o700),
		os.Symlink("audit.db", at("link")),
		os.Link(at("audit.db"), at("second name")),
		os.Symlink("real", at("alias")),
	); err != nil {
		t.Skip(err)
	}
	var g Guard
	g.Keep("the database", at("audit.db"))
	g.Keep("the database to be", at("real/new.db"))
	asked := 0
	g.Known = func(size int64, sum func() (string, error)) (string, error) {
		if size != 6 {
			return "", nil
		}
		asked++
		content, err := sum()
		if content == sumOf(t, at("bill.csv")) {
			return "a bill", err
		}
		return "", err
	}
	for name, want := range map[string]string{
		"audit.db":     "it is the database",
		"link":         "it is the database",
		"second name":  "it is the database",
		"alias/new.db": "it is the database to be",
		"bill.csv":     "it is a bill",
		"other.csv":    "",
		"missing":      "",
		"real":         "",
	} {
		err := g.Check(at(name))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "give --out another name")) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if asked != 2 {
		t.Errorf("%d files were summed, want only the two of the size", asked)
	}
	if err := g.CheckFolder(folder, []string{"missing", "other.csv"}); err != nil {
		t.Error(err)
	}
	if err := g.CheckFolder(folder, []string{"missing", "bill.csv"}); err == nil {
		t.Error("a file of the folder that must be kept may be replaced")
	}
}

func sumOf(t *testing.T, path string) string {
	t.Helper()
	s, err := sum(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
