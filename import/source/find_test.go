package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// inside makes the files in a new directory and works there.
func inside(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// zipped packs name, content, name, content …
func zipped(t *testing.T, members ...string) string {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for i := 0; i < len(members); i += 2 {
		member, err := archive.Create(members[i])
		if err == nil {
			_, err = io.WriteString(member, members[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

func find(t *testing.T, paths ...string) *Found {
	t.Helper()
	found, err := Find(paths, strings.NewReader("from stdin"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := found.Close(); err != nil {
			t.Error(err)
		}
	})
	return found
}

func namesOf(found *Found) (names []string) {
	for _, file := range found.Files {
		names = append(names, file.Name)
	}
	return names
}

func TestFind(t *testing.T) {
	inside(t, map[string]string{
		"logs/b": "1", "logs/a": "22", "logs/deep/c": "333", "logs/.hidden": "x", "logs/.git/config": "x", "logs/folder": "",
		"bill[1].csv": "4444", "other.csv": "5", ".named": "66",
		"pack.zip":  zipped(t, "z", "1", "sub/", "", "sub/a", "22", "none", "", "__MACOSX/z", "x", ".DS_Store", "x", "sub/.git/config", "x", "../z", "1"),
		"book.xlsx": zipped(t, "[Content_Types].xml", "<Types/>"),
	})
	cases := []struct {
		name   string
		paths  []string
		want   []string
		passed []Passed
	}{
		{"nothing", nil, nil, nil},
		{"a directory, by name", []string{"logs"}, []string{"logs/a", "logs/b", "logs/deep/c"},
			[]Passed{{"logs/.git", "hidden"}, {"logs/.hidden", "hidden"}, {"logs/folder", "empty"}}},
		{"in the order given", []string{"other.csv", "logs/b", "logs/a"}, []string{"other.csv", "logs/b", "logs/a"}, nil},
		{"nothing twice", []string{"logs/b", "./logs/b", "logs/deep", "logs/deep/", "logs/deep/c"}, []string{"logs/b", "logs/deep/c"}, nil},
		{"a pattern", []string{"logs/?"}, []string{"logs/a", "logs/b"}, nil},
		{"a pattern passes over what is hidden", []string{"*named"}, nil, []Passed{{".named", "hidden"}}},
		{"unless it asks for it", []string{".n*"}, []string{".named"}, nil},
		{"a name that could be a pattern", []string{"bill[1].csv"}, []string{"bill[1].csv"}, nil},
		{"hidden but named", []string{".named"}, []string{".named"}, nil},
		{"an archive", []string{"pack.zip"}, []string{"pack.zip!../z", "pack.zip!sub/a", "pack.zip!z"},
			[]Passed{{"pack.zip!.DS_Store", "hidden"}, {"pack.zip!__MACOSX/z", "hidden"}, {"pack.zip!none", "empty"}, {"pack.zip!sub/.git/config", "hidden"}}},
		{"an office document is one file", []string{"book.xlsx"}, []string{"book.xlsx"}, nil},
		{"standard input, once", []string{"-", "-"}, []string{"-"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := find(t, c.paths...)
			if got := namesOf(found); !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(found.Passed, c.passed) {
				t.Errorf("found %q, passed %q; want %q, %q", got, found.Passed, c.want, c.passed)
			}
		})
	}
	if total := find(t, "logs", "pack.zip", "-").Total(); total != 1+2+3+1+2+1+10 {
		t.Errorf("total %d bytes", total)
	}
}

func TestFindRefuses(t *testing.T) {
	inside(t, map[string]string{"fine": "x"})
	cases := []struct {
		paths []string
		want  string
	}{
		{[]string{"missing"}, "missing: no such file or directory; check the path"},
		{[]string{"fine", "missing", "*.csv"}, "missing: no such file or directory; check the path\n*.csv: no file matches this pattern; check the path"},
		{[]string{"[.csv"}, "[.csv: syntax error in pattern"},
		{[]string{"oss://bucket/logs"}, "oss://bucket/logs: reading from a bucket is not supported yet; copy the objects into a directory and import that"},
		{[]string{"s3://bucket"}, "s3://bucket: s3:// is not a place to import from; give a file, a directory, a pattern or -"},
	}
	for _, c := range cases {
		_, err := Find(c.paths, nil, nil)
		if err == nil {
			t.Errorf("Find(%q) finds no fault, want %s", c.paths, c.want)
			continue
		}
		for part := range strings.SplitSeq(c.want, "\n") {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("Find(%q): %s; want %s", c.paths, err, part)
			}
		}
	}
}

// A member that is said to be empty and has the checksum of a content is read, and the
// contradiction is found there.
func TestMembersThatOnlySayThatTheyAreEmpty(t *testing.T) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, name := range []string{"log", "folder/"} {
		member, err := archive.CreateRaw(&zip.FileHeader{Name: name, CRC32: 0x83dcefb7, CompressedSize64: 1})
		if err == nil && name == "log" { // to a folder the library writes nothing
			_, err = io.WriteString(member, "1")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	inside(t, map[string]string{"pack.zip": packed.String()})
	found := find(t, "pack.zip")
	passed := []Passed{{"pack.zip!folder/", "a folder with content of its own; unpack the archive"}}
	if !reflect.DeepEqual(namesOf(found), []string{"pack.zip!log"}) || !reflect.DeepEqual(found.Passed, passed) {
		t.Fatalf("found %q, passed %q", namesOf(found), found.Passed)
	}
	if _, err := found.Files[0].Hash(); err == nil {
		t.Error("it is read as if it were empty")
	}
}

// What cannot be read within a folder is told with its name, and costs no other
// file.
func TestFindGoesOn(t *testing.T) {
	sealed := strings.Replace(zipped(t, "a", "1"), "PK\x01\x02\x14\x00\x14\x00\x08", "PK\x01\x02\x14\x00\x14\x00\x09", 1)
	inside(t, map[string]string{
		"in/damaged.zip": "PK\x03\x04 and no more", "in/fine": "x", "in/sealed.zip": sealed, "in/not\xffutf8": "y", "in/.x": "hidden",
	})
	for link, target := range map[string]string{"in/dangling": "nowhere", "in/round": "round", "in/self": "."} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo("in/pipe", 0o600); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", "in/socket")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	found := find(t, "in")
	if got, want := namesOf(found), []string{"in/fine", `in/not\xffutf8`}; !reflect.DeepEqual(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	passed := []Passed{{"in/.x", Hidden}, {"in/dangling", DeadLink}, {"in/pipe", "a named pipe; give its path itself to read it"},
		{"in/round", DeadLink}, {"in/self", ReadAlready}, {"in/socket", "a socket"}}
	if !reflect.DeepEqual(found.Passed, passed) {
		t.Errorf("passed over %q, want %q", found.Passed, passed)
	}
	failed := "in/damaged.zip: cannot read the zip archive: zip: not a valid zip file; fetch the file again\n" +
		"in/sealed.zip!a: encrypted; unpack the archive and import the files"
	if got := errors.Join(found.Failed...); got == nil || got.Error() != failed {
		t.Errorf("failed: %v\nwant    %s", got, failed)
	}
}

func TestFindReportsWhatItMayNotRead(t *testing.T) {
	inside(t, map[string]string{"logs/open": "x", "logs/locked": "x", "logs/folder/a": "x"})
	for _, path := range []string{"logs/locked", "logs/folder"} {
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod("logs/folder", 0o700) })
	if file, err := os.Open("logs/locked"); err == nil {
		file.Close()
		t.Skip("this user may read everything")
	}
	found := find(t, "logs")
	want := "logs/folder: permission denied; it must be readable for this user\nlogs/locked: permission denied; it must be readable for this user"
	if err := errors.Join(found.Failed...); !errors.Is(err, fs.ErrPermission) || err.Error() != want {
		t.Errorf("error %v", err)
	}
	if got := namesOf(found); !reflect.DeepEqual(got, []string{"logs/open"}) {
		t.Errorf("found %q", got)
	}
}

func TestFindFollowsLinksOnce(t *testing.T) {
	inside(t, map[string]string{"logs/a": "x", "elsewhere/b": "x"})
	for link, target := range map[string]string{"logs/round": "..", "logs/self": ".", "logs/there": "../elsewhere", "logs/z": "a"} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"logs/a", "logs/round/elsewhere/b", "logs/z"}
	if got := namesOf(find(t, "logs")); !reflect.DeepEqual(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestCloseRemovesTheCopyOfStandardInput(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	left := func() int {
		entries, err := os.ReadDir(os.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	found, err := Find([]string{"-"}, strings.NewReader("from stdin"), nil)
	if err != nil || left() != 1 {
		t.Fatalf("%d copies, error %v", left(), err)
	}
	if err := found.Close(); err != nil || left() != 0 {
		t.Errorf("%d copies left, error %v", left(), err)
	}
	if _, err := Find([]string{"-", "missing"}, strings.NewReader("from stdin"), nil); err == nil || left() != 0 {
		t.Errorf("%d copies left after a failure, error %v", left(), err)
	}
}

// A file is named if one of the paths is it, whatever folder it was found in before.
func TestFilesAreNamedByTheirOwnPath(t *testing.T) {
	inside(t, map[string]string{"logs/a": "x", "logs/b": "y", "c": "z"})
	for name, test := range map[string]struct {
		paths []string
		named string
	}{
		"the folder":             {[]string{"logs"}, ""},
		"a file":                 {[]string{"c"}, "c"},
		"a file and its folder":  {[]string{"logs/b", "logs"}, "logs/b"},
		"a file of a folder":     {[]string{"logs", "logs/b"}, "logs/b"},
		"otherwise written":      {[]string{"./logs/", "./logs//b"}, "logs/b"},
		"what a pattern matches": {[]string{"logs/*"}, ""},
	} {
		var named []string
		for _, file := range find(t, test.paths...).Files {
			if file.Named {
				named = append(named, filepath.Clean(file.Name))
			}
		}
		if strings.Join(named, " ") != test.named {
			t.Errorf("%s: named are %v, want %q", name, named, test.named)
		}
	}
}
