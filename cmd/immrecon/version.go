package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

// version is the program's version as the build recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// build tells this build of the program from any other: its version where that names
// one state of its source, else a hash of the program itself.
func build() (_ string, err error) {
	v := version()
	if v != "(devel)" && !strings.Contains(v, "+dirty") {
		return v, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	program, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, program.Close()) }()
	sum := sha256.New()
	if _, err := io.Copy(sum, program); err != nil {
		return "", err
	}
	return v + " " + hex.EncodeToString(sum.Sum(nil)), nil
}
