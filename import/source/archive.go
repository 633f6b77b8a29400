package source

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zip"
)

// addArchive adds the members of a zip archive. It reports false for any other
// file, and for an office document: that is a zip archive too, but one file.
func (f *Found) addArchive(name, path string) (bool, error) {
	if ok, err := beginsLikeZip(path); !ok {
		return false, err
	}
	opened, err := zip.OpenReader(path)
	if err != nil {
		return false, fmt.Errorf("%s: cannot read the zip archive: %w; fetch the file again", name, err)
	}
	if isDocument(&opened.Reader) {
		return false, opened.Close()
	}
	f.closers = append(f.closers, opened.Close)
	for _, file := range sortedByName(opened.File) {
		if err := f.addMember(name, file); err != nil {
			return true, err
		}
	}
	return true, nil
}

func beginsLikeZip(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, unreadable(path, err)
	}
	magic := make([]byte, 4)
	_, err = io.ReadFull(file, magic)
	if errors.Is(err, io.ErrUnexpectedEOF) { // shorter than any archive
		err = nil
	}
	err = errors.Join(err, file.Close())
	return err == nil && (string(magic) == "PK\x03\x04" || string(magic) == "PK\x05\x06"), err
}

// isDocument detects XLSX and OpenDocument and their like by the part that each of them
// must have.
func isDocument(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(file *zip.File) bool {
		return file.Name == "[Content_Types].xml" || file.Name == "mimetype"
	})
}

func sortedByName(files []*zip.File) []*zip.File {
	return slices.SortedFunc(slices.Values(files), func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
}

const encrypted = 1 // bit of a zip member's flags

func (f *Found) addMember(archive string, file *zip.File) error {
	name := archive + "!" + strings.ToValidUTF8(file.Name, "\ufffd")
	switch {
	case file.FileInfo().IsDir():
	case hidden(path.Base(file.Name)) || strings.HasPrefix(file.Name, "__MACOSX/"):
		f.pass(name, "hidden")
	case file.UncompressedSize64 == 0:
		f.pass(name, "empty")
	case file.Flags&encrypted != 0:
		return fmt.Errorf("%s: encrypted; unpack the archive and import the files", name)
	default:
		f.Files = append(f.Files, File{Name: name, Size: int64(file.UncompressedSize64), origin: member{file}})
	}
	return nil
}

// member is a member of a zip archive that stays open until Found is closed.
type member struct{ file *zip.File }

func (m member) open() (io.ReadCloser, error) { return m.file.Open() }
