package slslog

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// secrets are values of testdata that may not leave the package.
var secrets = []string{"s3cret", "LTAI5tSynthetic0001"}

// TestGolden reads every file of testdata and compares all that comes out of it.
func TestGolden(t *testing.T) {
	for _, file := range inputs(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			in, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !Looks(in) {
				t.Error("it is not recognised")
			}
			got := render(t, in)
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("it reads as\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// inputs lists the files of testdata that are no golden ones.
func inputs(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"testdata/*.csv", "testdata/*json"} {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, matches...)
	}
	if len(files) == 0 {
		t.Fatal("no testdata")
	}
	return files
}

// render reads a file and writes out what comes of it, one record a line,
// what is zero left out.
func render(t *testing.T, in []byte) []byte {
	t.Helper()
	var got store.Collected
	if err := Read(bytes.NewReader(in), &got); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	write := func(value any) {
		text, err := json.Marshal(value)
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
		if text, err = json.Marshal(members); err != nil {
			t.Fatal(err)
		}
		out.Write(append(text, '\n'))
	}
	write(got.Tally)
	for _, r := range got.Requests {
		write(r)
	}
	write(got.Hours)
	for _, r := range got.Rejects {
		write(r)
	}
	for _, s := range secrets {
		if strings.Contains(out.String(), s) {
			t.Errorf("the secret %q comes out", s)
		}
	}
	return out.Bytes()
}
