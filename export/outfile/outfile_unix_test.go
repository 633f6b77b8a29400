//go:build unix

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A new file is its owner's; one that replaces another is as open as that, not more.
func TestModes(t *testing.T) {
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	for was, want := range map[fs.FileMode]fs.FileMode{0: 0o600, 0o640: 0o640, 0o600: 0o600, 0o644: 0o644, 0o400: 0o400} {
		path := filepath.Join(t.TempDir(), "report")
		if was != 0 {
			if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chmod(path, was)); err != nil {
				t.Fatal(err)
			}
		}
		if err := Write(path, text("new")); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("in place of mode %o: %v, want %o", was, info.Mode(), want)
		}
	}
}

// What is no file is refused before anything is worked out, and stays what it is.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := errors.Join(
		os.Symlink(os.DevNull, at("device")),
		os.Symlink(at("nowhere"), at("dead")),
		os.Mkdir(at("folder"), 0o700),
		syscall.Mkfifo(at("pipe"), 0o600),
	); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]string{
		"device": "it is no file but a device or a pipe",
		"pipe":   "it is no file but a device or a pipe",
		"dead":   "it is a link to what is not there",
		"folder": "it is a folder",
	} {
		before, _ := os.Lstat(at(name))
		for what, err := range map[string]error{"check": Check(at(name), ".json"), "write": Write(at(name), nothing)} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s of a %s: %v", what, name, err)
			}
		}
		if after, err := os.Lstat(at(name)); err != nil || after.Mode() != before.Mode() {
			t.Errorf("the %s has become %v %v", name, after, err)
		}
	}
}
