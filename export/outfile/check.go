package outfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// fileForms are the extensions of the forms that are one file.
var fileForms = []string{".xlsx", ".json", ".html"}

// errNoName is what is wrong with a place that has no name.
var errNoName = errors.New("write: --out is empty; name where to write to")

// Check reports whether a file of a form may be made at path, before anything is
// worked out for it: its folder must be there and be writable, nothing but a file may
// stand in its place, and its extension, if it has one, must be the form's, such as
// ".xlsx".
func Check(path, extension string) error {
	if has := filepath.Ext(path); has != "" && !strings.EqualFold(has, extension) {
		return fmt.Errorf("write %s: what is written is a %s file, not a %s; name it %s", path, extension, has, strings.TrimSuffix(path, has)+extension)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("write %s: it is a folder; name a file in it, such as %s", path, filepath.Join(path, "report"+extension))
	}
	return mayWrite(path)
}

// CheckFolder reports whether files may be put into a folder, or the folder be made,
// before anything is worked out for them.
func CheckFolder(path string) error {
	if path == "" {
		return errNoName
	}
	if has := strings.ToLower(filepath.Ext(path)); slices.Contains(fileForms, has) {
		return fmt.Errorf("write %s: what is written is a folder of files, not a %s file; name a folder", path, has)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil // it will be made, with those above it
	case !info.IsDir():
		return fmt.Errorf("write %s: it is no folder, and what is written is a folder of files; name a folder", path)
	}
	return mayWrite(filepath.Join(path, "report"))
}

// MakeFolder makes a folder for files, and those above it, for their owner alone. Their
// names are durable before anything is put into them.
func MakeFolder(path string) error {
	missing := missingFolders(filepath.Clean(path))
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("write %s: %w: choose a folder that can be made", path, err)
	}
	for _, folder := range missing {
		syncFolder(filepath.Dir(folder))
	}
	return nil
}

// missingFolders are a folder and those above it that are not there.
func missingFolders(path string) (missing []string) {
	for {
		if _, err := os.Stat(path); err == nil || filepath.Dir(path) == path {
			return missing
		}
		missing = append(missing, path)
		path = filepath.Dir(path)
	}
}

// mayWrite makes a file beside the place of another, and removes it.
func mayWrite(path string) error {
	target, _, err := resolve(path)
	if err != nil {
		return err
	}
	temporary, err := create(path, target)
	if err != nil {
		return err
	}
	return discard(temporary)
}
