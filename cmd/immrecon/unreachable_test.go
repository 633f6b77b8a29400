//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
)

// TestCheckOfADiskThatDoesNotAnswer lets reads of a sound database fail, from some read
// on. Where the disk says that it is broken, so is the database; where it is only away,
// as a network's may be, nothing is said of what is stored.
func TestCheckOfADiskThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	folder := t.TempDir()
	_, err = demo.Write(filepath.Join(folder, "month"), demo.Options{Month: "2026-03", Days: 1, Seed: 1})
	noError(t, err)
	path := filepath.Join(folder, "audit.db")
	noError(t, exitsWith(t.Context(), exitDone, path, "import", filepath.Join(folder, "month")))

	check := func(inject string) (code int, said string) {
		args := []string{"-f", "-o", os.DevNull, "-e", "trace=pread64", "-e", "inject=pread64:" + inject, "--", "immrecon", "--quiet", "--db", path, "check"}
		c := exec.CommandContext(t.Context(), strace, args...)
		out, err := c.CombinedOutput()
		if strings.Contains(string(out), "PTRACE") {
			t.Skip("strace may not trace")
		}
		if c.ProcessState == nil {
			t.Fatal(err)
		}
		return c.ProcessState.ExitCode(), string(out)
	}
	for _, from := range []int{20, 60, 100} { // of each thread, so that the moment is another each time
		code, said := check(fmt.Sprintf("error=ESTALE:when=%d+", from))
		if code != exitTrouble || strings.Contains(said, "damaged") {
			t.Errorf("away from read %d on: exit code %d\n%s", from, code, said)
		}
		code, said = check(fmt.Sprintf("error=EIO:when=%d+", from))
		if code == exitDone || !strings.Contains(said, "damaged") {
			t.Errorf("broken from read %d on: exit code %d\n%s", from, code, said)
		}
	}
}
