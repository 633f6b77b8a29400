// Package outfile puts an export where it was asked for, whole or not at all, and
// destroys nothing that is there: it is written beside its place under another name,
// synced and moved there when complete, so that an interrupted export never leaves half
// a file that looks like a report, and a Guard knows what no export may replace.
//
// What can be known to be wrong with a place is told before the work is done.
//
// Does not belong here: what is in the file.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"immrecon/store/filelock"
)

// temporaryName is how files are named until they are complete. They are hidden, so
// that an import of their folder passes them over.
const temporaryName = ".immrecon-*.tmp"

// Write makes the file at path from what write gives, replacing one that is there. On
// an error the old file, if any, is untouched and nothing is left over.
//
// A new file is for its owner alone; one that replaces another is open to those to whom
// that was. Where path is a symbolic link the file that it leads to is replaced.
func Write(path string, write func(io.Writer) error) error {
	target, replaced, err := resolve(path)
	if err != nil {
		return err
	}
	temporary, err := create(path, target)
	if err != nil {
		return err
	}
	if err := fill(temporary, replaced, write); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), discard(temporary))
	}
	if err := os.Rename(temporary.Name(), target); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w: close it if another program has it open", path, err), discard(temporary))
	}
	underWay.Delete(temporary.Name())
	syncFolder(filepath.Dir(target))
	return temporary.Close()
}

// resolve says which file is to be written for path, and what is there, nil for nothing.
func resolve(path string) (target string, there fs.FileInfo, err error) {
	if path == "" {
		return "", nil, errNoName
	}
	there, err = os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			return "", nil, fmt.Errorf("write %s: it is a link to what is not there; remove the link, or give another name", path)
		}
		return path, nil, nil // where the folder is missing, too, creating says so
	case err != nil:
		return path, nil, nil // likewise
	case there.IsDir():
		return "", nil, fmt.Errorf("write %s: it is a folder; name a file in it", path)
	case !there.Mode().IsRegular():
		return "", nil, fmt.Errorf("write %s: it is no file but a device or a pipe; give the name of a file, or - for standard output", path)
	}
	target, err = filepath.EvalSymlinks(path)
	if err != nil {
		return "", nil, fmt.Errorf("write %s: %w", path, err)
	}
	return target, there, nil
}

// create makes the temporary file beside the target of a path, and removes those that a
// program which was killed has left there.
func create(path, target string) (*os.File, error) {
	folder := filepath.Dir(target)
	removeAbandoned(folder)
	temporary, err := os.CreateTemp(folder, temporaryName)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w: is the folder there, and may it be written to?", path, err)
	}
	filelock.Take(temporary)
	underWay.Store(temporary.Name(), nil)
	return temporary, nil
}

// fill writes and syncs the file.
func fill(file *os.File, replaced fs.FileInfo, write func(io.Writer) error) error {
	buffered := bufio.NewWriter(file)
	if err := errors.Join(write(buffered), buffered.Flush()); err != nil {
		return err
	}
	if replaced != nil {
		if err := file.Chmod(replaced.Mode().Perm()); err != nil {
			return err
		}
	}
	return file.Sync()
}

func discard(temporary *os.File) error {
	underWay.Delete(temporary.Name())
	return errors.Join(temporary.Close(), os.Remove(temporary.Name()))
}

// underWay are the names of the temporary files of this program.
var underWay sync.Map

// Abandon removes the files that are not complete, for a program that ends at once.
// What is being written when it is called fails.
func Abandon() {
	underWay.Range(func(name, _ any) bool {
		_ = os.Remove(name.(string)) // it may be complete by now
		return true
	})
}
