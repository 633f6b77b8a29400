package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack FILE FOLDER writes the files of FOLDER into an archive, not compressed, so that
// change can damage them behind their checksums.
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	folder := ts.MkAbs(args[1])
	ts.Check(filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		member, err := archive.CreateHeader(&zip.FileHeader{Name: filepath.ToSlash(name), Method: zip.Store})
		if err == nil {
			_, err = member.Write(content)
		}
		return err
	}))
	ts.Check(errors.Join(archive.Close(), os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o666)))
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
