package outfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func nothing(io.Writer) error { return nil }

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// What a link leads to is replaced; the link stays.
func TestWriteFollowsALink(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "2026-03.xlsx"), filepath.Join(folder, "latest.xlsx")
	if err := errors.Join(os.WriteFile(target, []byte("old"), 0o600), os.Symlink("2026-03.xlsx", link)); err != nil {
		t.Skip(err)
	}
	if err := Write(link, text("new")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("the target holds %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link has become %v %v", info, err)
	}
}

// What a killed program has left beside the place is removed; what another is writing
// is not, nor what only looks like it.
func TestAbandonedFilesAreRemoved(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "report")
	for _, name := range []string{".immrecon-1.tmp", ".immrecon-mine", "immrecon-1.tmp"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := Write(path, func(io.Writer) error { return Write(path, text("inner")) }) // two at once
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got := strings.Join(left, " "); got != ".immrecon-mine immrecon-1.tmp report" {
		t.Errorf("the folder holds %s", got)
	}
}

// A program that ends at once leaves nothing half done.
func TestAbandon(t *testing.T) {
	folder := t.TempDir()
	err := Write(filepath.Join(folder, "report"), func(io.Writer) error { Abandon(); return nil })
	if left, _ := os.ReadDir(folder); err == nil || len(left) > 0 {
		t.Errorf("%v left, error %v", left, err)
	}
}

func TestWriteReplacesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.csv")
	for _, text := range []string{"first", "second"} {
		err := Write(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

func TestFailedWriteLeavesTheOldFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "report.csv")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := Write(path, func(w io.Writer) error { io.WriteString(w, "half"); return broken })
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v does not say what broke and where", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the old file became %q", got)
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("%d files left over", len(left)-1)
	}
}

func TestWriteIntoNoFolder(t *testing.T) {
	err := Write(filepath.Join(t.TempDir(), "missing", "report.csv"), func(io.Writer) error { return nil })
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v does not say that the folder is missing", err)
	}
}
