package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	kzip "github.com/klauspost/compress/zip"
)

// FuzzArchive checks of a zip archive with any names in it, in which bytes may be other
// ones, that each of its members is found, passed over or cannot be read, that names are
// text, and that what is read to its end is as long as the archive says.
func FuzzArchive(f *testing.F) {
	f.Add("a\nsub/\nsub/b\n.hidden\n__MACOSX/a\n../../etc/passwd\n/a\nC:\\a\na\nnot\xffutf8\n\n", "content", uint16(0), byte(0), uint16(8))
	f.Add("a.zip\nb.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00", uint16(30), byte(1), uint16(0))
	f.Add("sub/\n[Content_Types].xml", "", uint16(0), byte(0), uint16(8))
	f.Add("folder/", "with content", uint16(8), byte(0), uint16(0))
	f.Fuzz(func(t *testing.T, names, content string, at uint16, by byte, method uint16) {
		packed := archiveOf(t, strings.Split(names, "\n"), content, method)
		if len(packed) > 0 {
			packed[len(packed)-1-int(at)%len(packed)] ^= by // the directory is at the end
		}
		path := filepath.Join(t.TempDir(), "pack.zip")
		if err := os.WriteFile(path, packed, 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := Find([]string{path}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer found.Close()
		checkMembers(t, found, packed)
		for _, file := range found.Files {
			checkContent(t, file)
		}
	})
}

// archiveOf packs members of the same content, stored or deflated. A member that cannot
// be packed is left out.
func archiveOf(t *testing.T, names []string, content string, method uint16) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names[:min(len(names), 16)] {
		if strings.HasSuffix(name, "/") {
			member, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content))})
			if err == nil {
				_, _ = io.WriteString(member, content)
			}
			continue
		}
		if member, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method & zip.Deflate}); err == nil {
			_, _ = io.WriteString(member, content)
		}
	}
	_ = w.Close()
	return out.Bytes()
}

// checkMembers checks that no member of an archive is lost.
func checkMembers(t *testing.T, found *Found, packed []byte) {
	t.Helper()
	places := map[int64]bool{}
	for _, file := range found.Files {
		if !utf8.ValidString(file.Name) || strings.Contains(file.Name, "\x00") {
			t.Errorf("the name %q is no text", file.Name)
		}
		if member := file.Place.Member; member != 0 && places[member] {
			t.Errorf("%q has the place of another", file.Name)
		}
		places[file.Place.Member] = true
	}
	archive, err := kzip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	begins := bytes.HasPrefix(packed, []byte("PK\x03\x04")) || bytes.HasPrefix(packed, []byte("PK\x05\x06"))
	if err != nil || !begins || isDocument(archive) {
		return
	}
	members := max(1, len(archive.File)) // nothing in it is told of the archive itself
	for _, file := range archive.File {
		if isFolder(file) {
			members--
		}
	}
	if told := len(found.Files) + len(found.Passed) + len(found.Failed); told != members {
		t.Errorf("%d members are told of %d: %q, %q, %v", told, members, namesOf(found), found.Passed, found.Failed)
	}
}

// checkContent checks that what is read of a file to its end is all that is stored of it.
func checkContent(t *testing.T, file File) {
	t.Helper()
	hash, hashErr := file.Hash()
	r, err := file.Open(Silent{})
	if err != nil {
		return
	}
	defer r.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(r, 1<<20)); err != nil {
		return
	}
	sum, size, err := r.Sum()
	if err == nil && (hashErr != nil || sum != hash || size != file.Size) {
		t.Errorf("%s: %d bytes with the hash %s, but of %d with the hash %s, %v", file.Name, size, sum, file.Size, hash, hashErr)
	}
}

