// Package readertest is for tests of readers: it reads every file of a package's
// testdata and compares all that comes out with the file of the same name that
// ends in .golden. After a wanted change, run the tests with -update and read
// what git shows as changed.
//
// Does not belong here: anything a program needs; only tests import it.
package readertest

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/import/secret"
	"immrecon/store/model"
)

// Update is whether golden files are written anew instead of compared: go test -update.
var Update = flag.Bool("update", false, "write the golden files anew")

// Inputs returns the content of every file of testdata that is not golden, by
// its path.
func Inputs(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string][]byte{}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.IsDir() || filepath.Ext(file) == ".golden" {
			continue
		}
		if inputs[file], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	if len(inputs) == 0 {
		t.Fatal("testdata holds no file to read")
	}
	return inputs
}

// Check reads every input, which detect must accept, as an import does: masked. None of
// the secrets, values that the inputs contain, may come out.
func Check(t *testing.T, detect func([]byte) bool, read func(io.Reader, model.RecordWriter) error, secrets ...string) {
	for file, in := range Inputs(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			if !detect(in) {
				t.Error("its kind is not detected")
			}
			var collected Collected
			if err := read(bytes.NewReader(in), secret.Masked(&collected)); err != nil {
				t.Fatal(err)
			}
			got := render(t, &collected)
			for _, value := range secrets {
				if bytes.Contains(got, []byte(value)) {
					t.Errorf("the secret %q comes out", value)
				}
			}
			compare(t, file+".golden", got)
		})
	}
}

// compare compares got with a golden file, or makes it one.
func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *Update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("it reads as\n%s\nwant\n%s", got, want)
	}
}

// render writes out what a reader of usage made of a file, one record a line.
func render(t *testing.T, c *Collected) []byte {
	t.Helper()
	var out strings.Builder
	writeLine(t, &out, c.Tally)
	for _, r := range c.Requests {
		writeLine(t, &out, r)
	}
	for _, call := range c.Calls {
		writeLine(t, &out, call)
	}
	for _, m := range c.Metering {
		writeLine(t, &out, m)
	}
	for _, r := range c.Rejects {
		writeLine(t, &out, r)
	}
	writeLine(t, &out, c.Hours)
	return []byte(out.String())
}

// writeLine writes a record as JSON, leaving out what is zero.
func writeLine(t *testing.T, out *strings.Builder, record any) {
	t.Helper()
	text, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	for name, member := range members {
		if s := string(member); s == "null" || s == `""` || s == "0" {
			delete(members, name)
		}
	}
	if len(members) == 0 {
		return
	}
	if text, err = json.Marshal(members); err != nil {
		t.Fatal(err)
	}
	out.Write(append(text, '\n'))
}
