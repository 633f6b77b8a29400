package outfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"immrecon/store/filelock"
)

// Scratch makes a folder for temporary files in the system's folder for them, removes
// those that killed programs have left there, and makes it the folder for temporary
// files of this program, the libraries in it included. Remove removes it with all that
// is in it.
func Scratch() (remove func() error, err error) {
	parent := os.TempDir()
	removeAbandoned(parent)
	path, err := os.MkdirTemp(parent, temporaryName)
	if err != nil {
		return nil, fmt.Errorf("make a folder for temporary files: %w: set TMPDIR to a folder that may be written to", err)
	}
	folder, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	filelock.Take(folder)
	for _, variable := range []string{"TMPDIR", "TMP"} { // the second where the system is Windows
		if err := os.Setenv(variable, path); err != nil {
			return nil, err
		}
	}
	return func() error { return errors.Join(folder.Close(), os.RemoveAll(path)) }, nil
}

// removeAbandoned removes the temporary files and folders in a folder that nobody uses:
// what programs have left that were killed. What cannot be removed stays for the next
// time.
func removeAbandoned(folder string) {
	entries, _ := os.ReadDir(folder) // what is told of an unreadable folder is enough
	for _, entry := range entries {
		if ours, _ := filepath.Match(temporaryName, entry.Name()); ours && abandoned(filepath.Join(folder, entry.Name())) {
			_ = os.RemoveAll(filepath.Join(folder, entry.Name()))
		}
	}
}

// abandoned reports whether nobody uses what is there. A link is nobody's, and is not
// followed.
func abandoned(name string) bool {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() && !info.IsDir() {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false // gone, or another user's
	}
	defer file.Close()
	return filelock.Unused(file)
}
