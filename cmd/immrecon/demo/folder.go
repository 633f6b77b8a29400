package demo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
)

// folder is where the files go. It remembers the first error and then does
// nothing more, so that a writer need not look after each file.
type folder struct {
	put func(name string, content []byte) error
	err error
}

// onDisk puts files below a directory; their names have slashes.
func onDisk(root string) func(string, []byte) error {
	return func(name string, content []byte) error {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, content, 0o644)
	}
}

// add writes a file, unless err already says why it could not be made.
func (f *folder) add(name string, content []byte, err error) {
	if f.err != nil {
		return
	}
	if err != nil {
		f.err = fmt.Errorf("%s: %w", name, err)
		return
	}
	f.err = f.put(name, content)
}

// addCSV writes a table.
func (f *folder) addCSV(name string, rows [][]string) {
	content, err := csvOf(rows)
	f.add(name, content, err)
}

func csvOf(rows [][]string) ([]byte, error) {
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		return nil, err
	}
	return text.Bytes(), nil
}
