//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
	"immrecon/store/db/powercut"
)

// TestCheckOfADiskThatDoesNotAnswer lets reads of a sound database fail, from some read
// on. Where the disk says that it is broken, so is the database; where it is only away,
// as a network's may be, nothing is said of what is stored.
func TestCheckOfADiskThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	month, _ := demoMonth(t, demo.Options{Month: "2026-03", Days: 1, Seed: 1})
	path := filepath.Join(t.TempDir(), "audit.db")
	noError(t, exitsWith(t.Context(), exitDone, path, "import", month))

	check := func(inject string) (code int, said string) {
		out, err := powercut.Strace("-f", "-o", os.DevNull, "-e", "trace=pread64", "-e", "inject=pread64:"+inject, "--", "immrecon", "--quiet", "--db", path, "check")
		if errors.Is(err, powercut.ErrNoStrace) {
			t.Skip(err)
		}
		if ended := new(exec.ExitError); errors.As(err, &ended) {
			return ended.ExitCode(), string(out)
		}
		noError(t, err)
		return exitDone, string(out)
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