// FuzzFolder checks of a tree with links in it, a path a line with the target of a link
// behind >, that each file is found once, and that an archive of the tree has the same
// files.
func FuzzFolder(f *testing.F) {
	f.Add("a\nsub/b\nsub/deep/c\n.hidden\n.git/config\nsub/.d/e")
	f.Add("a\nsub/b\nround>/\nself>.\nfile>a\nsub/up>/sub\ndead>nowhere\nloop>loop\ndown>sub")
	f.Add(".hid/a\nseen>.hid\n b \nx*y\n[a]\nnot\xffutf8\n-\nz!y")
	f.Fuzz(func(t *testing.T, tree string) {
		root := filepath.Join(t.TempDir(), "in")
		if err := os.Mkdir(root, 0o700); err != nil {
			t.Fatal(err)
		}
		links := grow(root, strings.Split(tree, "\n"))
		found, err := Find([]string{root}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer found.Close()
		again, err := Find([]string{root, filepath.Join(root, ".")}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if !reflect.DeepEqual(namesOf(found), namesOf(again)) || !reflect.DeepEqual(found.Passed, again.Passed) {
			t.Errorf("found %q, %q and then %q, %q", namesOf(found), found.Passed, namesOf(again), again.Passed)
		}
		if len(found.Failed) > 0 {
			t.Errorf("failed: %v", found.Failed)
		}
		files := seen(t, root)
		checkFound(t, found, files)
		if !links {
			checkPacked(t, root, files)
		}
	})
}

// grow makes the files and links of a tree, as far as a file system takes their names.
// No link leads out of it.
func grow(root string, entries []string) (links bool) {
	for _, entry := range entries[:min(len(entries), 16)] {
		name, target, isLink := strings.Cut(entry, ">")
		if !fs.ValidPath(strings.ToValidUTF8(name, "_")) || strings.HasPrefix(name, "__MACOSX") || strings.Contains(target, "..") {
			continue
		}
		path := filepath.Join(root, name)
		_ = os.MkdirAll(filepath.Dir(path), 0o700)
		if !isLink {
			if _, err := os.Lstat(path); err != nil {
				_ = os.WriteFile(path, []byte("content"), 0o600)
			}
			continue
		}
		if strings.HasPrefix(target, "/") {
			target = filepath.Join(root, target)
		}
		links = os.Symlink(target, path) == nil || links
	}
	return links
}

// seen are the files of a tree that are not hidden, without links.
func seen(t *testing.T, root string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && hidden(path):
			return filepath.SkipDir
		case entry.Type().IsRegular() && !hidden(path):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// checkFound checks that all files are found, and each at most once but for links to it.
func checkFound(t *testing.T, found *Found, files []string) {
	t.Helper()
	times := map[string]int{}
	for _, file := range found.Files {
		path := file.origin.(onDisk).path
		truePath, err := filepath.EvalSymlinks(path)
		if err != nil {
			t.Fatal(err)
		}
		if times[truePath] += 1; !isLink(path) {
			times[truePath] += 1 << 16
		}
	}
	for path, n := range times {
		if n>>16 > 1 {
			t.Errorf("%q is found %d times", path, n>>16)
		}
	}
	for _, path := range files {
		if times[path] == 0 {
			t.Errorf("%q is not found, only %q", path, slices.Collect(maps.Keys(times)))
		}
	}
}

// checkPacked checks that an archive of a tree has the files of the tree.
func checkPacked(t *testing.T, root string, files []string) {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		member, err := w.Create(filepath.ToSlash(name))
		if err == nil {
			_, err = io.WriteString(member, "content")
		}
		return err
	})
	path := root + ".zip"
	if err := errors.Join(err, w.Close(), os.WriteFile(path, out.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	packed, err := Find([]string{path}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	if slices.ContainsFunc(packed.Files, func(file File) bool { return file.archive == nil }) {
		return // a file in it makes it an office document
	}
	var want []string
	for _, file := range files {
		want = append(want, Printable(path+"!"+filepath.ToSlash(strings.TrimPrefix(file, root+"/"))))
	}
	got := namesOf(packed)
	if slices.Sort(want); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		t.Errorf("packed, %q are found, want %q", got, want)
	}
}
