package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// File is one file to import.
type File struct {
	// Name is the path as it was given or found; "-" for standard input,
	// "archive.zip!member" for the member of an archive.
	Name string
	// Size is the number of stored bytes: before decompression, but of a zip
	// member those that it unpacks to.
	Size int64

	origin origin
}

// An origin gives the stored bytes of a file, from the start each time.
type origin interface {
	open() (io.ReadCloser, error)
}

// Passed is a file that was found and passed over.
type Passed struct {
	Name, Reason string
}

// Found is what paths led to. Close it when the files are no longer needed.
type Found struct {
	Files  []File   // in the order of the paths, those of a directory by name
	Passed []Passed // hidden and empty files, and what is no file

	names       map[string]bool // paths that have been added
	directories map[string]bool // that have been read, without symbolic links
	closers     []func() error
}

// Find collects the files behind paths: files, directories with all that is in
// them, glob patterns, and "-" for the content of stdin. Symbolic links are
// followed; no file and no directory is read twice. Hidden files are passed
// over unless they are named, and so are empty ones, which represent folders
// in a bucket's copy.
//
// A path that does not exist and a file that cannot be read are errors, all of
// them reported at once. Paths that are no files, such as pipes, and standard
// input are copied to temporary files, since a source is read more than once.
func Find(paths []string, stdin io.Reader) (*Found, error) {
	f := &Found{names: map[string]bool{}, directories: map[string]bool{}}
	var problems []error
	for _, path := range paths {
		problems = append(problems, f.addPath(path, stdin))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Total is the number of stored bytes of all files.
func (f *Found) Total() int64 {
	var total int64
	for _, file := range f.Files {
		total += file.Size
	}
	return total
}

// Close removes temporary copies and closes archives.
func (f *Found) Close() error {
	var problems []error
	for _, closer := range f.closers {
		problems = append(problems, closer())
	}
	f.closers = nil
	return errors.Join(problems...)
}

// addPath adds the files of one path as it was given. What is elsewhere than in the file
// system has a case of its own here and an origin of its own.
func (f *Found) addPath(path string, stdin io.Reader) error {
	scheme, _, remote := strings.Cut(path, "://")
	switch {
	case path == "-":
		return f.spool("-", stdin)
	case remote && scheme == "oss":
		return fmt.Errorf("%s: reading from a bucket is not supported yet; copy the objects into a directory and import that", path)
	case remote:
		return fmt.Errorf("%s: %s:// is not a place to import from; give a file, a directory, a pattern or -", path, scheme)
	}
	return f.addLocal(path)
}

// addLocal adds a path of the file system, or what it matches as a pattern.
func (f *Found) addLocal(path string) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return f.addDirectory(path)
	case err == nil && info.Mode().IsRegular():
		return f.addFile(path, info)
	case err == nil:
		return f.addPipe(path)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?["):
		return f.addPattern(path)
	default:
		return unreadable(path, err)
	}
}

// addPattern adds the paths that a glob pattern matches, for shells that leave
// patterns alone.
func (f *Found) addPattern(pattern string) error {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return fmt.Errorf("%s: %w", pattern, err)
	}
	if len(paths) == 0 {
		return fmt.Errorf("%s: no file matches this pattern; check the path", pattern)
	}
	slices.Sort(paths)
	var problems []error
	for _, path := range paths {
		if hidden(path) && !hidden(pattern) {
			f.pass(path, "hidden")
			continue
		}
		problems = append(problems, f.addLocal(path))
	}
	return errors.Join(problems...)
}

// addDirectory adds what is in a directory, by name. It remembers directories by
// their true path, so that links that lead back into one end there.
func (f *Found) addDirectory(path string) error {
	truePath, err := filepath.EvalSymlinks(path)
	if err == nil {
		truePath, err = filepath.Abs(truePath)
	}
	if err != nil {
		return unreadable(path, err)
	}
	if f.directories[truePath] {
		return nil
	}
	f.directories[truePath] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		return unreadable(path, err)
	}
	var problems []error
	for _, entry := range entries {
		problems = append(problems, f.addEntry(filepath.Join(path, entry.Name())))
	}
	return errors.Join(problems...)
}

// addEntry adds an entry of a directory.
func (f *Found) addEntry(path string) error {
	if hidden(path) {
		f.pass(path, "hidden")
		return nil
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return unreadable(path, err)
	case info.IsDir():
		return f.addDirectory(path)
	case !info.Mode().IsRegular():
		f.pass(path, "not a file")
		return nil
	}
	return f.addFile(path, info)
}

// addFile adds a file of the file system, or the members of an archive.
func (f *Found) addFile(path string, info fs.FileInfo) error {
	name := filepath.Clean(path)
	if f.names[name] {
		return nil
	}
	f.names[name] = true
	if info.Size() == 0 {
		f.pass(path, "empty")
		return nil
	}
	return f.addStored(path, path, info.Size())
}

// addStored adds the file stored at path under the given name.
func (f *Found) addStored(name, path string, size int64) error {
	isArchive, err := f.addArchive(name, path)
	if err != nil || isArchive {
		return err
	}
	f.Files = append(f.Files, File{Name: name, Size: size, origin: onDisk(path)})
	return nil
}

func (f *Found) pass(name, reason string) {
	f.Passed = append(f.Passed, Passed{name, reason})
}

// unreadable says what to do about a path that the system refuses.
func unreadable(path string, err error) error {
	if failed := new(fs.PathError); errors.As(err, &failed) {
		err = failed.Err // without the name of the system call
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: %w; it must be readable for this user", path, err)
	}
	return fmt.Errorf("%s: %w; check the path", path, err)
}

func hidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

// onDisk is the path of a file in the file system.
type onDisk string

func (path onDisk) open() (io.ReadCloser, error) { return os.Open(string(path)) }
