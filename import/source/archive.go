package source

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/zip"

	"immrecon/store/model"
)

// addArchive adds the members of a zip archive. It reports false for any other
// file, and for an office document: that is a zip archive too, but one file.
func (f *Found) addArchive(name, path string) (bool, error) {
	if ok, err := beginsLikeZip(path); !ok {
		return false, err
	}
	packed, file, err := openArchive(path)
	if err != nil {
		return false, fmt.Errorf("%s: cannot read the zip archive: %w; fetch the file again", Printable(name), err)
	}
	if isDocument(packed) {
		return false, file.Close()
	}
	f.closers = append(f.closers, file.Close)
	info, err := file.Stat()
	if err != nil {
		return true, unreadable(name, err)
	}
	place := f.placeOf(path, info)
	if name != path { // a temporary copy
		place = model.Place{}
	}
	in := &archive{name: Printable(name)}
	f.archives = append(f.archives, in)
	if len(packed.File) == 0 {
		f.pass(name, Empty)
	}
	for _, n := range byName(packed.File) {
		if place.Path != "" {
			place.Member = int64(n) + 1
		}
		f.addMember(in, packed.File[n], place)
	}
	return true, nil
}

// openArchive opens a zip archive, whose members can be read until the file is
// closed.
func openArchive(path string) (*zip.Reader, *os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return archive, file, nil
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
// must have, and a workbook that has lost it by its main part.
func isDocument(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(file *zip.File) bool {
		return slices.Contains([]string{"[Content_Types].xml", "mimetype", "xl/workbook.xml"}, file.Name)
	})
}

// byName are the indices of files in the order of their names.
func byName(files []*zip.File) []int {
	order := make([]int, len(files))
	for n := range files {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(files[a].Name, files[b].Name) })
	return order
}

const encrypted = 1 // bit of a zip member's flags

func (f *Found) addMember(in *archive, file *zip.File, place model.Place) {
	name := in.name + "!" + Printable(file.Name)
	reason := passedMember(file)
	switch {
	case isFolder(file):
	case reason != "":
		f.pass(name, reason)
		in.pass(name, reason)
	case file.Flags&encrypted != 0:
		in.failed = true
		f.fail(fmt.Errorf("%s: encrypted; unpack the archive and import the files", name))
	default:
		in.open++
		f.Files = append(f.Files, File{
			Name: name, Size: int64(file.UncompressedSize64), Place: place, Settled: settled(place.Stamp, f.at),
			Unchanged: f.isKnown(place), archive: in, origin: member{file},
		})
	}
}

// isFolder reports whether a member stands for a folder. One with content does not:
// that would be lost.
func isFolder(file *zip.File) bool { return file.Mode().IsDir() && isEmpty(file) }

// isEmpty reports whether a member has no content, by its size and by its checksum.
func isEmpty(file *zip.File) bool { return file.UncompressedSize64 == 0 && file.CRC32 == 0 }

// hiddenMember reports whether a member or a folder that it is in is hidden, as in a
// folder of the file system; members may be named as if they stood outside the archive.
func hiddenMember(name string) bool {
	if strings.HasPrefix(name, "__MACOSX/") {
		return true
	}
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") && part != "." && part != ".."
	})
}

// passedMember is the reason to pass over a member of an archive; "" for none.
func passedMember(file *zip.File) Reason {
	switch {
	case hiddenMember(file.Name):
		return Hidden
	case file.Mode().IsDir():
		return "a folder with content of its own; unpack the archive"
	case !file.Mode().IsRegular():
		return "a link within an archive; unpack it"
	case isEmpty(file):
		return Empty
	}
	return ""
}

// member is a member of a zip archive that stays open until Found is closed.
type member struct{ file *zip.File }

func (m member) open() (io.ReadCloser, error) { return m.file.Open() }
