package source

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// addPipe adds a path that can be read only once, such as a named pipe or the
// shell's <(command).
func (f *Found) addPipe(path string) error {
	from, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	return errors.Join(f.spool(path, from), from.Close())
}

// spool copies what can be read only once into a temporary file, which Close
// removes.
func (f *Found) spool(name string, from io.Reader) error {
	if f.names[name] {
		return nil
	}
	f.names[name] = true
	path, size, err := copyAside(from)
	if path != "" {
		f.closers = append(f.closers, func() error { return os.Remove(path) })
	}
	if err != nil {
		return fmt.Errorf("cannot copy %s into a temporary file: %w", name, err)
	}
	if size == 0 {
		f.pass(name, Empty)
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return unreadable(path, err)
	}
	first := len(f.Files)
	f.addStored(name, path, info)
	f.nameSince(first, name)
	return nil
}

// copyAside returns the path of the temporary file even if copying failed.
func copyAside(from io.Reader) (path string, size int64, err error) {
	to, err := os.CreateTemp("", "immrecon-*")
	if err != nil {
		return "", 0, err
	}
	size, err = io.Copy(to, from)
	return to.Name(), size, errors.Join(err, to.Close())
}
