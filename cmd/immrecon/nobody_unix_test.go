//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// asNobody returns a way to run the program as a user who may write to nothing that is
// not open to all: this one, unless it is root, for whom everything is.
func asNobody(t *testing.T) func(dir string, args ...string) (said string, code int) {
	t.Helper()
	path, err := exec.LookPath("immrecon")
	noError(t, err)
	var credential *syscall.Credential
	if os.Geteuid() == 0 {
		const nobody = 65534
		credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		path = readableCopy(t, path) // to where nobody may read it
	}
	return func(dir string, args ...string) (string, int) {
		cmd := exec.Command(path, args...)
		cmd.Dir, cmd.SysProcAttr = dir, &syscall.SysProcAttr{Credential: credential}
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return string(out), exit.ExitCode()
		}
		noError(t, err)
		return string(out), exitDone
	}
}

func readableCopy(t *testing.T, path string) string {
	t.Helper()
	from, err := os.Open(path)
	noError(t, err)
	defer from.Close()
	name := filepath.Join(openFolder(t), "immrecon")
	to, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o755)
	noError(t, err)
	_, err = io.Copy(to, from)
	noError(t, errors.Join(err, to.Close(), os.Chmod(name, 0o755)))
	return name
}
