//go:build linux

package outfile

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/store/db/powercut"
)

const (
	cutFolder = "IMMRECON_TEST_POWER_CUT_FOLDER" // where the test's own program writes
	versions  = 20                               // of a file
)

// version is one of the contents of a file, of several writes.
func version(n int) string { return strings.Repeat(fmt.Sprintln("version", n), 1000+500*(n%3)) }

// A folder that was made is there after a power cut, and a file that was written, whole.
// While it is replaced the old one is there or the new one is.
func TestPowerCut(t *testing.T) {
	if folder := os.Getenv(cutFolder); folder != "" {
		writeVersions(t, folder)
		return
	}
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(cutFolder, folder)
	recording, written, err := powercut.RecordProgram(folder, binary, "-test.run=^TestPowerCut$")
	if errors.Is(err, powercut.ErrNoStrace) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(written) <= 1+versions { // the last is that the test has passed
		t.Fatalf("%d times something was written", len(written))
	}
	made, written := written[0], written[1:1+versions]
	chance := rand.New(rand.NewPCG(1, 1))
	for range 500 { // which take no time
		after := chance.IntN(recording.Len() + 1)
		if chance.IntN(2) == 0 {
			after = written[chance.IntN(versions)]
		}
		least := -1
		for n, at := range written {
			if at <= after {
				least = n
			}
		}
		disk := recording.Cut(after, chance)
		if _, there := disk["tables"]; after >= made && !there {
			t.Errorf("after operation %d the folder is not there", after)
		}
		content, there := disk["report.json"]
		if !isVersion(string(content), there, least) {
			t.Errorf("after operation %d of %d, version %d was written, and %d bytes are there, %t", after, recording.Len(), least, len(content), there)
		}
	}
}

// isVersion reports whether what is there is a version from some on, or nothing where none
// need be.
func isVersion(content string, there bool, least int) bool {
	for n := max(least, 0); n < versions; n++ {
		if there && content == version(n) {
			return true
		}
	}
	return !there && least < 0
}

// writeVersions makes a folder and writes a file time and again.
func writeVersions(t *testing.T, folder string) {
	if err := MakeFolder(filepath.Join(folder, "tables", "2026-03")); err != nil {
		t.Fatal(err)
	}
	fmt.Println("made")
	for n := range versions {
		err := Write(filepath.Join(folder, "report.json"), func(w io.Writer) error {
			_, err := io.WriteString(w, version(n))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("written")
	}
}
