// Package outfile puts an export where it was asked for, whole or not at all:
// it is written beside its place under another name and moved there when
// complete, so that an interrupted export never leaves half a file that looks
// like a report.
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
	"os"
	"path/filepath"
)

// create makes the temporary file beside the place of another.
func create(path string) (*os.File, error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("write %s: %w: is the folder there, and may it be written to?", path, err)
	}
	return temporary, nil
}

// Write makes the file at path from what write gives, replacing one that is
// there. On an error the old file, if any, is untouched and nothing is left over.
// A device or a pipe is written to as it is: it must not be replaced by a file.
func Write(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return pour(path, write)
	}
	temporary, err := create(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			temporary.Close()
			os.Remove(temporary.Name())
		}
	}()
	if err := fill(temporary, write); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w: close it if another program has it open", path, err)
	}
	return nil
}

// pour writes into what is no regular file.
func pour(path string, write func(io.Writer) error) (err error) {
	into, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	buffered := bufio.NewWriter(into)
	if err := errors.Join(write(buffered), buffered.Flush()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// fill writes, syncs and closes the file. Temporary files are private to their
// owner; a report is as readable as any other file made by hand.
func fill(file *os.File, write func(io.Writer) error) error {
	buffered := bufio.NewWriter(file)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}
