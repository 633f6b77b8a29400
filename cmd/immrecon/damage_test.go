package main

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack ARCHIVE PATH... writes files, by their own names, and the files of folders, by
// their names within, into an archive, not compressed, so that change can damage them
// behind their checksums.
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, path := range args[1:] {
		root := ts.MkAbs(path)
		ts.Check(filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			name, err := filepath.Rel(root, file)
			if name == "." {
				name = path
			}
			if err != nil {
				return err
			}
			return putAsItIs(archive, filepath.ToSlash(name), file)
		}))
	}
	ts.Check(errors.Join(archive.Close(), os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o666)))
}

// putAsItIs writes a file into an archive as it is.
func putAsItIs(archive *zip.Writer, name, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	member, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = member.Write(content)
	}
	return err
}

// change FILE OLD NEW TIMES replaces the text OLD in FILE, which must be there, by NEW,
// in which \x01 and the like stand for bytes, repeated so many times; once without TIMES.
func change(ts *testscript.TestScript, _ bool, args []string) {
	by, err := strconv.Unquote(`"` + strings.ReplaceAll(args[2], `"`, `\"`) + `"`)
	ts.Check(err)
	if len(args) > 3 {
		times, err := strconv.Atoi(args[3])
		ts.Check(err)
		by = strings.Repeat(by, times)
	}
	content := ts.ReadFile(args[0])
	if !strings.Contains(content, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(content, args[1], by, 1)), 0o666))
}

// spoil DATABASE TABLE fills the first page of a table in a database with rubbish, as a
// failing disk may.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	db, err := sql.Open("sqlite", path)
	ts.Check(err)
	var page, size int64
	ts.Check(db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = ?", args[1]).Scan(&page))
	ts.Check(db.QueryRow("PRAGMA page_size").Scan(&size))
	ts.Check(db.Close())
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	ts.Check(err)
	_, err = file.WriteAt(bytes.Repeat([]byte("rubbish "), int(size/8)), (page-1)*size)
	ts.Check(errors.Join(err, file.Close()))
}
