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
	"time"

	"immrecon/store/model"
)

// File is one file to import.
type File struct {
	// Name is the path as it was given or found; "-" for standard input,
	// "archive.zip!member" for the member of an archive. It is UTF-8 always: see
	// Printable.
	Name string
	// Named: the path itself was given, not a folder, pattern or archive it is in.
	Named bool
	// Size is the number of stored bytes: before decompression, but of a zip
	// member those that it unpacks to.
	Size int64
	// Place is where the stored bytes are, so that they need not be read again
	// while nothing changes there.
	Place model.Place
	// Settled: the file was not changed just before it was found. One that was could
	// change again with the same times, which move in steps.
	Settled bool
	// Unchanged: the content is known by its place.
	Unchanged bool

	archive *archive // that it is a member of, nil for none
	origin  origin
}

// An origin gives the stored bytes of a file, from the start each time.
type origin interface {
	open() (io.ReadCloser, error)
}

// Found is what paths led to. Close it when the files are no longer needed.
type Found struct {
	Files  []File   // in the order of the paths, those of a directory by name
	Passed []Passed // what holds nothing to import, or may not
	Failed []error  // why files and folders within the paths cannot be read; each names its file

	known       func(model.Place) bool
	at          time.Time       // when the search began
	folder      string          // where relative paths begin
	names       map[string]bool // paths that have been added
	directories map[string]bool // that have been read, without symbolic links
	archives    []*archive
	closers     []func() error
}

// Find collects the files behind paths: files, directories with all that is in
// them, glob patterns, and "-" for the content of stdin. Symbolic links are
// followed; no file and no directory is read twice. Hidden files are passed
// over unless they are named, and so are empty ones, which represent folders
// in a bucket's copy.
//
// A path that does not exist or cannot be read is an error, all of them reported
// at once; what cannot be read within a path is left to Found.Failed. Paths that
// are no files, such as pipes, and standard input are copied to temporary files,
// since a source is read more than once.
//
// A file whose place is known is Unchanged, and not opened; nil knows none.
func Find(paths []string, stdin io.Reader, known func(model.Place) bool) (*Found, error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	f := &Found{known: known, at: time.Now(), folder: folder, names: map[string]bool{}, directories: map[string]bool{}}
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
		first := len(f.Files)
		f.addFile(path, info)
		f.nameSince(first, path)
		return nil
	case err == nil:
		return f.addPipe(path)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?["):
		return f.addPattern(path)
	default:
		return unreadable(path, err)
	}
}

// nameSince marks the file of a path as named: the one that was added behind the
// first files, or one of those. Of an archive it marks that, and none of its members.
func (f *Found) nameSince(first int, path string) {
	added := f.Files[first:]
	if len(added) == 0 {
		added = f.Files
	}
	name := Printable(filepath.Clean(path))
	f.nameArchive(name)
	if n := slices.IndexFunc(added, func(file File) bool { return filepath.Clean(file.Name) == name }); n >= 0 {
		added[n].Named = true
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
	for _, path := range paths {
		if hidden(path) && !hidden(pattern) {
			f.pass(path, Hidden)
			continue
		}
		f.addEntry(path)
	}
	return nil
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
		if isLink(path) {
			f.pass(path, ReadAlready)
		}
		return nil
	}
	f.directories[truePath] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		return unreadable(path, err)
	}
	for _, entry := range entries {
		entryPath := filepath.Join(path, entry.Name())
		if hidden(entryPath) {
			f.pass(entryPath, Hidden)
			continue
		}
		f.addEntry(entryPath)
	}
	return nil
}

// addEntry adds an entry of a directory, or a path that a pattern matched.
func (f *Found) addEntry(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil && isLink(path):
		f.pass(path, DeadLink)
	case err != nil:
		f.fail(unreadable(path, err))
	case info.IsDir():
		if err := f.addDirectory(path); err != nil {
			f.fail(err)
		}
	case !info.Mode().IsRegular():
		f.pass(path, notAFile(info.Mode()))
	default:
		f.addFile(path, info)
	}
}

// addFile adds a file of the file system, or the members of an archive.
func (f *Found) addFile(path string, info fs.FileInfo) {
	name := filepath.Clean(path)
	if f.names[name] {
		return
	}
	f.names[name] = true
	if info.Size() == 0 {
		f.pass(path, Empty)
		return
	}
	place := f.placeOf(path, info)
	if f.isKnown(place) {
		f.Files = append(f.Files, File{Name: Printable(path), Size: info.Size(), Place: place, Unchanged: true, origin: onDisk{path, stampOf(info)}})
		return
	}
	f.addStored(path, path, info)
}

// addStored adds the file stored at path under the given name.
func (f *Found) addStored(name, path string, info fs.FileInfo) {
	isArchive, err := f.addArchive(name, path)
	if err != nil {
		f.fail(err)
	}
	if err != nil || isArchive {
		return
	}
	file := File{Name: Printable(name), Size: info.Size(), origin: onDisk{path, stampOf(info)}}
	if name == path {
		file.Place, file.Settled = f.placeOf(path, info), settled(stampOf(info), f.at)
	}
	f.Files = append(f.Files, file)
}

func (f *Found) isKnown(p model.Place) bool { return f.known != nil && p.Path != "" && f.known(p) }

func (f *Found) fail(err error) { f.Failed = append(f.Failed, err) }

// unreadable says what to do about a path that the system refuses.
func unreadable(path string, err error) error {
	if failed := new(fs.PathError); errors.As(err, &failed) {
		err = failed.Err // without the name of the system call
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: %w; it must be readable for this user", Printable(path), err)
	}
	return fmt.Errorf("%s: %w; check the path", Printable(path), err)
}

func hidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }
