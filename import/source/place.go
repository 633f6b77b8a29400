package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"immrecon/import/secret"
	"immrecon/store/model"
	"immrecon/store/visible"
)

// unsettled is how long after its last change a file may change again unseen. File
// times move in steps of up to two seconds (FAT).
const unsettled = 2 * time.Second

// settled reports whether a file of which at an instant the stamp is read cannot
// change any more without another stamp.
func settled(s model.Stamp, at time.Time) bool {
	return time.Unix(0, max(s.Modified, s.Changed)).Add(unsettled).Before(at)
}

// placeOf is the place of a file. A path that cannot be kept as it is, as one that is no
// UTF-8, has none.
func (f *Found) placeOf(path string, info fs.FileInfo) model.Place {
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, path)
	}
	if path = filepath.Clean(path); Printable(path) != path {
		return model.Place{}
	}
	return model.Place{Path: path, Stamp: stampOf(info)}
}

func stampOf(info fs.FileInfo) model.Stamp {
	s := model.Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	addSystem(&s, info.Sys())
	return s
}

// Printable returns a path as text that can be shown and kept: each byte that is no
// UTF-8, or of a character that cannot be seen, as \xNN, and without the secrets that the
// name of a download may have from its address.
func Printable(path string) string { return secret.MaskPath(escaped(path)) }

func escaped(path string) string {
	if utf8.ValidString(path) && !strings.ContainsFunc(path, visible.Hides) {
		return path
	}
	var text []byte
	for len(path) > 0 {
		r, size := utf8.DecodeRuneInString(path)
		if r == utf8.RuneError && size == 1 || visible.Hides(r) {
			for _, b := range []byte(path[:size]) {
				text = fmt.Appendf(text, `\x%02x`, b)
			}
		} else {
			text = append(text, path[:size]...)
		}
		path = path[size:]
	}
	return string(text)
}

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// onDisk is a file in the file system, as it was found.
type onDisk struct {
	path  string
	found model.Stamp
}

func (d onDisk) open() (io.ReadCloser, error) {
	file, err := os.Open(d.path)
	return steadyFile{file, d.found}, err
}

// steadyFile is a file that must not change from when it was found until it has been
// read to its end: whoever writes it may not be done with it.
type steadyFile struct {
	*os.File
	found model.Stamp
}

// Read implements io.Reader.
func (f steadyFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if err == io.EOF {
		err = f.atEnd()
	}
	return n, err
}

// atEnd is io.EOF if the file is as it was found.
func (f steadyFile) atEnd() error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	switch now := stampOf(info); {
	case now.Size < f.found.Size:
		return fmt.Errorf("it was cut short from %d to %d bytes while it was read; import it again when it is whole", f.found.Size, now.Size)
	case now.Size > f.found.Size:
		return fmt.Errorf("it grew from %d to %d bytes while it was read; import it again when it is whole", f.found.Size, now.Size)
	case now.Modified != f.found.Modified:
		return errors.New("it was changed while it was read; import it again when it is whole")
	}
	return io.EOF
}
