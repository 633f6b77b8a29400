package outfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Guard knows files that no export may replace: by what they are, whatever they are
// called, and by their content. The zero value knows none, and so does nil.
type Guard struct {
	kept []kept
	// Known says what content is, by its size in bytes and SHA-256 in hexadecimal, that
	// must be kept; "" is what may be replaced. It asks for the sum only where a size
	// may be of such content. Nil knows none.
	Known func(size int64, sum func() (string, error)) (what string, err error)
}

type kept struct {
	what string // it is, for a person
	path string
}

// Keep names files that must be kept, and says what they are. That they are not there
// is no error.
func (g *Guard) Keep(what string, paths ...string) {
	for _, path := range paths {
		g.kept = append(g.kept, kept{what, path})
	}
}

// Check reports, as an error, why a file may not be put at path: what is there, or is
// yet to be made there, must be kept.
func (g *Guard) Check(path string) error {
	if g == nil {
		return nil
	}
	what, err := g.what(path)
	if err != nil {
		return fmt.Errorf("write %s: look whether it must be kept: %w", path, err)
	}
	if what != "" {
		return fmt.Errorf("write %s: it is %s, which would be replaced; give --out another name", path, what)
	}
	return nil
}

// CheckFolder is Check for files in a folder, by their names.
func (g *Guard) CheckFolder(folder string, names []string) error {
	for _, name := range names {
		if err := g.Check(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// what says what must be kept is at path, "" for nothing.
func (g *Guard) what(path string) (string, error) {
	there, err := os.Stat(path)
	if err != nil {
		there = nil // what it would be is told by its name
	}
	for _, k := range g.kept {
		its, err := os.Stat(k.path)
		if err == nil && there != nil && os.SameFile(there, its) || err != nil && there == nil && truePath(path) == truePath(k.path) {
			return k.what, nil
		}
	}
	if g.Known == nil || there == nil || !there.Mode().IsRegular() {
		return "", nil
	}
	return g.Known(there.Size(), func() (string, error) { return sum(path) })
}

// truePath is the path of what is not there yet, without links in its folders.
func truePath(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

func sum(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
